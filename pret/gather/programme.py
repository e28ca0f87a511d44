"""The programme's own files: `programme.yaml`, people, calendar, expenses, logos."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

from pret.domain.budget import Expense, expense_problems, sum_problems
from pret.domain.closings import Closing
from pret.domain.fields import Entry, must
from pret.domain.gathered import GatheredProgramme, SetAsideFile, Sourced
from pret.domain.people import People
from pret.domain.programme import Programme
from pret.domain.schedule import Calendar
from pret.domain.tree import Picture
from pret.errors import ProblemsError, ProgrammeMissingError, UnreadableFileError
from pret.gather.cache import Cache
from pret.gather.closings import FOLDER as CLOSINGS
from pret.gather.closings import gather_closings
from pret.gather.crosscheck import Known, in_order, placed, reference_problems
from pret.gather.photos import prepare
from pret.gather.picture_code import LOGO_SIDE_PX, Preparation
from pret.gather.row_entries import read_row_entries
from pret.gather.shapes import loc_of
from pret.gather.snapshot import Snapshot, take_snapshot
from pret.gather.validation import validate
from pret.gather.yaml_reader import read_yaml
from pret.problems import Problem

E = TypeVar("E", bound=Entry)

PROGRAMME, PEOPLE, CALENDAR = "programme.yaml", "people.yaml", "calendar.yaml"
_EXPENSES = ("expenses.csv", "expenses.xlsx")
_OWN_FILES = (PROGRAMME, PEOPLE, CALENDAR, *_EXPENSES)


class _Expenses(Entry):
    """The whole of `expenses.csv` or `expenses.xlsx`."""

    expenses: tuple[Expense, ...] = must("Dépenses")


@dataclass(slots=True)
class _Gathering:
    """What was found while reading, added to from one file to the next."""

    snapshot: Snapshot
    cache: Cache
    problems: list[Problem] = field(default_factory=list)
    set_aside: list[SetAsideFile] = field(default_factory=list)


def gather_programme(folder: Path, cache: Cache, *, quiet_s: float) -> GatheredProgramme:
    """Read the files of a programme's folder.

    quiet_s: see `take_snapshot`. Raises ProgrammeMissingError when there is no programme.yaml and
    ProblemsError when it cannot be understood; all other problems are returned.
    """
    if not (folder / PROGRAMME).is_file():
        raise ProgrammeMissingError(folder.name, _programmes_beside(folder))
    snapshot = take_snapshot(folder, _own_paths(folder), quiet_s=quiet_s, wanted=_is_own)
    work = _Gathering(snapshot, cache, set_aside=list(snapshot.set_aside))
    programme = _programme(work)
    people = _other(work, PEOPLE, People, People(version=1, people=()))
    calendar = _other(work, CALENDAR, Calendar, Calendar(version=1, milestones=()))
    expenses = _expenses(work, programme)
    _cross_check(work, programme, people, calendar)
    return GatheredProgramme(
        programme=programme,
        people=people,
        calendar=_at_known_sites(calendar, programme.value),
        expenses=expenses,
        logos=_logos(work, programme),
        closings=_closings(work, programme.value),
        problems=in_order(work.problems),
        set_aside=tuple(work.set_aside),
        hashes=snapshot.hashes(),
    )


def known_of(programme: Programme, people: People) -> Known:
    """Return the codes that a programme's files may refer to; those of an empty list not at all."""
    return Known(
        people=frozenset(person.code for person in people.people) or None,
        consents=frozenset(consent.code for consent in people.consents) if people.people else None,
        sites=frozenset(site.code for site in programme.sites),
        partners=frozenset(partner.code for partner in programme.partners),
    )


def _programmes_beside(folder: Path) -> tuple[str, ...]:
    if not folder.parent.is_dir():
        return ()
    return tuple(sorted(path.parent.name for path in folder.parent.glob(f"*/{PROGRAMME}")))


def _own_paths(folder: Path) -> tuple[str, ...]:
    """Return what stands in the programme's folder itself, and its logos."""
    files = sorted(path.name for path in folder.iterdir() if not path.is_dir())
    return (*files, "logos", CLOSINGS)


def _is_own(name: str) -> bool:
    return name in _OWN_FILES or name.startswith(("logos/", f"{CLOSINGS}/"))


def _programme(work: _Gathering) -> Sourced[Programme]:
    file = work.snapshot.files.get(PROGRAMME)
    if file is None:
        reasons = [one.reason for one in work.set_aside if one.file == PROGRAMME]
        raise ProblemsError(tuple(Problem(PROGRAMME, None, "", reason, "") for reason in reasons))
    value, problems = validate(Programme, read_yaml(file.content, PROGRAMME), PROGRAMME)
    if value is None:
        raise ProblemsError(problems)
    work.problems += problems
    return value


def _other(work: _Gathering, name: str, model: type[E], empty: E) -> Sourced[E]:
    """Read a file that may be absent or wrong: the programme then goes on without it."""
    file = work.snapshot.files.get(name)
    if file is None:
        if all(one.file != name for one in work.set_aside):
            remedy = "Créez-le : « version: 1 », puis la liste. « pret new » en donne un modèle."
            work.problems.append(Problem(name, None, "", "ce fichier n’existe pas.", remedy))
        return Sourced(empty, name)
    try:
        value, problems = validate(model, read_yaml(file.content, name), name)
    except ProblemsError as refusal:
        value, problems = None, refusal.problems
    work.problems += problems
    return value if value is not None else Sourced(empty, name)


def _expenses(work: _Gathering, programme: Sourced[Programme]) -> tuple[Expense, ...]:
    names = [name for name in _EXPENSES if name in work.snapshot.files]
    if not names:
        return ()
    name = names[0]
    if len(names) > 1:
        found, remedy = f"il y a aussi {names[1]}, qui n’est pas lu.", "Gardez un seul fichier."
        work.problems.append(Problem(name, None, "", found, remedy))
    file = work.snapshot.files[name]
    try:
        parsed = read_row_entries(file, Expense, "expenses", work.cache)
    except UnreadableFileError as refusal:
        work.set_aside.append(SetAsideFile(name, file.sha256, refusal.reason))
        return ()
    value, problems = validate(_Expenses, parsed, name)
    work.problems += problems
    if value is None:
        return ()
    expenses = value.value.expenses
    rows = [value.lines.get(f"expenses[{rank}]", 0) for rank in range(len(expenses))]
    wrong = expense_problems(programme.value.budget, zip(rows, expenses, strict=True), name)
    work.problems += [replace(problem, where="Ligne du budget") for problem in wrong]
    partners = Known(partners=frozenset(one.code for one in programme.value.partners))
    work.problems += reference_problems(value, partners)
    return expenses


def _cross_check(
    work: _Gathering,
    programme: Sourced[Programme],
    people: Sourced[People],
    calendar: Sourced[Calendar],
) -> None:
    known = known_of(programme.value, people.value)
    work.problems += reference_problems(programme, known)
    work.problems += reference_problems(people, known)
    work.problems += reference_problems(calendar, known)
    # A line that was refused is told already: its amount missing from a sum says nothing more.
    if not any("(budget" in problem.where for problem in work.problems):
        work.problems += [
            placed(programme, loc_of(wrong.where), wrong.found, wrong.remedy)
            for wrong in sum_problems(programme.value.budget, PROGRAMME)
        ]
    work.problems += _site_problems(programme)
    work.problems += _calendar_problems(programme.value, calendar)


def _site_problems(programme: Sourced[Programme]) -> list[Problem]:
    """Return every site that has one of its two coordinates: it cannot be placed on a map."""
    names = {"latitude": "longitude", "longitude": "latitude"}
    return [
        placed(
            programme,
            ("sites", rank, given),
            f"{given} sans {lacking}.",
            "Écrivez les deux, ou aucune : sans elles, les sites sont sur un schéma sans échelle.",
        )
        for rank, site in enumerate(programme.value.sites)
        for given, lacking in names.items()
        if getattr(site, given) is not None and getattr(site, lacking) is None
    ]


def _calendar_problems(programme: Programme, calendar: Sourced[Calendar]) -> list[Problem]:
    codes = [milestone.code for milestone in programme.milestones()]
    found: list[Problem] = []
    for rank, planned in enumerate(calendar.value.milestones):
        place = ("milestones", rank, "milestone")
        if planned.milestone not in codes:
            said = f"« {planned.milestone} » n’est pas un temps fort de ce programme."
            near = get_close_matches(planned.milestone, codes, n=1)
            if planned.milestone.rpartition("-")[0] in (code.rpartition("-")[0] for code in codes):
                remedy = "Retirez ses lignes, ou changez leur nombre dans programme.yaml, calendar."
            elif near:
                remedy = f"Vouliez-vous dire « {near[0]} » ?"
            else:
                remedy = f"Temps forts : {', '.join(codes)}."
            found.append(placed(calendar, place, said, remedy))
    return found


def _at_known_sites(calendar: Sourced[Calendar], programme: Programme) -> Sourced[Calendar]:
    """Return the calendar without the sites that the programme does not have, told as problems."""
    known = {site.code for site in programme.sites}
    kept = tuple(
        planned if planned.site in known else planned.model_copy(update={"site": None})
        for planned in calendar.value.milestones
    )
    return replace(calendar, value=calendar.value.model_copy(update={"milestones": kept}))


def _closings(work: _Gathering, programme: Programme) -> Mapping[str | None, tuple[Closing, ...]]:
    """Return site's code → what its .ics file closes; under None, what closes every site."""
    files = [file for name, file in work.snapshot.files.items() if name.startswith(f"{CLOSINGS}/")]
    found = gather_closings(files, programme)
    work.problems += found.problems
    work.set_aside += found.set_aside
    return found.closings


def _logos(work: _Gathering, programme: Sourced[Programme]) -> Mapping[str, Picture]:
    """Return partner's code → logo, described by the partner's name."""
    wanted: dict[str, str] = {}
    for rank, partner in enumerate(programme.value.partners):
        if partner.logo is None:
            continue
        if partner.logo in work.snapshot.files:
            wanted[partner.code] = partner.logo
        elif all(one.file != partner.logo for one in work.set_aside):
            place = ("partners", rank, "logo")
            said = f"« {partner.logo} » n’existe pas dans le dossier du programme."
            remedy = "Déposez l’image dans logos/, ou corrigez le nom."
            work.problems.append(placed(programme, place, said, remedy))
    files = [work.snapshot.files[name] for name in dict.fromkeys(wanted.values())]
    how = Preparation(LOGO_SIDE_PX, lossless=True)
    prepared = prepare([(file, how) for file in files], work.cache)
    names = {partner.code: partner.name for partner in programme.value.partners}
    logos: dict[str, Picture] = {}
    for code, name in wanted.items():
        picture = prepared[name]
        if isinstance(picture, Picture):
            logos[code] = replace(picture, alt=f"Logo : {names[code]}")
    work.set_aside += [
        SetAsideFile(file.name, file.sha256, refusal.reason)
        for file in files
        if isinstance(refusal := prepared[file.name], UnreadableFileError)
    ]
    return logos
