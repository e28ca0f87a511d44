"""Template functions that print what several records say together, as rows."""

from __future__ import annotations

from typing import Any, cast

from markupsafe import Markup

from pret.compose.columns import column
from pret.compose.scopes import Shared
from pret.compose.views import Many, Record, Value, computed
from pret.domain import french
from pret.domain.facts.closing_seminar import Tension
from pret.domain.facts.scenario import EvaluationTheme, ScenarioFacts
from pret.domain.tensions import Answer, answers


class RowWords:
    """Prints agendas and answers to tensions while one template is filled."""

    def __init__(self, shared: Shared) -> None:
        self.shared = shared

    def names(self) -> dict[str, Any]:
        """Return the functions under the names that templates know."""
        return {
            "agenda_table": self.agenda_table,
            "strong_tensions": self.strong_tensions,
            "by_theme": by_theme,
        }

    def agenda_table(self, items: Any, *, aims: bool = True, small: bool = False) -> Markup:
        """Print an agenda; the day is shown when the meeting lasts several.

        aims: whether to say what is expected of each point.
        """
        columns = [
            column("Heure", "start", 1.2),
            column("Point", "title", 4.4),
            column("Durée", lambda item: self.shared.words.duration(item.minutes), 1.2),
            column("Porté par", "lead", 2.6),
        ]
        if any(item.day for item in items):
            columns.insert(0, column("Jour", lambda item: _day_and_month(item.day), 1.4))
        if aims and any(item.aim for item in items):
            columns.append(column("Ce que l’on en attend", lambda item: item.aim or "", 4.4))
        return self.shared.blocks.table(items, columns, small=small)

    def strong_tensions(self, tensions: Many, scenario: Record) -> list[dict[str, Any]]:
        """Return the strong tensions with the scenario's answer in words."""
        raw = cast("tuple[Tension, ...]", tensions.items_)
        by_code = {tension.code.raw: tension for tension in tensions}
        return [
            {
                "code": by_code[answer.tension.code].code,
                "statement": by_code[answer.tension.code].statement,
                "gravity": self.shared.words.out_of(by_code[answer.tension.code].gravity),
                "answer": computed(_answer_in_words(answer), self.shared.filling),
            }
            for answer in answers(raw, cast("ScenarioFacts", scenario.model_))
        ]


def _answer_in_words(answer: Answer) -> str:
    counted = (
        (answer.levers, "levier", "leviers"),
        (answer.safeguards, "garde-fou", "garde-fous"),
        (answer.questions, "question ouverte", "questions ouvertes"),
    )
    said = [f"{count} {one if count == 1 else more}" for count, one, more in counted if count]
    return ", ".join(said) or "sans réponse"


def by_theme(lines: Many) -> list[tuple[Value, list[Any]]]:
    """Return the lines of an evaluation grid under the label of their theme, in order."""
    found = []
    for theme in EvaluationTheme:
        here = [line for line in lines if line.theme == theme]
        if here:
            found.append((here[0].theme, here))
    return found


def _day_and_month(day: Any) -> Any:
    return day.with_words(french.short_day(day.raw).rsplit(" ", 1)[0]) if day else day or ""
