"""calendar.yaml written again: only what changes is touched."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pret.domain.schedule import Calendar, DateStatus, PlannedMilestone
from pret.gather.validation import validate
from pret.gather.yaml_reader import read_yaml
from pret.service.calendar_text import rewritten

TEXT = """\
# Le calendrier de Claire ; ne pas toucher aux commentaires
version: 1
milestones:
  - milestone: study-trip   # avec le car
    first_day: 2027-03-16
    last_day: 2027-03-18  # trois jours
    status: firm
    place: Vénissieux, Die et Villefontaine

  # le jury a demandé un mardi
  - first_day: "2027-05-11"
    milestone: lab-day-1
  - milestone: workshop-1
    first_day: 2027-12-07
    restitution: 2028-01-18
    status: option
"""


def read(text: str) -> Calendar:
    sourced, problems = validate(Calendar, read_yaml(text.encode(), "calendar.yaml"), "c")
    assert sourced is not None
    assert not problems
    return sourced.value


def changed(code: str, text: str = TEXT, **values: object) -> Calendar:
    calendar = read(text)
    entries = tuple(
        each.model_copy(update=values) if each.milestone == code else each
        for each in calendar.milestones
    )
    return calendar.model_copy(update={"milestones": entries})


def lines_that_differ(text: str, other: str) -> list[str]:
    return [line for line in other.splitlines() if line not in text.splitlines()]


def test_a_date_is_changed_on_its_line_and_its_comment_stays() -> None:
    after = changed("study-trip", last_day=date(2027, 3, 17))
    text, kept = rewritten(TEXT, after)
    assert kept
    assert lines_that_differ(TEXT, text) == ["    last_day: 2027-03-17  # trois jours"]
    assert len(text.splitlines()) == len(TEXT.splitlines())


def test_a_key_that_was_not_there_comes_after_the_others_of_its_entry() -> None:
    after = changed("lab-day-1", status=DateStatus.FIRM, first_day=date(2027, 5, 12))
    text, kept = rewritten(TEXT, after)
    assert kept
    assert "  - first_day: 2027-05-12\n    status: firm\n    milestone: lab-day-1\n" in text
    assert read(text) == after


def test_a_key_that_goes_takes_its_line_with_it() -> None:
    text, kept = rewritten(TEXT, changed("workshop-1", restitution=None))
    assert kept
    assert "restitution" not in text
    assert text.count("\n") == TEXT.count("\n") - 1


def test_a_new_milestone_stands_after_the_one_before_it() -> None:
    calendar = read(TEXT)
    new = PlannedMilestone(milestone="immersion-1", first_day=date(2027, 4, 26))
    entries = (calendar.milestones[0], new, *calendar.milestones[1:])
    text, kept = rewritten(TEXT, calendar.model_copy(update={"milestones": entries}))
    assert kept
    assert text.index("study-trip") < text.index("immersion-1") < text.index("lab-day-1")
    assert read(text).milestones == entries


def test_the_ends_of_lines_of_windows_stay() -> None:
    text, _ = rewritten(TEXT.replace("\n", "\r\n"), changed("lab-day-1", status=DateStatus.FIRM))
    assert text.count("\r\n") == text.count("\n")


def test_an_entry_on_one_line_is_changed_in_its_braces() -> None:
    inline = (
        "version: 1\nmilestones:\n  - {milestone: closure, first_day: 2028-06-29, status: firm}\n"
    )
    after = changed("closure", inline, first_day=date(2028, 6, 30))
    text, kept = rewritten(inline, after)
    assert kept
    assert text == inline.replace("06-29", "06-30")


def test_what_cannot_be_changed_line_by_line_is_written_again_and_said() -> None:
    inline = "version: 1 # la mienne\nmilestones: [{milestone: closure, first_day: 2028-06-29}]\n"
    after = changed("closure", inline, status=DateStatus.FIRM)
    text, kept = rewritten(inline, after)
    assert not kept
    assert read(text) == after


def test_a_calendar_that_did_not_exist_is_whole() -> None:
    text, kept = rewritten(None, read(TEXT))
    assert kept
    assert read(text) == read(TEXT)


days = st.dates(date(2027, 1, 1), date(2028, 12, 31))


@given(
    st.lists(st.tuples(st.integers(0, 2), days, st.integers(0, 3), st.none() | days), max_size=6)
)
def test_whatever_changes_reads_back_as_it_was_meant(
    edits: list[tuple[int, date, int, date | None]],
) -> None:
    calendar = read(TEXT)
    entries = list(calendar.milestones)
    for rank, first, length, restitution in edits:
        entries[rank] = entries[rank].model_copy(
            update={
                "first_day": first,
                "last_day": first + timedelta(days=length) if length else None,
                "restitution": restitution,
                "status": list(DateStatus)[length],
            }
        )
    after = calendar.model_copy(update={"milestones": tuple(entries)})
    text, kept = rewritten(TEXT, after)
    assert kept
    assert read(text) == after
    assert "# le jury a demandé un mardi" in text
