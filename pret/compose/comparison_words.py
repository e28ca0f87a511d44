"""Two versions of a paragraph, word by word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import assert_never

from pret.compose.alignment import REWRITTEN_AT_LEAST
from pret.domain.origins import Origin, OriginKind
from pret.domain.tree import (
    Block,
    Code,
    Footnote,
    Foreign,
    Inline,
    LineBreak,
    Link,
    Paragraph,
    Style,
    Styled,
    Text,
)
from pret.domain.tree_walk import plain, walk

#: A word with its apostrophe or hyphens, a run of spaces, or one sign.
_TOKEN = re.compile(r"\w+(?:[-’']\w+)*[’']?|\s+|[^\w\s]")
_OURS = Origin(OriginKind.COMPUTED, "")

_Wrapper = Styled | Foreign | Link
_Leaf = Text | Code | LineBreak | Footnote
_Compare = Callable[[tuple[Block, ...], tuple[Block, ...]], tuple[Block, ...]]


@dataclass(frozen=True, slots=True)
class _Token:
    """A piece of a paragraph. within: what surrounds it, the outermost first, without content.

    change: INSERTED, DELETED, or None for what both versions say.
    """

    leaf: _Leaf
    within: tuple[_Wrapper, ...]
    change: Style | None = None

    @property
    def key(self) -> str:
        """Return what makes two pieces the same words."""
        match self.leaf:
            case Text(value):
                return value
            case Code(value):
                return f"`{value}`"
            case LineBreak():
                return "\n"
            case Footnote():
                return "[note]"


def compared_words(
    old: tuple[Inline, ...], new: tuple[Inline, ...], compare: _Compare
) -> tuple[Inline, ...]:
    """Return the newer words with what came and what went marked among them.

    compare: how the blocks of two versions of a note are compared.
    """
    before, after = list(_tokens(old, ())), list(_tokens(new, ()))
    return _nested(_marked(list(_merged(before, after, compare))), 0)


def marked_words(content: tuple[Inline, ...], style: Style) -> tuple[Inline, ...]:
    """Return content marked as inserted or deleted, the mark innermost: inside links and bold."""
    return _nested([_changed(token, style) for token in _tokens(content, ())], 0)


def notes(content: Sequence[Inline]) -> Iterator[Footnote]:
    """Yield the notes of some content, in reading order."""
    leaves = (token.leaf for token in _tokens(content, ()))
    return (leaf for leaf in leaves if isinstance(leaf, Footnote))


def _tokens(content: Sequence[Inline], within: tuple[_Wrapper, ...]) -> Iterator[_Token]:
    for inline in content:
        match inline:
            case Text(value, origin):
                for found in _TOKEN.finditer(value):
                    yield _Token(Text(found[0], origin), within)
            case Code() | LineBreak() | Footnote():
                yield _Token(inline, within)
            case Styled(style, inner):
                yield from _tokens(inner, (*within, Styled(style, ())))
            case Foreign(language, inner):
                yield from _tokens(inner, (*within, Foreign(language, ())))
            case Link(target, inner):
                yield from _tokens(inner, (*within, Link(target, ())))
            case _:
                assert_never(inline)


def _merged(before: list[_Token], after: list[_Token], compare: _Compare) -> Iterator[_Token]:
    matcher = SequenceMatcher(
        None, [each.key for each in before], [each.key for each in after], autojunk=False
    )
    if before and after and matcher.ratio() < REWRITTEN_AT_LEAST:
        yield from (_changed(token, Style.DELETED) for token in before)
        yield from (_changed(token, Style.INSERTED) for token in after)
        return
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            pairs = zip(before[start:end], after[new_start:new_end], strict=True)
            yield from (_kept(old, new, compare) for old, new in pairs)
        else:
            yield from (_changed(token, Style.DELETED) for token in before[start:end])
            yield from (_changed(token, Style.INSERTED) for token in after[new_start:new_end])


def _kept(old: _Token, new: _Token, compare: _Compare) -> _Token:
    if isinstance(old.leaf, Footnote) and isinstance(new.leaf, Footnote):
        return _Token(Footnote(compare(old.leaf.blocks, new.leaf.blocks)), new.within)
    return new


def _changed(token: _Token, style: Style) -> _Token:
    """Mark a token. Word cannot hold a note inside what went: it is told between brackets."""
    leaf = token.leaf
    if isinstance(leaf, Footnote) and style is Style.DELETED:
        leaf = Text(f" [note : {_note_words(leaf)}]", _OURS)
    return _Token(leaf, token.within, style)


def _note_words(note: Footnote) -> str:
    said = (block.content for block in walk(note.blocks) if isinstance(block, Paragraph))
    return " ".join(plain(content) for content in said)


def _marked(tokens: list[_Token]) -> list[_Token]:
    """Join changes that only a space parts: « deux mots » went and « trois signes » came."""
    joined: list[_Token] = []
    for place, token in enumerate(tokens):
        inside = 0 < place < len(tokens) - 1
        lonely = isinstance(token.leaf, Text) and token.leaf.value.isspace()
        if token.change is None and inside and lonely:
            around = (tokens[place - 1].change, tokens[place + 1].change)
            if None not in around:
                joined += [_changed(token, Style.DELETED), _changed(token, Style.INSERTED)]
                continue
        joined.append(token)
    return _in_turn(joined)


def _in_turn(tokens: list[_Token]) -> list[_Token]:
    """Return each stretch of changes with what went first, then what came."""
    ordered: list[_Token] = []
    for changed, stretch in groupby(tokens, lambda token: token.change is not None):
        here = list(stretch)
        ordered += (
            sorted(here, key=lambda token: token.change is Style.INSERTED) if changed else here
        )
    return ordered


def _nested(tokens: Sequence[_Token], depth: int) -> tuple[Inline, ...]:
    """Rebuild inline content from its pieces: neighbours inside the same wrapper share it."""
    made: list[Inline] = []
    for wrapper, group in groupby(
        tokens, lambda token: token.within[depth] if len(token.within) > depth else None
    ):
        here = list(group)
        match wrapper:
            case None:
                made += _leaves(here)
            case Styled(style):
                made.append(Styled(style, _nested(here, depth + 1)))
            case Foreign(language):
                made.append(Foreign(language, _nested(here, depth + 1)))
            case Link(target):
                made.append(Link(target, _nested(here, depth + 1)))
    return tuple(made)


def _leaves(tokens: Sequence[_Token]) -> Iterator[Inline]:
    for change, group in groupby(tokens, lambda token: token.change):
        leaves = tuple(_runs([token.leaf for token in group]))
        if change is None:
            yield from leaves
        else:
            yield Styled(change, leaves)


def _runs(leaves: Sequence[_Leaf]) -> Iterator[_Leaf]:
    """Yield leaves with the texts of one origin joined again."""
    for origin, group in groupby(
        leaves, lambda leaf: leaf.origin if isinstance(leaf, Text) else None
    ):
        here = list(group)
        if origin is None:
            yield from here
        else:
            yield Text("".join(leaf.value for leaf in here if isinstance(leaf, Text)), origin)
