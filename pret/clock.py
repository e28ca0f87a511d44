"""Civil time in France, and the moment at which it comes: the same, unless time is made faster."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
#: When a booked phase is run, on its day (civil time).
RUN_HOUR = time(9, 0)
_DAY = timedelta(days=1)


def at_run_hour(day: date) -> datetime:
    """Return nine o'clock in Paris on a day, whatever the time of the year."""
    return datetime.combine(day, RUN_HOUR, PARIS)


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock of its own, for rehearsing 18 months in minutes.

    first_day: the civil day that begins at `begins`. begins: with its time zone.
    day_s: how many seconds a civil day lasts.
    """

    first_day: date
    begins: datetime
    day_s: float

    def moment(self, civil: datetime) -> datetime:
        """Return when a civil time comes, in UTC. civil: with its time zone."""
        local = civil.astimezone(PARIS)
        passed = datetime.combine(local.date(), local.time()) - self._midnight
        return (self.begins + passed / _DAY * timedelta(seconds=self.day_s)).astimezone(UTC)

    def civil(self, moment: datetime) -> datetime:
        """Return the civil time of a moment, in Paris."""
        local = self._midnight + (moment - self.begins).total_seconds() / self.day_s * _DAY
        return datetime.combine(local.date(), local.time(), PARIS)

    @property
    def _midnight(self) -> datetime:
        return datetime.combine(self.first_day, time())


class RealClock:
    """Everybody's clock."""

    def moment(self, civil: datetime) -> datetime:
        """Return when a civil time comes, in UTC."""
        return civil.astimezone(UTC)

    def civil(self, moment: datetime) -> datetime:
        """Return the civil time of a moment, in Paris."""
        return moment.astimezone(PARIS)
