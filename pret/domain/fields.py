"""Field types and markers shared by everything that is read from the users' files.

A field is either required (its entry has no meaning without it: an error), owed (a document asks
for it: absent, the document comes out as a draft with a visible mark) or optional.
"""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, cast

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)
from pydantic_core import PydanticCustomError

from pret.domain.documents import DocumentKind
from pret.domain.french import parse_day


def _civil(found: Any) -> Any:
    if isinstance(found, str) and found.strip().lstrip("-").isdigit():
        # A bare number would be taken for seconds since 1970.
        raise PydanticCustomError("date_from_datetime_parsing", "a number is no date")
    return (parse_day(found) or found) if isinstance(found, str) else found


#: The years that a date may be of, those of a zip and so of a Word file: any other is a slip.
YEARS = range(1980, 2108)


def _in_reach(day: date) -> date:
    if day.year not in YEARS:
        raise PydanticCustomError("date_out_of_reach", "a year that nobody means")
    return day


def _before_the_last(day: date) -> date:
    if day.year + 5 not in YEARS:  # the months that follow are dates, too
        raise ValueError("début")
    return day


def _department(found: Any) -> Any:
    # YAML reads 69 as a number.
    return f"{found:02d}" if isinstance(found, int) else found


def _colour(found: Any) -> Any:
    return found.strip().removeprefix("#") if isinstance(found, str) else found


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Text on one line."""

Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Text of one or more paragraphs; light Markdown (emphasis, lists, links) is understood."""

PersonCode = Annotated[str, StringConstraints(pattern=r"^P-\d{3}$")]
ConsentCode = Annotated[str, StringConstraints(pattern=r"^C-\d{3}$")]
SiteCode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]

Department = Annotated[
    str,
    BeforeValidator(_department),
    StringConstraints(pattern=r"^(0[1-9]|[1-8]\d|9[0-5]|2[AB]|9[78]\d)$"),
]
"""A French department: `69`, `2A`, `971`."""

Colour = Annotated[str, BeforeValidator(_colour), StringConstraints(pattern=r"^[0-9A-Fa-f]{6}$")]
"""A colour as six hexadecimal digits (red, green, blue); a `#` before them is left out."""

_AMOUNT_NOISE = re.compile(r"[\s\u00a0\u202f€]")
_HOUR = re.compile(r"^(\d{1,2})\s*(?:h|:)\s*(\d{2})?$")


def _amount(found: Any) -> Any:
    if not isinstance(found, str):
        return found
    try:
        return Decimal(_AMOUNT_NOISE.sub("", found).replace(",", "."))
    except InvalidOperation:
        raise ValueError("montant") from None


def _hour(found: Any) -> Any:
    if isinstance(found, str) and (match := _HOUR.match(found.strip())):
        hour, minute = int(match[1]), int(match[2] or 0)
        if hour < 24 and minute < 60:
            return time(hour, minute)
    if isinstance(found, time):
        return found
    raise ValueError("heure")


def _degrees(found: Any) -> Any:
    try:
        return float(found.replace(",", ".")) if isinstance(found, str) else found
    except ValueError:
        raise ValueError("coordonnée") from None


Latitude = Annotated[float, BeforeValidator(_degrees), Field(ge=-90, le=90)]
"""Degrees north, written « 45,6975 »."""

Longitude = Annotated[float, BeforeValidator(_degrees), Field(ge=-180, le=180)]
"""Degrees east, written « 4,8867 »."""

Euros = Annotated[Decimal, BeforeValidator(_amount), Field(max_digits=12, decimal_places=2)]
"""An amount in euros, written « 105 400 » or « 1 234,50 »."""

Hour = Annotated[time, BeforeValidator(_hour)]
"""A time of day, written « 14 h 30 » or « 14:30 »."""

Day = Annotated[date, BeforeValidator(_civil), AfterValidator(_in_reach)]
"""A civil date, written 2027-03-16, of the years 1980 to 2107."""

Start = Annotated[Day, AfterValidator(_before_the_last)]
"""The day that a programme begins on, years before dates end."""

Grade = Annotated[int, Field(ge=1, le=4)]
"""A mark from 1 (low) to 4 (high)."""


class Entry(BaseModel):
    """Anything read from a YAML file: frozen, and unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


def owed(label: str, *documents: DocumentKind, hint: str = "") -> Any:
    """Declare a field that the given documents need; None or empty until somebody fills it.

    label: in French, as printed in `[À COMPLÉTER : label]` and in lists of what is missing.
    hint: what to write, in French, for the list of what is missing.
    With no document, the field is owed by whatever document prints its entry.
    """
    return Field(
        default=None,
        title=label,
        json_schema_extra={"owed": [kind.value for kind in documents], "hint": hint},
    )


def owed_many(label: str, *documents: DocumentKind, hint: str = "") -> Any:
    """Declare a list that the given documents need; empty until somebody fills it."""
    return Field(
        default=(),
        title=label,
        json_schema_extra={"owed": [kind.value for kind in documents], "hint": hint},
    )


def maybe(label: str, default: Any = None) -> Any:
    """Declare an optional field."""
    return Field(default=default, title=label)


def must(label: str) -> Any:
    """Declare a required field."""
    return Field(title=label)


def label_of(model: type[BaseModel], name: str) -> str:
    """Return the French label of a model's field."""
    field = model.model_fields[name]
    return field.title or name


def owed_by(model: type[BaseModel], name: str) -> tuple[DocumentKind, ...] | None:
    """Return the documents that a field is owed to, or None when it is not owed at all."""
    extra = model.model_fields[name].json_schema_extra
    if not isinstance(extra, dict) or "owed" not in extra:
        return None
    return tuple(DocumentKind(value) for value in cast("list[str]", extra["owed"]))


def hint_of(model: type[BaseModel], name: str) -> str:
    """Return what to write in an owed field, in French, or an empty text."""
    extra = model.model_fields[name].json_schema_extra
    return str(extra.get("hint", "")) if isinstance(extra, dict) else ""
