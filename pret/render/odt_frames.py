"""Frames of an ODT file's text: what stands at the foot of a page or beside words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pret.render.beside import BESIDE_GAP_MM, Beside
from pret.render.odt_automatic import KEEP, Automatic
from pret.render.odt_names import PICTURE, style_name
from pret.render.odt_xml import mm, node, paragraph
from pret.render.openxml import Element
from pret.render.word_styles import StyleId

_PLAIN = {"fo:padding": "0mm", "fo:border": "none"}
_BESIDE = {
    "style:vertical-pos": "top",
    "style:vertical-rel": "paragraph",
    "style:horizontal-pos": "left",
    "style:horizontal-rel": "paragraph",
    "style:wrap": "right",
    "style:number-wrapped-paragraphs": "no-limit",
    "style:wrap-contour": "false",
    "fo:margin-right": mm(BESIDE_GAP_MM),
}
_AT_FOOT = {
    "style:vertical-pos": "bottom",
    "style:vertical-rel": "page",
    "style:horizontal-pos": "left",
    "style:horizontal-rel": "page",
    "style:wrap": "none",
}
_GAP = "8pt"


@dataclass(slots=True)
class FrameMaker:
    """Puts paragraphs into frames that belong to a paragraph of the text.

    pictures: how many stand beside words so far.
    """

    automatic: Automatic
    pictures: int = 0

    def at_foot(self, host: Element, lines: list[Element], width_mm: float, edge_mm: float) -> None:
        """Stand lines at the foot of a paragraph's page. edge_mm: from them to the page's edge."""
        look = {**_PLAIN, **_AT_FOOT, "fo:padding-bottom": mm(edge_mm)}
        self._frame(host, lines, (width_mm, edge_mm), "Pied de couverture", look)

    def beside(self, lines: list[Element], shown: Beside) -> Element:
        """Return the paragraph whose frame stands beside what follows."""
        host = paragraph(style_name(StyleId.SPACER))
        self.pictures += 1
        size_mm, name = (shown.width_mm, shown.shown_mm[1]), f"Image à côté {self.pictures}"
        self._frame(host, lines, size_mm, name, {**_PLAIN, **_BESIDE})
        self.automatic.adjust(host, {**KEEP, "fo:margin-top": _GAP, "fo:margin-bottom": "0pt"})
        return host

    def below(self, shown: Beside) -> Element:
        """Return the paragraph that ends what stands beside a frame: the next is under both.

        OpenDocument 1.3 has no word for it; LibreOffice has, from 7.4. For other programs the room
        that the picture takes below the words is kept there.
        """
        made = paragraph(
            style_name(StyleId.SPACER), node("text:line-break", {"loext:clear": "all"})
        )
        self.automatic.adjust(made, {"fo:margin-top": mm(shown.lack_mm), "fo:margin-bottom": _GAP})
        return made

    def _frame(
        self,
        host: Element,
        lines: list[Element],
        size_mm: tuple[float, float],
        name: str,
        look: Mapping[str, str],
    ) -> None:
        """Put lines into a frame at the start of the paragraph that it goes with.

        size_mm: its width, and its height at least.
        """
        width, height = map(mm, size_mm)
        frame = node(
            "draw:frame",
            {
                "draw:name": name,
                "draw:style-name": self.automatic.style("graphic", look, PICTURE),
                "text:anchor-type": "paragraph",
                "svg:x": mm(0),
                "svg:y": mm(0),
                "svg:width": width,
                "svg:height": height,
            },
            node("draw:text-box", {"fo:min-height": height}, *lines),
        )
        frame.tail, host.text = host.text, None
        host.insert(0, frame)
