"""French typography, once, over the whole tree.

Rules of the Imprimerie nationale as the programme's conventions state them: U+202F before ; ! ? »
and after «, U+00A0 before : and units, digits grouped by U+202F, apostrophes and ellipses that are
real, ordinals raised. Spaces are replaced, never inserted; code and addresses are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from pret.domain.tree import (
    Block,
    BulletList,
    Callout,
    Card,
    Code,
    Figure,
    Footnote,
    Foreign,
    Gallery,
    Heading,
    Inline,
    Landscape,
    Link,
    NumberedList,
    Paragraph,
    Quotation,
    Style,
    Styled,
    Table,
    Text,
)

_NARROW, _NO_BREAK, _DROP, _WALL = "\u202f", "\u00a0", "\ue000", "\ufffc"

#: Same-length replacements, in order: each keeps every character at its place, so that the runs
#: of the paragraph can be cut again where they were.
_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"\.\.\."), lambda _: "…" + _DROP * 2),
    (re.compile(r"(?<=\w)'(?=\w)"), lambda _: "’"),
    (re.compile(r"(?<=\S)[ \u00a0\u202f]+(?=[;!?»](?![\w/]))"), lambda m: _padded(m, _NARROW)),
    (re.compile(r"(?<=«)[ \u00a0\u202f]+"), lambda m: _padded(m, _NARROW)),
    (re.compile(r"(?<=\S)[ \u202f]+(?=:(?:\s|$))"), lambda m: _padded(m, _NO_BREAK)),
    (re.compile(r"(?<=\d) (?=\d{3}(?!\d))(?<!\d{4} )"), lambda _: _NARROW),
    (
        re.compile(r"(?<=\d) (?=(?:€|%|‰|°C|h|min|s|km|m|cm|mm|m²|m³|ha|kg|t|k€|M€|Mo|Go)(?!\w))"),
        lambda _: _NO_BREAK,
    ),
    (re.compile(r"(?<=\dh) (?=\d\d\b)|(?<=\d\u00a0h) (?=\d\d\b)"), lambda _: _NO_BREAK),
    (
        re.compile(r"(?:(?<=\bM\.)|(?<=\bMM\.)|(?<=\bMme)|(?<=\bMmes)|(?<=\bn°)) (?=\S)"),
        lambda _: _NO_BREAK,
    ),
    (re.compile(r" {2,}"), lambda m: " " + _DROP * (len(m[0]) - 1)),
)
_ORDINAL = re.compile(r"\b(\d+|[IVXLC]{2,6})(er|re|e|nd|nde)\b(?![’'\w])")


def _padded(match: re.Match[str], space: str) -> str:
    return space + _DROP * (len(match[0]) - 1)


def set_in_french(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return a paragraph's content with French typography; each text keeps its origin."""
    runs: list[str] = []
    _collect(content, runs)
    whole = "".join(runs)
    for pattern, replacement in _RULES:
        whole = pattern.sub(replacement, whole)
    cuts: list[str] = []
    start = 0
    for run in runs:
        cuts.append(whole[start : start + len(run)].replace(_DROP, ""))
        start += len(run)
    return _rebuilt(content, iter(cuts))


def _collect(content: tuple[Inline, ...], runs: list[str]) -> None:
    for inline in content:
        match inline:
            case Text(value):
                runs.append(value.replace(_DROP, "\ufffd"))
            case Styled(_, inner) | Link(_, inner) | Foreign(_, inner):
                _collect(inner, runs)
            case Code() | Footnote():
                runs.append(_WALL)  # keeps rules from reaching across
            case _:
                runs.append("\n")


def _rebuilt(content: tuple[Inline, ...], cuts: object) -> tuple[Inline, ...]:
    pieces: list[Inline] = []
    for inline in content:
        match inline:
            case Text(_, origin):
                pieces += _ordinals(Text(next(cuts), origin))  # type: ignore[call-overload]
            case Styled(_, inner) | Link(_, inner) | Foreign(_, inner):
                pieces.append(replace(inline, content=_rebuilt(inner, cuts)))
            case Footnote(blocks):
                next(cuts)  # type: ignore[call-overload]
                pieces.append(Footnote(over_blocks(blocks, set_in_french)))
            case _:
                next(cuts)  # type: ignore[call-overload]
                pieces.append(inline)
    return tuple(piece for piece in pieces if not (isinstance(piece, Text) and not piece.value))


def _ordinals(text: Text) -> list[Inline]:
    pieces: list[Inline] = []
    start = 0
    for match in _ORDINAL.finditer(text.value):
        pieces.append(Text(text.value[start : match.start(2)], text.origin))
        pieces.append(Styled(Style.SUPERSCRIPT, (Text(match[2], text.origin),)))
        start = match.end()
    pieces.append(Text(text.value[start:], text.origin))
    return pieces


_Change = Callable[[tuple[Inline, ...]], tuple[Inline, ...]]
_B = TypeVar("_B", bound=Block)


def over_blocks(blocks: tuple[Block, ...], change: _Change) -> tuple[Block, ...]:
    """Return blocks with every paragraph-like content changed, in reading order."""
    return tuple(over_block(block, change) for block in blocks)


def over_block(block: _B, change: _Change) -> _B:
    """Return one block with every paragraph-like content inside it changed."""
    match block:
        case Paragraph(content) | Heading(content=content):
            return replace(block, content=change(content))
        case BulletList(items) | NumberedList(items):
            return replace(block, items=tuple(over_blocks(item, change) for item in items))
        case Quotation(blocks, attribution):
            return replace(
                block, blocks=over_blocks(blocks, change), attribution=change(attribution)
            )
        case Callout(_, blocks, title):
            return replace(block, blocks=over_blocks(blocks, change), title=change(title))
        case Card(title, blocks, tag):
            return replace(
                block,
                title=over_block(title, change),
                blocks=over_blocks(blocks, change),
                label=change(tag),
            )
        case Landscape(blocks):
            return replace(block, blocks=over_blocks(blocks, change))
        case Figure():
            return replace(block, caption=change(block.caption), credit=change(block.credit))
        case Gallery(figures):
            return replace(block, figures=tuple(over_block(item, change) for item in figures))
        case Table():
            return replace(
                block,
                caption=change(block.caption),
                head=tuple(over_blocks(cell, change) for cell in block.head),
                body=tuple(tuple(over_blocks(cell, change) for cell in row) for row in block.body),
            )
        case _:
            return block
