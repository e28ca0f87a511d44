"""How a scenario answers the tensions that the closing seminar raised."""

from __future__ import annotations

from dataclasses import dataclass

from pret.domain.facts.closing_seminar import Tension
from pret.domain.facts.scenario import ScenarioFacts
from pret.problems import Problem

#: From this gravity a tension needs an answer in the scenario (deliverables, D7).
STRONG_FROM = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """What a scenario says to one tension: how many levers, safeguards and open questions."""

    tension: Tension
    levers: int
    safeguards: int
    questions: int

    @property
    def given(self) -> bool:
        """Tell whether anything answers the tension."""
        return bool(self.levers or self.safeguards or self.questions)


def answers(tensions: tuple[Tension, ...], scenario: ScenarioFacts) -> tuple[Answer, ...]:
    """Return the answer to each tension of gravity 3 or 4, in order."""
    return tuple(
        Answer(
            tension,
            sum(tension.code in lever.tensions for lever in scenario.levers),
            sum(tension.code in safeguard.tensions for safeguard in scenario.safeguards),
            sum(tension.code in question.tensions for question in scenario.open_questions),
        )
        for tension in tensions
        if tension.gravity is not None and tension.gravity >= STRONG_FROM
    )


def scenario_problems(
    tensions: tuple[Tension, ...], scenario: ScenarioFacts, file: str
) -> tuple[Problem, ...]:
    """Return strong tensions without an answer, and safeguards watched by no line of the grid."""
    known = {line.code for line in scenario.grid}
    unanswered = [
        Problem(
            file,
            None,
            f"tension {answer.tension.code}",
            f"tension de gravité {answer.tension.gravity} sans réponse dans le scénario.",
            f"Citez {answer.tension.code} dans un levier, un garde-fou ou une question à trancher.",
        )
        for answer in answers(tensions, scenario)
        if not answer.given
    ]
    unwatched = [
        Problem(
            file,
            None,
            f"safeguards[{number}].indicators",
            f"« {code} » n’est pas une ligne de la grille.",
            f"Lignes possibles : {', '.join(sorted(known))}.",
        )
        for number, safeguard in enumerate(scenario.safeguards)
        for code in safeguard.indicators
        if code not in known
    ]
    return (*unanswered, *unwatched)
