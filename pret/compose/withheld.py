"""Photos and interviews left out of a document for want of consent, each with its place."""

from __future__ import annotations

from typing import cast

from pret.compose.scopes import Shared
from pret.compose.views import Record
from pret.domain.consents import lacking_consent
from pret.domain.material import Interview, WithheldPhoto
from pret.domain.people import ConsentKind
from pret.domain.withheld import Withheld
from pret.problems import Problem


def withheld_from(shared: Shared) -> tuple[Withheld, ...]:
    """Return what a document, once composed, left out for want of consent."""
    problems = (
        *(_interview(each, shared) for each in shared.unquoted.values()),
        *(_photo(each, shared) for each in shared.withheld.values()),
    )
    return tuple(Withheld(problem, shared.audience) for problem in problems)


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
