"""A programme of one site and one lab day, small enough to read whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pret.compose.composer import Composed, Composer
from pret.domain.budget import Budget, BudgetLine, BudgetPost
from pret.domain.documents import DocumentKind
from pret.domain.facts.lab_day import LabDayFacts
from pret.domain.gathered import GatheredMilestone, GatheredProgramme, Sourced
from pret.domain.material import Note, Photo, PreparedPhoto
from pret.domain.milestones import Milestone, MilestoneKind, Phase
from pret.domain.origins import Origin, OriginKind
from pret.domain.people import Consent, ConsentKind, People, Person, Role
from pret.domain.programme import Partner, PartnerRole, Programme, Site, TeamMember
from pret.domain.references import DocumentReference
from pret.domain.schedule import Calendar, PlannedMilestone
from pret.domain.tree import Picture

DAY = date(2027, 5, 11)
LAB_DAY = Milestone(MilestoneKind.LAB_DAY, 3, 1, 3)
FACTS_FILE = "03-lab-day-1/milestone.yaml"


@pytest.fixture
def programme() -> GatheredProgramme:
    budget = Budget(
        total=Decimal(100),
        posts=(
            BudgetPost(
                code="all",
                label="Tout",
                total=Decimal(100),
                lines=(BudgetLine(code="pay", label="Paye", planned=Decimal(100)),),
            ),
        ),
    )
    value = Programme(
        version=1,
        code="essai",
        title="Essai",
        policy="Les gares",
        start=date(2027, 1, 11),
        partners=(Partner(code="labo", name="Le labo", role=PartnerRole.OPERATOR),),
        sites=(Site(code="nord", name="Gare du Nord", kind="gare", town="Paris"),),
        team=(TeamMember(person="P-001", duty="Coordination"),),
        coordinator="P-001",
        budget=budget,
    )
    people = People(
        version=1,
        people=(
            Person(code="P-001", name="Ana Roux", civility="Mme", role=Role.COORDINATION),
            Person(code="P-002", name="Léo M.", role=Role.USER, minor=True, function="élève"),
        ),
        consents=(
            Consent(
                code="C-001",
                person="P-001",
                kind=ConsentKind.IMAGE,
                uses=("partners",),
                first_day=date(2027, 1, 1),
                last_day=date(2030, 1, 1),
                signed_by="Ana Roux",
            ),
        ),
    )
    calendar = Calendar(
        version=1, milestones=(PlannedMilestone(milestone="lab-day-1", first_day=DAY),)
    )
    return GatheredProgramme(
        Sourced(value, "programme.yaml", {"sites[0].name": 12}),
        Sourced(people, "people.yaml", {"people[0].name": 4}),
        Sourced(calendar, "calendar.yaml", {"milestones[0].first_day": 3}),
        (),
        {},
        (),
        (),
        {},
    )


@pytest.fixture
def photo() -> Callable[..., PreparedPhoto]:
    """Build a prepared photo."""
    return _photo


def _photo(
    file: str, *, people: tuple[str, ...] = (), consents: tuple[str, ...] = ()
) -> PreparedPhoto:
    entry = Photo(
        file=file,
        caption="Le mur à midi.",
        alt="Un mur couvert de papiers",
        credit="Ana Roux",
        people=people,
        consents=consents,
    )
    return PreparedPhoto(
        entry,
        Picture("0" * 64, 800, 600, "Un mur couvert de papiers"),
        Origin(OriginKind.FIELD, "03-lab-day-1/photos/photos.yaml", "photos[0]", 5),
    )


@pytest.fixture
def lab_day() -> Callable[..., GatheredMilestone]:
    """Build the lab day's material from facts, notes and photos."""

    def build(
        *, notes: tuple[Note, ...] = (), photos: tuple[PreparedPhoto, ...] = (), **facts: object
    ) -> GatheredMilestone:
        value = LabDayFacts.model_validate({"version": 1, **facts})
        lines = {"decisions[0].text": 20, "decisions[0].owner": 21, "pitfalls[0]": 30}
        return GatheredMilestone(
            LAB_DAY, Sourced(value, FACTS_FILE, lines), photos, (), notes, (), (), (), (), {}
        )

    return build


@pytest.fixture
def compose(
    tmp_path: Path, programme: GatheredProgramme, lab_day: Callable[..., GatheredMilestone]
) -> Callable[..., Composed]:
    """Fill a template given as text with the lab day's material."""

    def filled(
        template: str,
        gathered: GatheredMilestone | None = None,
        kind: DocumentKind = DocumentKind.MINUTES,
    ) -> Composed:
        folder = tmp_path / "documents"
        folder.mkdir(exist_ok=True)
        (folder / f"{kind}.md.j2").write_text(template, "utf-8")
        reference = DocumentReference(kind, LAB_DAY, Phase.COMPLETE)
        material = gathered if gathered is not None else lab_day()
        return Composer(tmp_path).compose(reference, programme, {"lab-day-1": material})

    return filled
