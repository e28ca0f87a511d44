"""The sheets of the documents that are also workbooks."""

from __future__ import annotations

from pret.compose.labels import label
from pret.domain.documents import DocumentKind
from pret.domain.facts.scenario import GridLine, ScenarioFacts
from pret.domain.gathered import GatheredMilestone, GatheredProgramme
from pret.domain.milestones import Phase
from pret.domain.references import DocumentReference
from pret.render.workbook import Sheet, SheetColumn
from pret.service.known_days import told_programme
from pret.service.workbook_budget import budget_sheets
from pret.service.workbook_planning import planning_sheets


def sheets_of(
    reference: DocumentReference, gathered: GatheredMilestone, programme: GatheredProgramme
) -> tuple[Sheet, ...]:
    """Return a document's sheets; none for a kind that is no workbook."""
    facts = gathered.facts.value
    match reference.kind:
        case DocumentKind.EVALUATION_GRID if isinstance(facts, ScenarioFacts):
            names = {site.code: site.name for site in programme.programme.value.sites}
            return (_evaluation_grid(facts.grid, names),)
        case DocumentKind.BUDGET_REPORT:
            # As in the document: what is planned, before; what was spent, after.
            before = reference.phase is Phase.PREPARE
            return budget_sheets(programme.programme.value, () if before else programme.expenses)
        case DocumentKind.PLANNING:
            return planning_sheets(told_programme(programme, reference))
    return ()


def _evaluation_grid(lines: tuple[GridLine, ...], names: dict[str, str]) -> Sheet:
    columns = (
        SheetColumn("N°", 6, "text"),
        SheetColumn("Question évaluative", 36, "text"),
        SheetColumn("Section", 20, "text"),
        SheetColumn("Usage", 14, "text"),
        SheetColumn("Critère de jugement", 30, "text"),
        SheetColumn("Indicateur ou preuve tangible", 30, "text"),
        SheetColumn("Méthode et source", 28, "text"),
        SheetColumn("Qui collecte", 20, "text"),
        SheetColumn("Fréquence", 16, "text"),
        SheetColumn("Niveau actuel (1\u00a0à\u00a04)", 14, "number", ("1", "2", "3", "4")),
        SheetColumn("Preuve du niveau", 28, "text"),
        SheetColumn("Seuil de remise en chantier", 28, "text"),
        SheetColumn("Décision à prendre si seuil", 30, "text"),
        SheetColumn("Marge locale", 22, "text"),
        SheetColumn("Dernière révision", 14, "date"),
        SheetColumn("Révisée par", 18, "text"),
    )
    rows = tuple(
        (
            line.code,
            line.question,
            label(line.theme),
            label(line.use),
            line.criterion,
            line.evidence,
            line.method,
            line.collector,
            line.frequency,
            line.level,
            line.level_proof,
            line.threshold,
            line.then,
            _margin(line, names),
            line.revised,
            line.revised_by,
        )
        for line in lines
    )
    return Sheet("Grille d’évaluation agile", "Grille", columns, rows, heads=2)


def _margin(line: GridLine, names: dict[str, str]) -> str:
    """Return what a site may change of a line, in the words of the printed grid."""
    if line.local:
        return f"propre au site\u00a0: {names.get(line.local, line.local)}"
    return line.margin or "socle commun"
