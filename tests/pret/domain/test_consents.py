"""Why somebody may not be shown, each case with what to do."""

from __future__ import annotations

from datetime import date

import pytest

from pret.domain.consents import lacking_consent
from pret.domain.documents import Audience
from pret.domain.people import Consent, ConsentKind, People

DAY = date(2027, 5, 11)
GIVEN = {
    "code": "C-001",
    "person": "P-001",
    "kind": "image",
    "uses": ["partners"],
    "first_day": "2027-01-01",
    "last_day": "2028-01-01",
    "signed_by": "Elle-même",
}


@pytest.mark.parametrize(
    ("changes", "cited", "why", "remedy"),
    [
        ({"kind": "quote"}, ("C-001",), "n’a pas d’autorisation d’image", "Demandez-la"),
        ({"refused": True}, (), "P-001 a refusé (C-001)", "Respectez-le"),
        ({"withdrawn": "2027-06-01"}, ("C-001",), "le 1er\u00a0juin 2027 (C-001)", "Respectez-le"),
        ({}, (), "C-001 n’est pas citée", "Ajoutez C-001 à « consents »"),
        ({"uses": ["internal"]}, ("C-001",), "ne vaut pas pour ce public", "« uses »"),
        ({"last_day": "2027-05-10"}, ("C-001",), "au 10\u00a0mai 2027", "corrigez ses dates"),
    ],
)
def test_each_reason_is_told_with_its_remedy(
    changes: dict[str, object], cited: tuple[str, ...], why: str, remedy: str
) -> None:
    people = People(version=1, people=(), consents=(Consent.model_validate(GIVEN | changes),))
    asked = (cited, ConsentKind.IMAGE, Audience.PARTNERS, DAY)
    assert people.without_consent(("P-001",), *asked) == ("P-001",)
    told = lacking_consent(people, "P-001", *asked)
    assert why in told[0]
    assert remedy in told[1]
