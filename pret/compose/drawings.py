"""Template functions that make drawn figures: what each shows, its caption, what it says in words.

The writers draw them. A figure that would show nothing is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, cast

from markupsafe import Markup

from pret.compose.columns import column
from pret.compose.drawings_told import (
    balance_told,
    budget_told,
    sites_told,
    timeline_told,
    within,
)
from pret.compose.picture_words import WIDTHS_MM
from pret.compose.scopes import MilestoneScope, Shared
from pret.compose.timelines import timeline_of
from pret.compose.views import computed, plain_value, record
from pret.domain.budget import budget_state
from pret.domain.charts import (
    Balance,
    Bar,
    BudgetBars,
    Chart,
    Part,
    SitePoint,
    SiteScheme,
    distance_km,
    kilometres,
)
from pret.domain.origins import Origin, OriginKind
from pret.domain.people import COLLEGE_LABELS, College
from pret.domain.tree import Figure, Picture

_WIDTHS_MM = WIDTHS_MM | {"landscape": 249.0}


class Drawings:
    """Makes the drawn figures of one document."""

    def __init__(self, shared: Shared) -> None:
        self.shared = shared

    def names(self) -> dict[str, Any]:
        """Return the functions under the names that templates know."""
        return {
            "timeline": self.timeline,
            "budget_chart": self.budget_chart,
            "site_scheme": self.site_scheme,
            "site_table": self.site_table,
            "table_balance": self.table_balance,
            "balance_table": self.balance_table,
        }

    def timeline(
        self,
        caption: Any = "Le programme, mois par mois",
        width: str = "full",
        *,
        plan: bool = False,
    ) -> Markup:
        """Draw the milestones that have dates. width: full, large, half, or landscape.

        plan: with the preparation of each, and the days on which the sites are closed.
        """
        chart = timeline_of(self.shared.programme, plan=plan)
        told = timeline_told(chart) if chart.spans else ""
        return self._figure(chart, caption, told, width, self.shared.programme.calendar.file)

    def budget_chart(
        self,
        caption: Any = "Le budget, ligne par ligne",
        width: str = "full",
        *,
        spent: bool = True,
    ) -> Markup:
        """Draw the budget's lines. spent: show what is committed and paid, when something is."""
        source = self.shared.programme.programme
        bars = tuple(
            Bar(line.label, post.sum.label, line.planned, line.committed, line.paid)
            for post in budget_state(source.value.budget, self.shared.programme.expenses)
            for line in post.lines
        )
        spending = spent and any(bar.committed or bar.paid for bar in bars)
        told = ""
        if any(bar.planned or (spending and (bar.committed or bar.paid)) for bar in bars):
            told = budget_told(bars, spending=spending)
        return self._figure(BudgetBars(bars, spending), caption, told, width, source.file)

    def site_scheme(self, caption: Any = "Les sites du programme", width: str = "full") -> Markup:
        """Draw the sites around their base camp; nothing for a programme of one site."""
        chart = self._sites()
        told = sites_told(chart) if len(chart.sites) > 1 else ""
        return self._figure(chart, caption, told, width, self.shared.programme.programme.file)

    def site_table(self, caption: Any = "Les sites et leur distance au camp de base") -> Markup:
        """Print what `site_scheme` shows as a table; nothing for a programme of one site."""
        source, chart = self.shared.programme.programme, self._sites()
        if len(chart.sites) < 2:
            return Markup("")
        away = dict(zip((site.code for site in source.value.sites), _away(chart), strict=True))
        columns = [
            column("Site", "name", 4),
            column("Type", "kind", 5),
            column("Commune", "town", 3),
        ]
        if chart.placed and chart.base is not None:
            columns.append(column("À vol d’oiseau", lambda site: away[site.code.raw], 2.4, "right"))
        rows = record(source, self.shared.filling).sites
        return self.shared.blocks.table(rows, columns, caption, small=True)

    def table_balance(
        self, tables: Any, caption: Any = "Autour de la table, par collège", width: str = "large"
    ) -> Markup:
        """Draw who sits at one meeting or several. tables: milestones whose facts say `present`."""
        chart = self._balance(tables)
        seated = any(count for part in chart.parts for count in part.counts)
        told = balance_told(chart) if seated else ""
        return self._figure(chart, caption, told, width, self.shared.programme.people.file)

    def balance_table(self, tables: Any, caption: Any) -> Markup:
        """Print what `table_balance` shows as a table: a column for each meeting."""
        chart, filling = self._balance(tables), self.shared.filling

        def count(place: int) -> Callable[[Part], Any]:
            return lambda part: computed(str(part.counts[place]), filling)

        columns = [column("Collège", lambda part: computed(part.label, filling), 3)]
        for place, name in enumerate(chart.tables):
            columns.append(column(name, count(place), 2, "right"))
        rows = chart.parts if any(sum(part.counts) for part in chart.parts) else ()
        return self.shared.blocks.table(rows, columns, caption, small=True)

    def _sites(self) -> SiteScheme:
        return SiteScheme(
            tuple(
                SitePoint(
                    site.name, site.kind, site.town, site.base_camp, site.latitude, site.longitude
                )
                for site in self.shared.programme.programme.value.sites
            )
        )

    def _balance(self, tables: Any) -> Balance:
        meetings = [tables] if isinstance(tables, MilestoneScope) else list(tables)
        present = [_codes(meeting) for meeting in meetings]
        return Balance(
            tuple(str(meeting.label) for meeting in meetings),
            tuple(
                Part(
                    _capital(COLLEGE_LABELS[college]),
                    tuple(self._of(college, codes) for codes in present),
                )
                for college in College
            ),
        )

    def _of(self, college: College, codes: Iterable[str]) -> int:
        people = {person.code: person for person in self.shared.programme.people.value.people}
        return sum(code in people and people[code].college is college for code in codes)

    def _figure(self, chart: Chart, caption: Any, told: str, width: str, file: str) -> Markup:
        """Print a figure; nothing when there is nothing to tell of it."""
        if not told:
            return Markup("")
        picture = Picture("", 1, 1, within(told), media_type="image/svg+xml", chart=chart)
        figure = Figure(
            picture,
            self.shared.words.inline(caption),
            (),
            _WIDTHS_MM[width],
            Origin(OriginKind.COMPUTED, file),
        )
        return self.shared.filling.graft((figure,))


def _away(chart: SiteScheme) -> list[str]:
    """Return how far each site is from the base camp, in words."""
    return [
        "camp de base"
        if site is chart.base or chart.base is None
        else kilometres(distance_km(chart.base, site) or 0.0)
        for site in chart.sites
    ]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _codes(meeting: MilestoneScope) -> tuple[str, ...]:
    return cast("tuple[str, ...]", tuple(plain_value(meeting.facts.present)) or ())
