"""The French label of every value of every closed set that documents print."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from pret.domain.documents import AUDIENCE_LABELS, Audience
from pret.domain.facts.closing_seminar import (
    HORIZON_LABELS,
    MATURITY_LABELS,
    TENSION_LABELS,
    VERDICT_LABELS,
    Horizon,
    Maturity,
    TensionFamily,
    Verdict,
)
from pret.domain.facts.immersion_week import ACTIVITY_LABELS, ActivityKind
from pret.domain.facts.scenario import (
    THEME_LABELS,
    USE_LABELS,
    EvaluationTheme,
    EvaluationUse,
)
from pret.domain.material import ANONYMITY_LABELS, Anonymity
from pret.domain.milestones import PHASE_LABELS, Phase
from pret.domain.people import COLLEGE_LABELS, ROLE_LABELS, College, Role
from pret.domain.programme import PARTNER_ROLE_LABELS, PartnerRole
from pret.domain.schedule import DATE_STATUS_LABELS, DateStatus
from pret.domain.tree_document import STATUS_LABELS, Status

LABELS: Mapping[type[StrEnum], Mapping[Any, str]] = {
    ActivityKind: ACTIVITY_LABELS,
    Anonymity: ANONYMITY_LABELS,
    Audience: AUDIENCE_LABELS,
    College: COLLEGE_LABELS,
    DateStatus: DATE_STATUS_LABELS,
    EvaluationTheme: THEME_LABELS,
    EvaluationUse: USE_LABELS,
    Horizon: HORIZON_LABELS,
    Maturity: MATURITY_LABELS,
    PartnerRole: PARTNER_ROLE_LABELS,
    Phase: PHASE_LABELS,
    Role: ROLE_LABELS,
    Status: STATUS_LABELS,
    TensionFamily: TENSION_LABELS,
    Verdict: VERDICT_LABELS,
}


def label(value: StrEnum) -> str:
    """Return the French label of a value, or the value itself where it is already a word."""
    return LABELS.get(type(value), {}).get(value, str(value))
