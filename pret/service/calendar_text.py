"""Writes another plan into calendar.yaml, line by line: comments and all other keys stay."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

import yaml

from pret.domain.schedule import Calendar, PlannedMilestone
from pret.errors import ProblemsError
from pret.gather.validation import validate
from pret.gather.yaml_reader import read_yaml

_FILE = "calendar.yaml"
#: What a plan changes, in the order in which it is written.
_KEYS = ("first_day", "last_day", "restitution", "status")
_HEADER = (
    "# Le plan du programme. Le statut d’une date : option, firm, forecast, held, postponed,\n"
)
_HEADER += "# cancelled. « pret move » la déplace, « pret plan --undo » revient en arrière.\n\n"


def rewritten(text: str | None, after: Calendar) -> tuple[str, bool]:
    """Return calendar.yaml with another plan in it, and whether its comments were kept.

    text: what it holds, or None. A file whose entries are written otherwise than one key a line
    (`{milestone: …, first_day: …}`) is written again as a whole.
    """
    if text is not None:
        edited = _edited(text, after)
        if _reads_as(edited, after):
            return edited, True
    whole = _HEADER + "version: 1\nmilestones:\n" + "".join(map(_block, after.milestones))
    return whole, text is None or "#" not in text


def _edited(text: str, after: Calendar) -> str:
    parsed = read_yaml(text.encode(), _FILE)
    sourced, _ = validate(Calendar, parsed, _FILE)
    before = sourced.value if sourced else Calendar(version=1, milestones=())
    rows, end = text.split("\n"), "\r" if "\r\n" in text else ""
    #: Line from 1 → what comes in its place; None: nothing.
    changed: dict[int, list[str]] = {}
    last = 0
    for entry in after.milestones:
        rank = next(
            (
                place
                for place, former in enumerate(before.milestones)
                if former.milestone == entry.milestone
            ),
            None,
        )
        if rank is None:
            changed.setdefault(last, rows[last - 1 : last]).extend(
                row + end for row in _block(entry).splitlines()
            )
            continue
        own = {
            path.rpartition(".")[2]: line
            for path, line in parsed.lines.items()
            if path.startswith(f"milestones[{rank}].")
        }
        _change(rows, own, (before.milestones[rank], entry), changed, end)
        last = max(own.values())
    return "\n".join(
        each for number, row in enumerate(rows, 1) for each in changed.get(number, [row])
    )


def _change(
    rows: list[str],
    own: Mapping[str, int],
    entries: tuple[PlannedMilestone, PlannedMilestone],
    changed: dict[int, list[str]],
    end: str,
) -> None:
    """Note what becomes of each line of an entry.

    own: key → its line, from 1. entries: as it was, as it will be. end: before each line feed.
    """
    former, entry = entries
    at = own["milestone"]
    indent = " " * rows[at - 1].index("milestone")
    for key in _KEYS:
        value = getattr(entry, key)
        at = own.get(key, at)
        if value == getattr(former, key):
            continue
        here = changed.setdefault(at, [rows[at - 1]])
        if key not in own:
            here.append(f"{indent}{key}: {_scalar(value)}{end}")
        elif value is None:
            changed[at] = []
        else:
            here[0] = re.sub(rf"(\b{key}\s*:\s*)([^#\s,}}]+)", rf"\g<1>{_scalar(value)}", here[0])


def _reads_as(text: str, after: Calendar) -> bool:
    """Tell whether a text says what a calendar says, in whatever order."""
    try:
        sourced, problems = validate(Calendar, read_yaml(text.encode(), _FILE), _FILE)
    except ProblemsError:
        return False
    if sourced is None or problems:
        return False
    found = {entry.milestone: entry for entry in sourced.value.milestones}
    return found == {entry.milestone: entry for entry in after.milestones}


def _block(entry: PlannedMilestone) -> str:
    """Return an entry as YAML, in a list."""
    told = {
        key: value
        for key, value in entry.model_dump(mode="python").items()
        if key in ("milestone", "first_day", "status")
        or value != PlannedMilestone.model_fields[key].default
    }
    told["status"] = entry.status.value
    rows = yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=1000).splitlines()
    return "".join(f"  {'  ' if number else '- '}{row}\n" for number, row in enumerate(rows))


def _scalar(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
