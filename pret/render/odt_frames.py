"""Frames of an ODT file's text: what stands at the foot of a page or beside words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pret.render.odt_automatic import Automatic
from pret.render.odt_names import PICTURE
from pret.render.odt_xml import mm, node
from pret.render.openxml import Element

_PLAIN = {"fo:padding": "0mm", "fo:border": "none"}
_AT_FOOT = {
    "style:vertical-pos": "bottom",
    "style:vertical-rel": "page",
    "style:horizontal-pos": "left",
    "style:horizontal-rel": "page",
    "style:wrap": "none",
}


@dataclass(frozen=True, slots=True)
class FrameMaker:
    """Puts paragraphs into frames that belong to a paragraph of the text."""

    automatic: Automatic

    def at_foot(self, host: Element, lines: list[Element], width_mm: float, edge_mm: float) -> None:
        """Stand lines at the foot of a paragraph's page. edge_mm: from them to the page's edge."""
        look = {**_PLAIN, **_AT_FOOT, "fo:padding-bottom": mm(edge_mm)}
        self._frame(host, lines, (width_mm, edge_mm), "Pied de couverture", look)

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
