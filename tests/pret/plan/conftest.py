"""Programmes for the calendar's tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from pret.domain.programme import Programme


def programme_of(
    zones: str = "B", start: date = date(2027, 1, 11), **calendar: object
) -> Programme:
    """Return a programme with one site a zone (`z` + letter; « - » is a site without zone)."""
    sites: list[dict[str, Any]] = [
        {
            "code": f"z{zone.lower()}" if zone != "-" else "chantier",
            "name": f"Lycée {zone}",
            "kind": "Lycée",
            "town": "Ville",
            "base_camp": rank == 0,
            **({"zone": zone} if zone != "-" else {}),
        }
        for rank, zone in enumerate(zones)
    ]
    line = {"code": "tout", "label": "Tout", "planned": 0}
    post = {"code": "tout", "label": "Tout", "total": 0, "lines": [line]}
    return Programme.model_validate(
        {
            "version": 1,
            "code": "essai",
            "title": "Essai",
            "policy": "Essai",
            "start": start,
            "partners": [],
            "sites": sites,
            "team": [],
            "coordinator": "P-001",
            "calendar": calendar,
            "budget": {"total": 0, "posts": [post], "funding": []},
        }
    )


@pytest.fixture(scope="session")
def build() -> Callable[..., Programme]:
    """Return what makes programmes."""
    return programme_of
