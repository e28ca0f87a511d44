"""What the gate of accessibility shares: a text's place, a text to compare, a problem there."""

from __future__ import annotations

from pret.domain.origins import Origin
from pret.domain.tree import Code, Foreign, Inline, Link, Styled, Text
from pret.problems import Problem


def origin_of(content: tuple[Inline, ...]) -> Origin | None:
    """Return the origin of the first text of some content."""
    for inline in content:
        match inline:
            case Text(_, origin) | Code(_, origin):
                return origin
            case Styled(_, inner) | Link(_, inner) | Foreign(_, inner):
                found = origin_of(inner)
                if found is not None:
                    return found
            case _:
                pass
    return None


def normalised(text: str) -> str:
    """Return a text as two of them are compared: without case, final point, kinds of spaces."""
    return " ".join(text.replace("’", "'").casefold().split()).rstrip(" .…:!?;").strip("« »")


def problem_at(origin: Origin | None, where: str, found: str, remedy: str) -> Problem:
    """Return a problem at the place that a text comes from."""
    file, line = (origin.file, origin.line) if origin is not None else ("", None)
    return Problem(file, line, where, found, remedy)
