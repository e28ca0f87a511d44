"""The experts' pages name all that templates know, and nothing that does not exist."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pret.compose.composer import Composer
from pret.compose.environment import OWN_FILTERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from conftest import Place

WORDING = (Path(__file__).parents[2] / "docs" / "experts" / "wording.md").read_text("utf-8")


class Watched(Composer):
    """A composer that shows what it gives to templates."""

    def _names(self, *given: Any) -> dict[str, Any]:
        self.given = super()._names(*given)
        return self.given


@pytest.fixture
def known(place: Place) -> Mapping[str, Any]:
    composer = Watched(place.settings.templates)
    with place.session() as session:
        reference = session.reference("lab-day-1/minutes")
        composer.faults(reference, session.programme, session.sources(reference))
    return composer.given


def test_every_name_that_templates_know_is_on_the_page(known: Mapping[str, Any]) -> None:
    told = set(re.findall(r"`(\w+)`", WORDING))
    assert sorted(set(known) - told) == []
    assert set(OWN_FILTERS) <= told


def test_the_page_lists_no_name_that_does_not_exist(known: Mapping[str, Any]) -> None:
    table = WORDING.partition("| Nom |")[2].partition("\n\n")[0]
    listed = {
        name
        for row in table.splitlines()
        if row.startswith("| `")
        for name in re.findall(r"`(\w+)`", row.split("|")[1])
    }
    assert listed - set(known) == {"post"}  # blog posts alone have it
