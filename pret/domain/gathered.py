"""What gathering gives: values with the place they come from, and everything found wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pret.domain.budget import Expense
from pret.domain.closings import Closing, KnownDays
from pret.domain.facts import Facts
from pret.domain.material import DataTable, Interview, Note, PreparedPhoto
from pret.domain.milestones import Milestone
from pret.domain.people import People
from pret.domain.programme import Programme
from pret.domain.schedule import Calendar
from pret.domain.tree import Picture
from pret.problems import Problem

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sourced(Generic[T]):
    """A value read from a file.

    file: posix path relative to the programme's folder. lines: YAML path (`decisions[2].due`) →
    line in that file, from 1.
    """

    value: T
    file: str
    lines: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SetAsideFile:
    """A file that could not be used; it is left where it is, and the rest goes on."""

    file: str
    sha256: str
    reason: str


@dataclass(frozen=True, slots=True)
class GatheredProgramme:
    """The programme's own files.

    hashes: file → SHA-256 of what was read. closings: site's code → days imported from its .ics
    file; under None, those that close every site. days: what is known of its days, for the
    documents that tell them.
    """

    programme: Sourced[Programme]
    people: Sourced[People]
    calendar: Sourced[Calendar]
    expenses: tuple[Expense, ...]
    logos: Mapping[str, Picture]
    problems: tuple[Problem, ...]
    set_aside: tuple[SetAsideFile, ...]
    hashes: Mapping[str, str]
    closings: Mapping[str | None, tuple[Closing, ...]] = field(default_factory=dict)
    days: KnownDays = field(default_factory=KnownDays)


@dataclass(frozen=True, slots=True)
class GatheredMilestone:
    """All that the team left in one milestone's folder, in the order of file names.

    problems: entries refused, each told; what they concern is simply absent from the values.
    remarks: how notes were read (tracked changes taken as accepted, pictures left out): nothing is
    to be mended for the documents to be right.
    """

    milestone: Milestone
    facts: Sourced[Facts]
    photos: tuple[PreparedPhoto, ...]
    interviews: tuple[Sourced[Interview], ...]
    notes: tuple[Note, ...]
    tables: tuple[DataTable, ...]
    reports: tuple[str, ...]
    problems: tuple[Problem, ...]
    set_aside: tuple[SetAsideFile, ...]
    hashes: Mapping[str, str]
    remarks: tuple[Problem, ...] = ()
