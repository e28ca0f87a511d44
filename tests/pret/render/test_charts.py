"""The drawn figures: what they show, that they are well formed, and that nothing runs out of them.

Drawings kept as texts are in `drawings/`; after a wanted change, look at the new ones and replace
them: `PRET_WRITE_DRAWINGS=1 pytest tests/pret/render/test_charts.py`.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pret.domain.charts import (
    Balance,
    Bar,
    BudgetBars,
    Chart,
    ClosedDays,
    Part,
    SitePoint,
    SiteScheme,
    Span,
    Strip,
    Timeline,
)
from pret.domain.origins import Origin, OriginKind
from pret.domain.tree import (
    BulletList,
    Callout,
    CalloutKind,
    Card,
    Figure,
    Gallery,
    Heading,
    Landscape,
    Picture,
    Quotation,
)
from pret.domain.tree_document import Document, Status
from pret.domain.tree_walk import walk
from pret.render.chart_text import shortened, width_pt, wrapped
from pret.render.charts import draw_chart, drawn, with_fallbacks
from pret.render.contrast import contrast
from pret.render.theme import Theme

if TYPE_CHECKING:
    from pret.domain.tree import Block

THEME = Theme.load(Path(__file__).parents[3] / "templates" / "theme.yaml")
GOLDENS = Path(__file__).parent / "drawings"
HERE = Origin(OriginKind.COMPUTED, "programme.yaml")
SVG = "{http://www.w3.org/2000/svg}"
LIGHT, SHADE = THEME.colours.accent_light, THEME.colours.ochre_light
STAY, TALKS = "Axe 1 – Résidence", "Axe 2 – Ateliers prospectifs"


def day(text: str) -> date:
    return date.fromisoformat(text)


TIMELINE = Timeline(
    (
        Span("Travail préparatoire", "11 janvier au 5 mars 2027", day("2027-01-11"),
             day("2027-03-05"), STAY),
        Span("Voyage d’étude", "16 au 18 mars 2027", day("2027-03-16"), day("2027-03-18"), STAY),
        Span("Journée labo 1", "11 mai 2027", day("2027-05-11"), day("2027-05-11"), STAY, False),
        Span("Atelier prospectif 1", "7 décembre 2027, restitution le 18 janvier 2028",
             day("2027-12-07"), day("2027-12-07"), TALKS, True, day("2028-01-18")),
    )
)  # fmt: skip
PLAN = replace(
    TIMELINE,
    spans=(
        *TIMELINE.spans[:2],
        replace(TIMELINE.spans[2], prepared=day("2027-04-11")),
        replace(TIMELINE.spans[3], prepared=day("2027-11-07")),
    ),
    strips=(
        Strip("Vacances scolaires, zone A", (
            ClosedDays("hiver", day("2027-02-13"), day("2027-02-28")),
            ClosedDays("printemps", day("2027-04-10"), day("2027-04-25")),
            ClosedDays("été", day("2027-07-03"), day("2027-08-31")),
            ClosedDays("été", day("2027-09-01"), day("2027-09-02"), estimated=True),
            ClosedDays("Toussaint", day("2027-10-23"), day("2027-11-07"), estimated=True),
        ), shaded=True),
        Strip("Jours fériés et fermetures des sites", (
            ClosedDays("", day("2027-03-29"), day("2027-03-29")),
            ClosedDays("", day("2029-05-17"), day("2029-05-17")),
        )),
    ),
    sure_until=day("2027-08-31"),
)  # fmt: skip
BUDGET = BudgetBars(
    (
        Bar("Rémunération", "Résidence", Decimal(76900), Decimal(76900), Decimal(40000)),
        Bar("Déplacements & repas", "Résidence", Decimal(13300), Decimal(13743), Decimal(13743)),
        Bar("Livrables", "Clôture", Decimal(4000), Decimal(0), Decimal(0)),
    ),
    spending=True,
)
SITES = SiteScheme(
    (
        SitePoint("Lycée Lovelace", "lycée technique", "Vénissieux", True, 45.6975, 4.8867),
        SitePoint("Lycée Giono", "lycée rural", "Die", False, 44.7536, 5.3703),
        SitePoint("Lycée Veil", "lycée en chantier", "Villefontaine", False, 45.6136, 5.1489),
    )
)
UNPLACED = SiteScheme(tuple(replace(site, latitude=None, longitude=None) for site in SITES.sites))
BALANCE = Balance(("Atelier 1", "Atelier 2"), (Part("Agents", (4, 2)), Part("Usagers", (0, 7))))
CHARTS: dict[str, tuple[Chart, float]] = {
    "timeline": (TIMELINE, 162),
    "plan": (PLAN, 249),
    "budget": (BUDGET, 162),
    "budget-planned": (replace(BUDGET, spending=False), 130),
    "sites": (SITES, 162),
    "scheme": (UNPLACED, 162),
    "balance": (BALANCE, 162),
    "balance-of-one-table": (Balance(("Atelier",), (Part("Agents", (4,)),)), 79),
}


def svg(chart: Chart, width_mm: float = 162) -> bytes:
    return draw_chart(chart, THEME, width_mm)[0]


def words_of(drawing: bytes) -> list[str]:
    return ["".join(node.itertext()) for node in etree.fromstring(drawing).iter(f"{SVG}text")]


@pytest.mark.parametrize("name", CHARTS)
def test_each_drawing_is_the_one_that_was_looked_at(name: str) -> None:
    file, made = GOLDENS / f"{name}.svg", svg(*CHARTS[name])
    if os.environ.get("PRET_WRITE_DRAWINGS"):
        file.write_bytes(made)
    assert made.decode() == file.read_text("utf-8")


# What holds of any values

LABELS = st.text(max_size=80) | st.sampled_from(
    ["", "<b>&amp;\"'", "mot" * 60, "\x00\x1b\ud800\uffff", "a\nb\tc", "]]>", "مرحبا", "🙂" * 30]
)
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
AMOUNTS = st.decimals(Decimal(-10000), Decimal(10000000), places=2) | st.just(Decimal(0))
SPANS = st.builds(
    lambda label, when, first, length, lane, firm, later, ahead: Span(
        label, when, first, first + timedelta(length), lane, firm,
        None if later is None else first + timedelta(length + later),
        None if ahead is None else first - timedelta(ahead),
    ),
    LABELS, LABELS, DAYS, st.integers(0, 900), LABELS, st.booleans(),
    st.none() | st.integers(0, 400), st.none() | st.integers(1, 120),
)  # fmt: skip
CLOSED = st.builds(
    lambda name, first, length, estimated: ClosedDays(
        name, first, first + timedelta(length), estimated
    ),
    LABELS, DAYS, st.integers(0, 90), st.booleans(),
)  # fmt: skip
STRIPS = st.builds(Strip, LABELS, st.lists(CLOSED, max_size=20).map(tuple), st.booleans())
POINTS = st.builds(
    SitePoint, LABELS, LABELS, LABELS, st.booleans(),
    st.none() | st.floats(-90, 90), st.none() | st.floats(-180, 180),
)  # fmt: skip
ANY_CHART = st.one_of(
    st.builds(
        Timeline,
        st.lists(SPANS, max_size=60).map(tuple),
        st.lists(STRIPS, max_size=4).map(tuple),
        st.none() | DAYS,
    ),
    st.builds(
        BudgetBars,
        st.lists(st.builds(Bar, LABELS, LABELS, AMOUNTS, AMOUNTS, AMOUNTS), max_size=60).map(tuple),
        st.booleans(),
    ),
    st.builds(SiteScheme, st.lists(POINTS, max_size=60).map(tuple)),
    st.integers(1, 4).flatmap(
        lambda tables: st.builds(
            Balance,
            st.lists(LABELS, min_size=tables, max_size=tables).map(tuple),
            st.lists(
                st.builds(
                    Part,
                    LABELS,
                    st.lists(st.integers(0, 400), min_size=tables, max_size=tables).map(tuple),
                ),
                max_size=60,
            ).map(tuple),
        )
    ),
)


@settings(max_examples=150)
@given(ANY_CHART, st.sampled_from([52.0, 79.0, 130.0, 162.0, 249.0]))
def test_any_values_give_a_well_formed_drawing_that_nothing_leaves(
    chart: Chart, width_mm: float
) -> None:
    made = svg(chart, width_mm)
    root = etree.fromstring(made)
    _, _, width, height = (float(part) for part in root.get("viewBox").split())
    assert {node.tag for node in root.iter()} <= {
        f"{SVG}{tag}"
        for tag in ("svg", "defs", "pattern", "path", "rect", "line", "circle", "polygon", "text")
    }
    for node in root:
        if node.tag == f"{SVG}defs":
            continue
        left, top, right, bottom = box_of(node)
        assert left >= -0.1, etree.tostring(node)
        assert right <= width + 0.1, etree.tostring(node)
        assert top >= -0.1, etree.tostring(node)
        assert bottom <= height + 0.1, etree.tostring(node)
    assert made == svg(chart, width_mm)


def box_of(node: etree._Element) -> tuple[float, float, float, float]:
    """Return the left, top, right and bottom of a shape or of words."""

    def number(name: str) -> float:
        return float(node.get(name))

    match node.tag.removeprefix(SVG):
        case "rect":
            x, y = number("x"), number("y")
            return x, y, x + number("width"), y + number("height")
        case "line":
            xs, ys = (number("x1"), number("x2")), (number("y1"), number("y2"))
            return min(xs), min(ys), max(xs), max(ys)
        case "circle":
            x, y, radius = number("cx"), number("cy"), number("r")
            return x - radius, y - radius, x + radius, y + radius
        case "polygon":
            points = [tuple(map(float, each.split(","))) for each in node.get("points").split()]
            xs, ys = [point[0] for point in points], [point[1] for point in points]
            return min(xs), min(ys), max(xs), max(ys)
        case _:
            size = number("font-size")
            wide = width_pt(node.text, size, bold=node.get("font-weight") == "600")
            part = {"middle": 0.5, "end": 1.0}.get(node.get("text-anchor"), 0.0)
            left = number("x") - part * wide
            return left, number("y") - size * 0.75, left + wide, number("y") + size * 0.2


@pytest.mark.parametrize("name", CHARTS)
def test_no_words_are_smaller_than_eight_points_printed(name: str) -> None:
    chart, width_mm = CHARTS[name]
    root = etree.fromstring(svg(chart, width_mm))
    scale = width_mm * 72 / 25.4 / float(root.get("width").removesuffix("pt"))
    sizes = [float(node.get("font-size")) * scale for node in root.iter(f"{SVG}text")]
    assert min(sizes) >= 7.99


@pytest.mark.parametrize("name", CHARTS)
def test_words_can_be_read_and_marks_be_told_from_their_ground(name: str) -> None:
    root = etree.fromstring(svg(*CHARTS[name]))
    for node in root.iter(f"{SVG}text"):
        assert contrast(node.get("fill").removeprefix("#"), "FFFFFF") >= 4.5
        assert contrast(node.get("fill").removeprefix("#"), SHADE) >= 4.5
    for node in root.iter(f"{SVG}rect", f"{SVG}polygon", f"{SVG}circle"):
        shown = node.get("stroke") or node.get("fill")
        marks = shown.startswith("#") and shown not in ("#FFFFFF", f"#{LIGHT}", f"#{SHADE}")
        assert not marks or contrast(shown.removeprefix("#"), "FFFFFF") >= 3


def test_words_are_cut_where_they_do_not_fit_and_nowhere_else() -> None:
    assert shortened("Journée labo 1", 200, 9) == "Journée labo 1"
    cut = shortened("Journée labo 1", 40, 9)
    assert cut.endswith("…")
    assert "Journée labo 1".startswith(cut[:-1].rstrip())
    assert width_pt(cut, 9) <= 40
    room = width_pt("deux", 9)  # the widest of the three
    assert wrapped("un deux trois", room, 9, most_lines=3) == ("un", "deux", "trois")
    assert wrapped("un deux trois", room, 9, most_lines=2) == ("un", "de…")


# What each figure says


def test_a_timeline_names_each_span_and_its_dates_and_explains_its_marks() -> None:
    words = words_of(svg(TIMELINE))
    assert {"2027", "2028", "janv.", STAY, TALKS, "Voyage d’étude", "16 au 18 mars 2027"} <= {
        *words
    }
    assert {"date ferme ou tenue", "date à confirmer", "restitution"} <= {*words}
    sure = Timeline(TIMELINE.spans[:2])
    assert not {"date ferme ou tenue", "date à confirmer", "restitution"} & {*words_of(svg(sure))}


def test_a_plan_names_closed_days_once_and_explains_where_estimates_begin() -> None:
    words = words_of(svg(PLAN, 249))
    assert words.count("été") == 1
    assert {"Vacances scolaires, zone A", "Toussaint", "préparation"} <= {*words}
    assert "au-delà, vacances scolaires prévisionnelles" in words
    known = replace(PLAN, sure_until=day("2028-08-31"))
    assert "au-delà, vacances scolaires prévisionnelles" not in words_of(svg(known, 249))


def test_a_budget_tells_the_sums_of_posts_and_names_an_overrun() -> None:
    words = words_of(svg(BUDGET))
    assert "90\u202f200\u00a0€" in words  # what the lines of the first post add up to
    assert words.count("dépassement") == 1
    assert "dépassement" not in words_of(svg(replace(BUDGET, spending=False)))


def test_sites_stand_where_their_coordinates_say() -> None:
    root = etree.fromstring(svg(SITES))
    camp = next(node for node in root.iter(f"{SVG}rect") if node.get("stroke") == "#FFFFFF")
    die, veil = list(root.iter(f"{SVG}circle"))
    camp_y = float(camp.get("y")) + float(camp.get("height")) / 2
    south = [float(die.get("cy")) - camp_y, float(veil.get("cy")) - camp_y]
    assert south[0] > south[1] > 0  # the north is at the top
    assert south[0] / south[1] == pytest.approx((45.6975 - 44.7536) / (45.6975 - 45.6136), rel=0.01)
    assert "À 112\u00a0km du camp de base" in words_of(svg(SITES))
    assert "50\u00a0km" in words_of(svg(SITES))  # the scale bar


def test_without_coordinates_a_scheme_says_that_it_has_no_scale() -> None:
    words = words_of(svg(UNPLACED))
    assert "Schéma sans échelle." in words
    assert not any("km" in each for each in words)


def test_a_balance_draws_a_square_a_person_and_says_where_nobody_sits() -> None:
    root = etree.fromstring(svg(BALANCE))
    assert len(list(root.iter(f"{SVG}rect"))) == 4 + 2 + 7
    assert "0" in words_of(svg(BALANCE))
    assert "9\u00a0personnes" in words_of(svg(BALANCE))


# Where they stand in a document


def document(*blocks: Block) -> Document:
    return Document("Titre", "", "Programme", "p/d", date(2027, 1, 1), "", Status.DRAFT, blocks)


def figure(chart: Chart, width_mm: float = 162) -> Figure:
    return Figure(Picture("", 1, 1, "Ce que l’on voit", chart=chart), (), (), width_mm, HERE)


def test_every_figure_of_a_document_is_drawn_wherever_it_stands() -> None:
    one = figure(BALANCE)
    before = document(
        one,
        Gallery((one, one)),
        BulletList(((one,),)),
        Quotation((one,)),
        Callout(CalloutKind.KEY, (one,)),
        Landscape((Card(Heading(2, ()), (one,)),)),
    )
    after, made = drawn(before, THEME)
    found = [block.picture for block in walk(after.blocks) if isinstance(block, Figure)]
    assert len(found) == 7
    assert {each.key for each in found} == {*made}
    assert {each.media_type for each in found} == {"image/svg+xml"}
    assert drawn(after, THEME) == (after, {})


def test_a_picture_that_is_drawn_has_the_shape_of_its_drawing() -> None:
    after, made = drawn(document(figure(TIMELINE)), THEME)
    picture = next(block.picture for block in after.blocks if isinstance(block, Figure))
    root = etree.fromstring(made[picture.key])
    _, _, width, height = (float(part) for part in root.get("viewBox").split())
    assert picture.width_px / picture.height_px == pytest.approx(width / height, rel=0.01)


def test_a_drawing_gets_the_key_of_its_pixels_once() -> None:
    after, _ = drawn(document(figure(BALANCE)), THEME)
    asked: list[str] = []

    def raster(key: str) -> str:
        asked.append(key)
        return "png"

    filled = with_fallbacks(with_fallbacks(after, raster), raster)
    assert [each.picture.fallback_key for each in filled.blocks if isinstance(each, Figure)] == [
        "png"
    ]
    assert len(asked) == 1
