"""Photos and interviews left out of a document for want of consent, each with its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import cast

from pret.compose.scopes import Shared
from pret.compose.views import Record
from pret.domain.consents import lacking_consent
from pret.domain.documents import AUDIENCE_LABELS, Audience
from pret.domain.material import Interview, WithheldPhoto
from pret.domain.people import ConsentKind
from pret.problems import Problem


@dataclass(frozen=True, slots=True)
class Withheld:
    """What one document leaves out. problem: its place, why and the remedy, audience apart."""

    problem: Problem
    audience: Audience


def withheld_from(shared: Shared) -> tuple[Withheld, ...]:
    """Return what a document, once composed, left out for want of consent."""
    problems = (
        *(_interview(each, shared) for each in shared.unquoted.values()),
        *(_photo(each, shared) for each in shared.withheld.values()),
    )
    return tuple(Withheld(problem, shared.audience) for problem in problems)


def told_once(withheld: Iterable[Withheld]) -> tuple[Problem, ...]:
    """Return what several documents leave out, once each, with the audiences that miss it."""
    audiences: dict[Problem, set[Audience]] = {}
    for each in withheld:
        audiences.setdefault(each.problem, set()).add(each.audience)
    return tuple(
        replace(each, found=f"ne paraît pas dans les documents {_listed(missing)} : {each.found}")
        for each, missing in audiences.items()
    )


def _interview(interview: Record, shared: Shared) -> Problem:
    raw, place = cast("Interview", interview.model_), interview.place_.child("anonymity")
    why, remedy = lacking_consent(
        shared.programme.people.value,
        raw.person or "",
        raw.consents,
        ConsentKind.QUOTE,
        shared.audience,
        shared.day,
    )
    remedy = f"{remedy} Ou écrivez anonymity: role."
    return Problem(place.file, place.line, f"entretien {raw.code}", why, remedy)


def _photo(withheld: WithheldPhoto, shared: Shared) -> Problem:
    photo, place = withheld.photo, withheld.origin
    reasons = [
        lacking_consent(
            shared.programme.people.value,
            person,
            photo.consents,
            ConsentKind.IMAGE,
            shared.audience,
            shared.day,
        )
        for person in withheld.people
    ]
    why = " ".join(found for found, _ in reasons)
    remedies = " ".join(dict.fromkeys(remedy for _, remedy in reasons))
    return Problem(place.file, place.line, f"photo {photo.file}", why, remedies)


def _listed(audiences: set[Audience]) -> str:
    """Return « partenaires » et « public », from the fewest readers to the most."""
    labels = [f"« {AUDIENCE_LABELS[each]} »" for each in Audience if each in audiences]
    return " et ".join(filter(None, [", ".join(labels[:-1]), labels[-1]]))
