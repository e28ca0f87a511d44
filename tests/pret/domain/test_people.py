"""Nobody is shown who did not agree to it."""

from __future__ import annotations

from datetime import date

import pytest

from pret.domain.documents import Audience
from pret.domain.people import Consent, ConsentKind, People

DAY = date(2027, 5, 11)


def consent(**changes: object) -> Consent:
    fields = {
        "code": "C-001",
        "person": "P-001",
        "kind": "image",
        "uses": ["partners"],
        "first_day": "2027-01-01",
        "last_day": "2028-01-01",
        "signed_by": "Elle-même",
    }
    return Consent.model_validate(fields | changes)


def lacking(*consents: Consent, audience: Audience = Audience.PARTNERS) -> tuple[str, ...]:
    people = People(version=1, people=(), consents=consents)
    return people.without_consent(("P-001",), ("C-001",), ConsentKind.IMAGE, audience, DAY)


def test_a_consent_covers_its_own_use() -> None:
    assert lacking(consent()) == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"refused": True},
        {"withdrawn": "2027-05-01"},
        {"withdrawn": "2027-12-01"},
        {"last_day": "2027-05-10"},
        {"first_day": "2027-05-12"},
        {"kind": "quote"},
        {"person": "P-002"},
        {"uses": ["internal"]},
    ],
)
def test_a_consent_covers_nothing_else(changes: dict[str, object]) -> None:
    assert lacking(consent(**changes)) == ("P-001",)


def test_what_partners_may_see_the_public_may_not() -> None:
    assert lacking(consent(), audience=Audience.PUBLIC) == ("P-001",)


def test_without_any_consent_nobody_is_shown() -> None:
    assert lacking() == ("P-001",)
