"""From a filled template's Markdown, with its marks, to blocks that know their origins."""

from __future__ import annotations

from dataclasses import replace

from pret.compose import markers
from pret.compose.views import Filling
from pret.domain.origins import Origin, OriginKind
from pret.domain.tree import (
    Block,
    BulletList,
    Inline,
    NumberedList,
    Paragraph,
    Quotation,
    Style,
    Styled,
    Text,
)
from pret.domain.tree_walk import plain
from pret.errors import TemplateError
from pret.markdown import read_blocks, read_inline


class FilledReader:
    """Reads what a template gave. files: names of templates by the number that marks carry."""

    def __init__(self, filling: Filling, files: list[str], template: str) -> None:
        self.filling, self.files, self.template = filling, files, template

    def blocks(self, filled: str) -> tuple[Block, ...]:
        """Return the blocks of filled Markdown, blocks made apart put back in their places."""
        read = read_blocks(
            markers.with_bare_addresses(filled), self._texts, self.wording(), first_line=None
        )
        return self._ungrafted(read)

    def inline(self, filled: str) -> tuple[Inline, ...]:
        """Return filled Markdown as inline content (titles, cells, captions)."""
        return read_inline(markers.with_bare_addresses(filled.strip()), self._texts, self.wording())

    def wording(self, line: int | None = None, file: str | None = None) -> Origin:
        """Return the origin of the template's own words."""
        return Origin(OriginKind.TEMPLATE, f"documents/{file or self.template}", "", line)

    def _texts(self, value: str, _line: int | None) -> tuple[Inline, ...]:
        """Cut a run of text at its marks; a value or a line of wording has one origin each."""
        texts: list[Inline] = []
        waiting: list[str] = []
        inside: Origin | None = None
        place = self.wording()  # of the last line of wording seen, which its last signs belong to
        position = 0
        for match in markers.MARKS.finditer(value):
            between = value[position : match.start()]
            position = match.end()
            if between and inside is not None:
                texts.append(self._value(between, inside))
            elif between:
                waiting.append(between)
            if match[3] is not None:  # the end of a line of wording: now its place is known
                file = self.files[markers.number(match[3])]
                place = self.wording(markers.number(match[4]), file)
            texts += [Text(words, place) for words in waiting]
            waiting = []
            if match[3] is None:
                inside = self.filling.sources[markers.number(match[1])] if match[1] else None
        rest = value[position:]
        if rest:
            texts.append(self._value(rest, inside) if inside else Text(rest, place))
        return tuple(texts)

    def _value(self, words: str, origin: Origin) -> Inline:
        text = Text(words, origin)
        gap = origin in self.filling.gaps
        return Styled(Style.MISSING, (text,)) if gap else text

    def _ungrafted(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        found: list[Block] = []
        for block in blocks:
            match block:
                case Paragraph(content):
                    made = self._graft(content)
                    found += (block,) if made is None else made
                case BulletList(items) | NumberedList(items):
                    found.append(
                        replace(block, items=tuple(self._ungrafted(item) for item in items))
                    )
                case Quotation(inner):
                    found.append(replace(block, blocks=self._ungrafted(inner)))
                case _:
                    found.append(block)
        return tuple(found)

    def _graft(self, content: tuple[Inline, ...]) -> tuple[Block, ...] | None:
        """Return the blocks that a paragraph of graft marks stands for, or None without a mark."""
        words = plain(content)
        ids = [markers.number(mark) for mark in markers.GRAFTS.findall(words)]
        if ids and markers.GRAFTS.sub("", words).strip():
            raise TemplateError(
                f"documents/{self.template}",
                None,
                "un bloc (tableau, figure, encadré, note) se trouve au milieu d’une phrase : "
                "laissez une ligne vide avant et après.",
            )
        if not ids:
            return None
        return tuple(block for number in ids for block in self.filling.grafts[number])
