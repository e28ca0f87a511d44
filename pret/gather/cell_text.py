"""Cells as text: as a document prints them, and as a YAML file would have them."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal

from pret.gather.sheets import Cell

_MOST_PRINTED = 10**15
_NARROW = "\u202f"
_NO_BREAK = "\u00a0"
_NUMBER = re.compile("^[-−+]?\\d[\\d \u00a0\u202f]*(?:[.,]\\d+)?[ \u00a0\u202f]?[%€]?$")
_DECIMALS = re.compile(r"0\.(0+)")


def printed(cell: Cell) -> str:
    """Return a cell as French text: « 16/03/2027 », « 105 400 », « 12,5 % », « oui »."""
    match cell.value:
        case None:
            return ""
        case bool(value):
            return "oui" if value else "non"
        case datetime() as moment if (moment.hour, moment.minute) != (0, 0):
            return f"{moment:%d/%m/%Y} à {moment.hour} h {moment:%M}"
        case date() as day:
            return f"{day:%d/%m/%Y}"
        case time() as hour:
            return f"{hour.hour} h {hour:%M}"
        case int() | float() as number:
            return _printed_number(number, cell.shown_as)
        case str(text):
            return " ".join(text.split(" ")).strip()
        case other:
            return str(other)


def _printed_number(number: float, shown_as: str) -> str:
    """Return a number as its format shows it, or without the noise of binary fractions."""
    shown = shown_as.split(";")[0]
    exact = Decimal(repr(number)) * (100 if "%" in shown else 1)
    if not abs(exact) < _MOST_PRINTED:
        return repr(number)
    if "0" in shown:
        decimals = _DECIMALS.search(shown)
        places = len(decimals[1]) if decimals else 0
        exact = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    else:
        exact = Decimal(f"{exact:.10g}").normalize()
    grouped = "," in shown or "# " in shown
    text = f"{exact:,f}" if grouped else f"{exact:f}"
    text = text.replace(",", _NARROW).replace(".", ",")
    if "%" in shown:
        return f"{text}{_NO_BREAK}%"
    return f"{text}{_NO_BREAK}€" if "€" in shown else text


def is_number(cell: Cell) -> bool:
    """Tell whether a cell is a number, typed or written."""
    if isinstance(cell.value, bool):
        return False
    return isinstance(cell.value, int | float) or bool(
        isinstance(cell.value, str) and _NUMBER.match(cell.value.strip())
    )


def written(cell: Cell) -> str | bool | None:
    """Return a cell as the value that a YAML file would have."""
    match cell.value:
        case None:
            return None
        case bool(value):
            return value
        case datetime() as moment:
            return moment.date().isoformat()
        case date() as day:
            return day.isoformat()
        case time() as hour:
            return f"{hour:%H:%M}"
        case float() as number if number.is_integer():
            return str(int(number))
        case str(text):
            return text.strip() or None
        case other:
            return str(other)
