"""The milestones of a programme, counted by its own settings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pret.domain.documents import SHAPES, DocumentKind
from pret.domain.milestones import (
    LabDayRule,
    Milestone,
    MilestoneKind,
    Phase,
    documents_owed,
    label_of_code,
    milestones,
    phases,
)


def standard(rule: LabDayRule = LabDayRule.AFTER_EACH_WEEK, **counts: int) -> tuple[Milestone, ...]:
    wanted = {"immersion_weeks": 3, "lab_days": 3, "workshops": 3} | counts
    return milestones(lab_day_rule=rule, **wanted)


def test_the_standard_shape_is_the_notes_fourteen_milestones() -> None:
    assert [milestone.folder for milestone in standard()] == [
        "00-preparation",
        "01-study-trip",
        "02-immersion-1",
        "03-lab-day-1",
        "04-immersion-2",
        "05-lab-day-2",
        "06-immersion-3",
        "07-lab-day-3",
        "08-closing-seminar",
        "09-workshop-1",
        "10-workshop-2",
        "11-workshop-3",
        "12-deployment-scenario",
        "13-closure",
    ]


@pytest.mark.parametrize(
    ("rule", "axis_1"),
    [
        (LabDayRule.AFTER_EACH_WEEK, "w l w l w l"),
        (LabDayRule.BEFORE_EACH_WEEK, "l w l w l w"),
        (LabDayRule.BETWEEN_WEEKS, "w l w l w l"),
    ],
)
def test_lab_days_stand_where_the_programme_says(rule: LabDayRule, axis_1: str) -> None:
    kinds = {MilestoneKind.IMMERSION_WEEK: "w", MilestoneKind.LAB_DAY: "l"}
    order = " ".join(kinds[each.kind] for each in standard(rule) if each.kind in kinds)
    assert order == axis_1


def test_two_lab_days_between_three_weeks_leave_none_after_the_last() -> None:
    codes = [each.code for each in standard(LabDayRule.BETWEEN_WEEKS, lab_days=2)]
    assert codes[2:8] == [
        "immersion-1",
        "lab-day-1",
        "immersion-2",
        "lab-day-2",
        "immersion-3",
        "closing-seminar",
    ]


@given(
    weeks=st.integers(1, 6),
    days=st.integers(0, 6),
    workshops=st.integers(0, 3),
    rule=st.sampled_from(LabDayRule),
)
def test_whatever_the_settings_all_are_there_once_and_in_order(
    weeks: int, days: int, workshops: int, rule: LabDayRule
) -> None:
    found = standard(rule, immersion_weeks=weeks, lab_days=days, workshops=workshops)
    assert len(found) == len({each.code for each in found}) == weeks + days + workshops + 5
    assert [each.position for each in found] == list(range(len(found)))
    assert found[-1].kind is MilestoneKind.CLOSURE


def test_every_kind_of_document_is_owed_by_some_milestone_and_has_a_shape() -> None:
    owed = {
        document
        for kind in MilestoneKind
        for phase in Phase
        for document in documents_owed(kind, phase)
    }
    assert owed == set(DocumentKind) == set(SHAPES)


def test_every_meeting_is_prepared_by_invitation_agenda_and_attendance_sheet() -> None:
    for kind in MilestoneKind:
        prepared = documents_owed(kind, Phase.PREPARE)
        if DocumentKind.INVITATION in prepared:
            assert set(prepared) == {
                DocumentKind.INVITATION,
                DocumentKind.AGENDA,
                DocumentKind.ATTENDANCE_SHEET,
            }


def test_a_milestone_has_only_the_phases_in_which_it_owes_something() -> None:
    assert phases(MilestoneKind.IMMERSION_WEEK) == (Phase.COMPLETE,)
    assert phases(MilestoneKind.LAB_DAY) == (Phase.PREPARE, Phase.COMPLETE)


def test_a_code_gives_its_french_name_back() -> None:
    for milestone in standard():
        assert label_of_code(milestone.code) == milestone.label
    assert label_of_code("n-importe-quoi-4") == "n-importe-quoi-4"
