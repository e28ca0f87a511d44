"""Who is called to a milestone: public bodies need more time to come (rule C15)."""

from __future__ import annotations

from pret.domain.milestones import Milestone
from pret.domain.people import College, Person, Role
from pret.domain.programme import Programme
from pret.gather.milestone import read_meeting
from pret.plan.rules_days import PUBLIC_ROLES, has_public_bodies
from pret.service.session import Session


def calls_public_bodies(session: Session, milestone: Milestone) -> bool:
    """Tell whether public bodies are called to a milestone.

    By its guests, as soon as `milestone.yaml` names some; before that, by the programme's partners.
    """
    programme = session.programme.programme.value
    meeting = read_meeting(session.settings.inputs / session.code, milestone)
    if meeting is None or not meeting.invited:
        return has_public_bodies(programme)
    bodies = _public_bodies(programme)
    invited = frozenset(meeting.invited)
    people = session.programme.people.value.people
    return any(_stands_for_one(each, bodies) for each in people if each.code in invited)


def _public_bodies(programme: Programme) -> frozenset[str]:
    """Return the names of its funders, services of the State and hosts."""
    return frozenset(each.name for each in programme.partners if each.role in PUBLIC_ROLES)


def _stands_for_one(person: Person, bodies: frozenset[str]) -> bool:
    elected = person.role is Role.ELECTED or person.college is College.PUBLIC_BODY
    return elected or person.organisation in bodies
