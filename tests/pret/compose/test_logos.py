"""Logos: in protocol order, each named, and an absent one told instead of skipped."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pret.compose.composer import Composed, Composer
from pret.domain.documents import DocumentKind
from pret.domain.gathered import GatheredMilestone, GatheredProgramme
from pret.domain.milestones import Milestone, MilestoneKind, Phase
from pret.domain.programme import Partner, PartnerRole
from pret.domain.references import DocumentReference
from pret.domain.tree import Picture
from pret.domain.tree_document import Status, pictures

LAB_DAY = Milestone(MilestoneKind.LAB_DAY, 3, 1, 3)
PARTNERS = (
    Partner(code="region", name="La Région", role=PartnerRole.FUNDER, logo="logos/region.png"),
    Partner(code="academie", name="L’Académie", role=PartnerRole.STATE, logo="logos/absent.png"),
    Partner(code="labo", name="Le labo", role=PartnerRole.OPERATOR),
)
REGION = Picture("a" * 64, 800, 280, "Logo : La Région", media_type="image/png")


@pytest.fixture
def with_partners(programme: GatheredProgramme) -> GatheredProgramme:
    source = programme.programme
    value = source.value.model_copy(update={"partners": PARTNERS})
    lines = {"partners[1].logo": 18, "partners[2]": 19}
    return replace(
        programme, programme=replace(source, value=value, lines=lines), logos={"region": REGION}
    )


def composed(
    kind: DocumentKind, folder: Path, programme: GatheredProgramme, lab_day: GatheredMilestone
) -> Composed:
    (folder / "documents").mkdir()
    (folder / "documents" / f"{kind}.md.j2").write_text("Texte.", "utf-8")
    reference = DocumentReference(kind, LAB_DAY, Phase.PREPARE)
    return Composer(folder).compose(reference, programme, {"lab-day-1": lab_day})


@pytest.fixture
def material(lab_day: object) -> GatheredMilestone:
    assert callable(lab_day)
    built: GatheredMilestone = lab_day()
    return built


@pytest.mark.parametrize("kind", [DocumentKind.INVITATION, DocumentKind.FIELD_NOTEBOOK])
def test_logos_stand_in_the_order_of_the_partners(
    kind: DocumentKind,
    tmp_path: Path,
    with_partners: GatheredProgramme,
    material: GatheredMilestone,
) -> None:
    document = composed(kind, tmp_path, with_partners, material).document
    assert [logo.name for logo in document.logos] == ["La Région", "L’Académie", "Le labo"]
    assert [logo.picture for logo in document.logos] == [REGION, None, None]
    assert REGION in pictures(document)


def test_a_logo_that_is_not_there_is_missing_with_its_line_and_what_to_do(
    tmp_path: Path, with_partners: GatheredProgramme, material: GatheredMilestone
) -> None:
    made = composed(DocumentKind.INVITATION, tmp_path, with_partners, material)
    wanted = "le chemin d’un fichier PNG ou JPEG, dans logos/"
    assert [(gap.label, gap.file, gap.line, gap.hint) for gap in made.gaps] == [
        (
            "logo (L’Académie)",
            "programme.yaml",
            18,
            f"« logos/absent.png » est absent ou illisible : {wanted}",
        ),
        ("logo (Le labo)", "programme.yaml", 19, wanted),
    ]
    assert made.document.status is Status.DRAFT
    assert made.document.missing == ("logo (L’Académie)", "logo (Le labo)")
    assert made.document.logos[2].gap == "[À COMPLÉTER\u00a0: logo (Le labo)]"


def test_minutes_bear_no_logo_and_miss_none(
    tmp_path: Path, with_partners: GatheredProgramme, material: GatheredMilestone
) -> None:
    made = composed(DocumentKind.MINUTES, tmp_path, with_partners, material)
    assert made.document.logos == ()
    assert made.gaps == ()
