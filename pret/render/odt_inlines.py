"""Inline text of an ODT file: marks, languages, links, notes and the numbers of captions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import assert_never

from pret.domain.tree import (
    Block,
    Code,
    Footnote,
    Foreign,
    Heading,
    Inline,
    LineBreak,
    Link,
    Paragraph,
    Styled,
    Text,
    is_address,
)
from pret.domain.tree_walk import walk
from pret.render.odt_automatic import Automatic
from pret.render.odt_names import CAPTION_NUMBER, STYLED, encoded, style_name
from pret.render.odt_xml import add_text, holding, node, paragraph, span
from pret.render.openxml import Element, printable
from pret.render.word_styles import StyleId

#: Signs that no address may hold (RFC 3986, 2), as people type them nevertheless.
_UNSAFE = re.compile(r"[\s<>\"{}|\\^`]")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:-[A-Za-z]{4})?(?:-([A-Za-z]{2}))?\Z")
_SEQUENCE = "ooow:{}+1"


def language_properties(tag: str) -> dict[str, str]:
    """Return the attributes of a BCP 47 tag; none when it is not one."""
    found = _LANGUAGE.match(tag)
    if found is None:
        return {}
    country = found[2].upper() if found[2] else "none"
    return {"fo:language": found[1].lower(), "fo:country": country}


def anchor(number: int) -> str:
    """Return the name of a heading's bookmark. number: of the heading, from 1 in reading order."""
    return f"titre-{number}"


@dataclass(slots=True)
class InlineWriter:
    """Writes inline content into paragraphs.

    inner: number of each heading that has an id, for the links inside the document.
    note_body: turns a note's blocks into elements; the writer of blocks gives it.
    """

    automatic: Automatic
    inner: dict[str, int]
    note_body: Callable[[tuple[Block, ...]], list[Element]]
    notes: int = 0
    inside_note: bool = False
    inside_link: bool = False
    numbered: dict[str, int] = field(default_factory=dict)

    def into(self, parent: Element, content: Iterable[Inline]) -> Element:
        """Write inline content at the end of an element, and return the element."""
        for inline in content:
            self._write(parent, inline)
        return parent

    def paragraph(self, style: str, content: Iterable[Inline]) -> Element:
        """Return a paragraph in a style, by its name in the file."""
        return self.into(paragraph(style), content)

    def caption_number(self, label: str) -> Element:
        """Return « Figure 3 – »; label and number can be updated and referred to."""
        number = self.numbered[label] = self.numbered.get(label, 0) + 1
        counted = holding(
            "text:sequence",
            str(number),
            {
                "text:ref-name": f"ref{label}{number - 1}",
                "text:name": label,
                "text:formula": _SEQUENCE.format(label),
                "style:num-format": "1",
            },
        )
        return span(encoded(CAPTION_NUMBER), f"{label}\u00a0", counted, " – ")

    def _write(self, parent: Element, inline: Inline) -> None:
        match inline:
            case Text(value):
                add_text(parent, value)
            case LineBreak():
                parent.append(node("text:line-break"))
            case Code(value):
                parent.append(span(style_name(StyleId.CODE), value))
            case Styled(style, content):
                parent.append(self.into(span(encoded(STYLED[style])), content))
            case Foreign(language, content):
                self._foreign(parent, language, content)
            case Link(target, content):
                self._link(parent, target, content)
            case Footnote(blocks):
                self._footnote(parent, blocks)
            case _:
                assert_never(inline)

    def _foreign(self, parent: Element, language: str, content: Iterable[Inline]) -> None:
        own = language_properties(language)
        if own:
            name = self.automatic.style("text", own)
            parent.append(self.into(span(name), content))
        else:
            self.into(parent, content)

    def _link(self, parent: Element, target: str, content: Iterable[Inline]) -> None:
        """Write a link, or its plain words when the target is no address and no heading."""
        address = self._address(target)
        if not address or self.inside_link:
            self.into(parent, content)
            return
        style = style_name(StyleId.LINK)
        own = {
            "xlink:type": "simple",
            "xlink:href": address,
            "text:style-name": style,
            "text:visited-style-name": style,
        }
        self.inside_link = True
        parent.append(self.into(node("text:a", own), content))
        self.inside_link = False

    def _address(self, target: str) -> str:
        if target.startswith("#") and target[1:] in self.inner:
            return f"#{anchor(self.inner[target[1:]])}"
        if not is_address(target):
            return ""
        return _UNSAFE.sub(lambda sign: f"%{ord(sign[0]):02X}", printable(target))

    def _footnote(self, parent: Element, blocks: tuple[Block, ...]) -> None:
        if self.inside_note:  # there are no notes to notes: the words stay, between brackets
            add_text(parent, " (")
            for block in walk(blocks):
                if isinstance(block, Paragraph | Heading):
                    self.into(parent, block.content)
            add_text(parent, ")")
            return
        self.notes += 1
        number = self.notes
        self.inside_note = True
        body = node("text:note-body", None, *self.note_body(blocks))
        self.inside_note = False
        parent.append(
            node(
                "text:note",
                {"text:id": f"ftn{number}", "text:note-class": "footnote"},
                holding("text:note-citation", str(number)),
                body,
            )
        )
