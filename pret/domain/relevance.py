"""How relevant a candidate site is: the weighted mean of its marks."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from pret.domain.facts.preparation import Candidate, Criterion


def weighted_mean(candidate: Candidate, criteria: tuple[Criterion, ...]) -> Decimal | None:
    """Return the weighted mean of a site's marks, from 1.0 to 4.0, to one decimal.

    None when a criterion has no mark: a site that was not looked at is not a bad site.
    """
    grades = {score.criterion: score.grade for score in candidate.scores}
    marks = [(criterion.weight, grades.get(criterion.code)) for criterion in criteria]
    if not marks or any(grade is None for _, grade in marks):
        return None
    whole = sum(weight for weight, _ in marks)
    added = sum(weight * grade for weight, grade in marks if grade is not None)
    return (Decimal(added) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)
