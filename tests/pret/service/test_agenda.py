"""What is to be run, and when: reminders wait for a day on which people work."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from pret.clock import at_run_hour
from pret.service.agenda import agenda
from pret.vault.ledger import Ledger
from pret.vault.records import RunRecord

if TYPE_CHECKING:
    from conftest import Place

#: The Thursday before Easter, after nine o'clock.
THURSDAY = at_run_hour(date(2027, 3, 25)) + timedelta(hours=1)


@pytest.mark.parametrize(
    ("department", "day"), [("59", date(2027, 3, 26)), ("57", date(2027, 3, 30))]
)
def test_what_is_missing_is_asked_for_again_on_a_working_day_of_the_sites(
    place: Place, department: str, day: date
) -> None:
    place.change(
        "programme.yaml", "    town: Hem\n", f"    town: Hem\n    department: '{department}'\n"
    )
    run = RunRecord(place.code, "study-trip", "complete", "m1", (), (), 1)
    Ledger.open(place.settings.ledger_address).record_run(run)
    again = [each for each in agenda(place.settings, THURSDAY).appointments.values() if each.again]
    assert [(each.milestone, each.due) for each in again] == [("study-trip", day)]
