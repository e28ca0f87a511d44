"""Lists kept in a spreadsheet instead of YAML, read once and remembered by their content."""

from __future__ import annotations

import functools
import importlib.metadata
import json
from dataclasses import asdict

from pydantic import BaseModel

from pret.gather.cache import Cache
from pret.gather.entries import parsed_rows
from pret.gather.sheets import Sheet, read_sheets
from pret.gather.snapshot import ReadFile
from pret.gather.yaml_reader import Parsed
from pret.problems import Problem


def read_row_entries(file: ReadFile, model: type[BaseModel], under: str, cache: Cache) -> Parsed:
    """Return the first sheet of a .csv or .xlsx file as a list of entries under a key.

    Raises UnreadableFileError.
    """
    key = f"rows/3/{workbook_version()}/{under}/{file.name}/{file.sha256}"
    kept = cache.get(key)
    if kept is not None:
        told = json.loads(kept)
        warnings = tuple(Problem(**one) for one in told["warnings"])
        return Parsed(told["data"], told["lines"], warnings)
    sheets, remarks = read_sheets(file.content, file.name)
    parsed = parsed_rows(sheets[0] if sheets else Sheet("", ()), model, under, file.name)
    parsed = Parsed(parsed.data, parsed.lines, (*remarks, *parsed.warnings))
    cache.put(key, json.dumps(asdict(parsed), ensure_ascii=False).encode())
    return parsed


@functools.cache
def workbook_version() -> str:
    """Return the version of what reads workbooks."""
    return importlib.metadata.version("openpyxl")
