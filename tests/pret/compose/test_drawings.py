"""The drawn figures of a document: their values, and what they say to those who do not see them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from pret.compose.composer import Composed
from pret.compose.lint import DRAWN_ALT_MOST_CHARACTERS
from pret.domain.budget import Expense
from pret.domain.charts import Balance, BudgetBars, SiteScheme, Timeline
from pret.domain.closings import Closing, ClosingKind, KnownDays, SitesClosing
from pret.domain.gathered import GatheredMilestone, GatheredProgramme
from pret.domain.people import College, Person, Role
from pret.domain.programme import SchoolZone, Site
from pret.domain.schedule import DateStatus, PlannedMilestone
from pret.domain.tree import Figure, Table
from pret.domain.tree_walk import walk
from pret.render.package_text import text_of

Compose = Callable[..., Composed]
NORTH = Site(
    code="nord", name="Gare du Nord", kind="gare", town="Paris", base_camp=True,
    latitude="48,88", longitude="2,355",
)  # fmt: skip
SOUTH = Site(
    code="sud", name="Gare de Lyon", kind="gare", town="Paris", latitude=48.844, longitude=2.374
)


def figures(composed: Composed) -> list[Figure]:
    return [block for block in walk(composed.document.blocks) if isinstance(block, Figure)]


def alt(composed: Composed) -> str:
    return figures(composed)[0].picture.alt.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.fixture
def richer(programme: GatheredProgramme) -> Callable[..., None]:
    """Change the programme that the test composes with."""

    def change(
        sites: tuple[Site, ...] | None = None,
        planned: tuple[PlannedMilestone, ...] | None = None,
        expenses: tuple[Expense, ...] = (),
        people: tuple[Person, ...] = (),
    ) -> None:
        source, calendar, known = programme.programme, programme.calendar, programme.people
        changes = {
            "programme": replace(
                source, value=source.value.model_copy(update={"sites": sites} if sites else {})
            ),
            "calendar": replace(
                calendar,
                value=calendar.value.model_copy(
                    update={} if planned is None else {"milestones": planned}
                ),
            ),
            "expenses": expenses,
            "people": replace(
                known, value=known.value.model_copy(update={"people": known.value.people + people})
            ),
        }
        for name, value in changes.items():
            object.__setattr__(programme, name, value)

    return change


def test_a_timeline_groups_the_milestones_and_says_when_they_are(
    compose: Compose, richer: Callable[..., None]
) -> None:
    richer(
        planned=(
            PlannedMilestone(
                milestone="workshop-1", first_day=date(2027, 12, 7), restitution=date(2028, 1, 18),
                status=DateStatus.FIRM,
            ),
            PlannedMilestone(milestone="lab-day-1", first_day=date(2027, 5, 11)),
            PlannedMilestone(
                milestone="lab-day-2", first_day=date(2027, 6, 8), status=DateStatus.CANCELLED
            ),
        )
    )  # fmt: skip
    composed = compose("{{ timeline() }}")
    chart = figures(composed)[0].picture.chart
    assert isinstance(chart, Timeline)
    assert [(span.label, span.firm) for span in chart.spans] == [
        ("Journée labo 1", False),
        ("Atelier prospectif 1", True),
    ]
    assert alt(composed) == (
        "Frise de 2 temps forts, de mai 2027 à janvier 2028. Résidence, 1, en mai 2027 ; "
        "Ateliers prospectifs, 1, de décembre 2027 à janvier 2028."
    )
    assert composed.problems == ()


def test_a_plan_shows_preparations_and_closed_days_and_says_what_is_estimated(
    compose: Compose, programme: GatheredProgramme, richer: Callable[..., None]
) -> None:
    zoned = SOUTH.model_copy(update={"zone": SchoolZone.C})
    richer(
        sites=(NORTH.model_copy(update={"zone": SchoolZone.B}), zoned),
        planned=(PlannedMilestone(milestone="lab-day-1", first_day=date(2027, 5, 11)),),
    )
    winter = Closing(
        date(2027, 2, 20), date(2027, 3, 7), "vacances d’hiver, zone B", "arrêté",
        kind=ClosingKind.SCHOOL_HOLIDAY,
    )  # fmt: skip
    spring = Closing(
        date(2027, 4, 3), date(2027, 4, 18), "vacances de printemps, zones B et C", "estimation",
        estimated=True, kind=ClosingKind.SCHOOL_HOLIDAY,
    )  # fmt: skip
    works = Closing(date(2027, 5, 3), date(2027, 5, 4), "travaux", "déclaré")
    days = KnownDays(
        (
            SitesClosing(winter, ("nord",)),
            SitesClosing(spring, ("nord", "sud")),
            SitesClosing(works, ("sud",)),
        ),
        frozenset({"lab-day-1"}),
        date(2027, 3, 31),
    )
    object.__setattr__(programme, "days", days)
    composed = compose(
        "{{ timeline(plan=true) }}"
        "{{ table(closed_rows, [column('Dates', 'dates'), column('Sites', 'sites')], 'Fermés') }}"
    )
    chart = figures(composed)[0].picture.chart
    assert isinstance(chart, Timeline)
    (span,) = chart.spans
    assert (span.prepared, span.when) == (date(2027, 4, 9), "11\u00a0mai 2027, prévisionnel")
    assert [(strip.label, [each.name for each in strip.closed]) for strip in chart.strips] == [
        ("Vacances scolaires, zone B", ["hiver", "printemps"]),
        ("Vacances scolaires, zone C", ["printemps"]),
        ("Jours fériés et fermetures des sites", [""]),
    ]
    assert [each.estimated for each in chart.strips[0].closed] == [False, True]
    assert alt(composed).endswith("Vacances prévisionnelles après le 31 mars 2027.")
    tables = [block for block in walk(composed.document.blocks) if isinstance(block, Table)]
    rows = [[text_of(cell).replace("\u00a0", " ") for cell in row] for row in tables[0].body]
    assert rows[1:] == [
        ["du 3 au 18 avril 2027 (prévisionnel)", "tous les sites"],
        ["du 3 au 4 mai 2027", "Gare de Lyon"],
    ]
    plain = figures(compose("{{ timeline() }}"))[0].picture.chart
    assert isinstance(plain, Timeline)
    assert (plain.strips, plain.sure_until, plain.spans[0].prepared) == ((), None, None)


def test_a_budget_says_its_sums_and_shows_spending_only_when_there_is_some(
    compose: Compose, richer: Callable[..., None]
) -> None:
    before = compose("{{ budget_chart() }}")
    assert alt(before) == "Barres du budget : 100 € prévus. Tout, 100 €."
    richer(
        expenses=(
            Expense(
                day=date(2027, 2, 1), line="pay", label="Paye",
                committed=Decimal(60), paid=Decimal("20.50"),
            ),
        )
    )  # fmt: skip
    after = compose("{{ budget_chart() }}")
    assert alt(after) == (
        "Barres du budget : 100 € prévus, 60 € engagés, 20,50 € payés. "
        "Tout, 20,50 € payés sur 100 €."
    )
    planned = compose("{{ budget_chart(spent=false) }}")
    charts = [figures(each)[0].picture.chart for each in (before, after, planned)]
    assert [chart.spending for chart in charts if isinstance(chart, BudgetBars)] == [
        False,
        True,
        False,
    ]


def test_sites_say_how_far_they_are_when_their_coordinates_are_known(
    compose: Compose, richer: Callable[..., None]
) -> None:
    richer(sites=(NORTH, SOUTH))
    composed = compose("{{ site_scheme() }}")
    assert alt(composed) == (
        "Carte à l’échelle : autour du camp de base, Gare du Nord (Paris), "
        "Gare de Lyon (Paris) à 4,2 km."
    )
    richer(sites=(NORTH, SOUTH.model_copy(update={"latitude": None})))
    composed = compose("{{ site_scheme() }}")
    chart = figures(composed)[0].picture.chart
    assert isinstance(chart, SiteScheme)
    assert not chart.placed
    assert alt(composed).startswith("Schéma : le camp de base, Gare du Nord (Paris), est relié à")


def test_a_table_counts_its_people_by_college_and_keeps_those_with_nobody(
    compose: Compose, richer: Callable[..., None], lab_day: Callable[..., GatheredMilestone]
) -> None:
    richer(
        people=(
            Person(code="P-003", name="Bo", role=Role.STAFF, college=College.AGENT),
            Person(code="P-004", name="Cy", role=Role.STAFF, college=College.AGENT),
        )
    )
    gathered = lab_day(present=("P-003", "P-004", "P-001", "P-999"))
    composed = compose("{{ table_balance(milestone) }}", gathered)
    chart = figures(composed)[0].picture.chart
    assert isinstance(chart, Balance)
    assert {part.label: part.counts for part in chart.parts}["Décideurs"] == (0,)
    assert alt(composed) == (
        "2 personnes, un carré chacune : décideurs 0 ; praticiens 0 ; agents 2 ; usagers 0 ; "
        "organismes publics 0 ; associations 0."
    )


@pytest.mark.parametrize(
    "call", ["timeline()", "site_scheme()", "table_balance(milestone)", "table_balance([])"]
)
def test_a_figure_that_would_show_nothing_is_left_out(
    compose: Compose, richer: Callable[..., None], call: str
) -> None:
    richer(planned=())
    assert figures(compose("{{ " + call + " }}")) == []


def test_the_words_of_a_figure_with_very_many_parts_are_cut_after_a_word(
    compose: Compose, richer: Callable[..., None]
) -> None:
    many = tuple(
        SOUTH.model_copy(update={"code": f"s{number}", "name": f"Gare de la ligne {number}"})
        for number in range(40)
    )
    richer(sites=(NORTH, *many))
    composed = compose("{{ site_scheme() }}")
    assert len(alt(composed)) <= DRAWN_ALT_MOST_CHARACTERS
    assert alt(composed).endswith("…")
    assert composed.problems == ()
