"""What documents leave out for want of consent, told once whatever the documents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pret.domain.documents import AUDIENCE_LABELS, Audience
from pret.problems import Problem


@dataclass(frozen=True, slots=True)
class Withheld:
    """What one document leaves out. problem: its place, why and the remedy, audience apart."""

    problem: Problem
    audience: Audience


def told_once(withheld: Iterable[Withheld]) -> tuple[Problem, ...]:
    """Return what several documents leave out, once each, with the audiences that miss it."""
    audiences: dict[Problem, set[Audience]] = {}
    for each in withheld:
        audiences.setdefault(each.problem, set()).add(each.audience)
    return tuple(
        replace(each, found=f"ne paraît pas dans les documents {_listed(missing)} : {each.found}")
        for each, missing in audiences.items()
    )


def _listed(audiences: set[Audience]) -> str:
    """Return « partenaires » et « public », from the fewest readers to the most."""
    labels = [f"« {AUDIENCE_LABELS[each]} »" for each in Audience if each in audiences]
    return " et ".join(filter(None, [", ".join(labels[:-1]), labels[-1]]))
