"""The document tree's inlines as HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from markupsafe import Markup

from pret.domain.tree import (
    Code,
    Footnote,
    Foreign,
    Heading,
    Inline,
    LineBreak,
    Link,
    Style,
    Styled,
    Text,
    is_address,
)
from pret.render.html_markup import joined, language, tag, words

if TYPE_CHECKING:
    from collections.abc import Mapping

_STYLES: Mapping[Style, tuple[str, str | None]] = {
    Style.EMPHASIS: ("em", None),
    Style.STRONG: ("strong", None),
    Style.SUPERSCRIPT: ("sup", None),
    Style.SUBSCRIPT: ("sub", None),
    Style.STRIKEOUT: ("s", None),
    Style.MISSING: ("mark", "missing"),
    Style.CREDIT: ("small", "credit"),
    Style.LEAD: ("strong", "lead"),
    Style.INSERTED: ("ins", None),
    Style.DELETED: ("del", None),
}


class HtmlInlines:
    """Writes the inlines of one document; the notes that they call are numbered and kept."""

    def __init__(self, anchors: frozenset[str]) -> None:
        """anchors: the ids of the document's headings, the only targets of links inside it."""
        self._anchors = anchors
        self._notes: list[Footnote] = []

    def inlines(self, content: tuple[Inline, ...]) -> Markup:
        """Return inline content in a row."""
        return joined(self._inline(inline) for inline in content)

    def _inline(self, inline: Inline) -> Markup:
        match inline:
            case Text(value):
                return Markup.escape(words(value))
            case LineBreak():
                return tag("br")
            case Code(value):
                return tag("code", words(value))
            case Styled(style, content):
                name, class_ = _STYLES[style]
                return tag(name, self.inlines(content), class_=class_)
            case Foreign(found, content):
                return tag("span", self.inlines(content), lang=language(found), dir="auto")
            case Link(target, content):
                return self._link(target, self.inlines(content))
            case Footnote():
                return self._call(inline)
            case _:
                assert_never(inline)

    def _link(self, target: str, content: Markup) -> Markup:
        """Return a link, or its plain words when the target is neither an address nor a heading."""
        if is_address(target) or (target.startswith("#") and target[1:] in self._anchors):
            return tag("a", content, href=target)
        return content

    def _call(self, note: Footnote) -> Markup:
        self._notes.append(note)
        number = len(self._notes)
        call = tag(
            "a",
            str(number),
            href=f"#note-{number}",
            id=f"appel-{number}",
            role="doc-noteref",
            aria_label=f"Note {number}",
        )
        return tag("sup", call)

    def entry(self, heading: Heading) -> Markup:
        """Return a heading's words for the contents: neither notes nor links, which it is in."""
        return self.inlines(_unlinked(heading.content))


def _unlinked(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return inline content without its notes, and the words of its links without the links."""
    made: list[Inline] = []
    for inline in content:
        match inline:
            case Footnote():
                pass
            case Link(_, inner):
                made += _unlinked(inner)
            case Styled(style, inner):
                made.append(Styled(style, _unlinked(inner)))
            case Foreign(found, inner):
                made.append(Foreign(found, _unlinked(inner)))
            case _:
                made.append(inline)
    return tuple(made)
