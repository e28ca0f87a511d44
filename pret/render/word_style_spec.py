"""A Word style as a value: how its letters look, how its paragraphs stand, and its XML."""

from __future__ import annotations

from dataclasses import dataclass

from pret.render.openxml import TWIPS_PER_PT, Element, element, twips, w
from pret.render.word_styles import NAMES, StyleId


@dataclass(frozen=True, slots=True)
class Border:
    """One rule of a paragraph. size_pt: thickness. gap_pt: distance to the text, 0 to 31."""

    side: str
    colour: str
    size_pt: float = 0.5
    gap_pt: int = 0


@dataclass(frozen=True, slots=True)
class Letters:
    """How the letters of a style look; None and False leave what the parent style says."""

    font: str | None = None
    size_pt: float | None = None
    colour: str | None = None
    bold: bool | None = None
    italic: bool | None = None
    underline: bool = False
    raised: bool = False
    fill: str | None = None
    spacing_pt: float = 0

    def element(self) -> Element:
        """Return the run properties, in the order of ECMA-376 17.3.2.28."""
        made = element("rPr")
        if self.font is not None:
            font = self.font
            made.append(element("rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font))
        for name, wanted in (("b", self.bold), ("i", self.italic)):
            if wanted is not None:
                made.append(element(name, **({} if wanted else {"val": "0"})))
        if self.colour is not None:
            made.append(element("color", val=self.colour))
        if self.spacing_pt:
            made.append(element("spacing", val=str(round(self.spacing_pt * TWIPS_PER_PT))))
        if self.size_pt is not None:
            half_points = str(round(self.size_pt * 2))
            made.extend([element("sz", val=half_points), element("szCs", val=half_points)])
        if self.underline:
            made.append(element("u", val="single"))
        if self.fill is not None:
            made.append(element("shd", val="clear", color="auto", fill=self.fill))
        if self.raised:
            made.append(element("vertAlign", val="superscript"))
        return made


@dataclass(frozen=True, slots=True)
class Lines:
    """How the paragraphs of a style stand; None and False leave what the parent style says."""

    before_pt: float | None = None
    after_pt: float | None = None
    line: float | None = None
    exact_pt: float | None = None
    left_mm: float | None = None
    right_mm: float | None = None
    keep_next: bool | None = None
    keep_lines: bool = False
    outline: int | None = None
    borders: tuple[Border, ...] = ()
    fill: str | None = None
    right_tab_mm: float | None = None
    middle: bool = False
    leader: str = "none"

    def element(self) -> Element:
        """Return the paragraph properties, in the order of ECMA-376 17.3.1.26."""
        made = element("pPr")
        if self.keep_next is not None:
            made.append(element("keepNext", **({} if self.keep_next else {"val": "0"})))
        if self.keep_lines:
            made.append(element("keepLines"))
        if self.borders:
            made.append(_borders(self.borders))
        if self.fill is not None:
            made.append(element("shd", val="clear", color="auto", fill=self.fill))
        if self.right_tab_mm is not None:
            place = twips(self.right_tab_mm)
            tab = element("tab", val="right", leader=self.leader, pos=place)
            made.append(element("tabs", tab))
        self._spacing(made)
        ends = {"left": self.left_mm, "right": self.right_mm}
        indent = {side: twips(mm) for side, mm in ends.items() if mm is not None}
        if indent:
            made.append(element("ind", **indent))
        if self.middle:  # pictures on one line stand on one axis
            made.append(element("textAlignment", val="center"))
        if self.outline is not None:
            made.append(element("outlineLvl", val=str(self.outline)))
        return made

    def _spacing(self, made: Element) -> None:
        spacing: dict[str, str] = {}
        if self.before_pt is not None:
            spacing["before"] = str(round(self.before_pt * TWIPS_PER_PT))
        if self.after_pt is not None:
            spacing["after"] = str(round(self.after_pt * TWIPS_PER_PT))
        if self.line is not None:
            spacing |= {"line": str(round(self.line * 240)), "lineRule": "auto"}
        if self.exact_pt is not None:
            spacing |= {"line": str(round(self.exact_pt * TWIPS_PER_PT)), "lineRule": "exact"}
        if spacing:
            made.append(element("spacing", **spacing))


@dataclass(frozen=True, slots=True)
class StyleSpec:
    """One style. name: as Word shows it (built-in names are translated by Word itself).

    parent, following: ids of styles, empty for none.
    """

    id: str
    name: str
    kind: str = "paragraph"
    parent: str = ""
    following: str = ""
    letters: Letters = Letters()
    lines: Lines = Lines()
    built_in: bool = False
    default: bool = False

    def element(self) -> Element:
        """Return the `w:style` element."""
        made = element("style", type=self.kind, styleId=self.id)
        if not self.built_in:
            made.set(w("customStyle"), "1")
        if self.default:
            made.set(w("default"), "1")
        made.append(element("name", val=self.name))
        if self.parent:
            made.append(element("basedOn", val=self.parent))
        if self.following:
            made.append(element("next", val=self.following))
        made.append(element("qFormat"))
        if self.kind == "paragraph":
            made.append(self.lines.element())
        made.append(self.letters.element())
        return made


def _borders(borders: tuple[Border, ...]) -> Element:
    order = ("top", "left", "bottom", "right")
    rules = [
        element(
            rule.side,
            val="single",
            sz=str(round(rule.size_pt * 8)),
            space=str(rule.gap_pt),
            color=rule.colour,
        )
        for rule in sorted(borders, key=lambda rule: order.index(rule.side))
    ]
    return element("pBdr", *rules)


def styled(
    style: StyleId,
    lines: Lines,
    letters: Letters | None = None,
    *,
    parent: str = StyleId.BODY,
    following: str = "",
    built_in: bool = False,
) -> StyleSpec:
    """Return a paragraph style of ours, by its id; its name is that of `word_styles.NAMES`."""
    return StyleSpec(
        id=style,
        name=NAMES[style],
        parent=parent,
        following=following,
        lines=lines,
        letters=letters or Letters(),
        built_in=built_in,
    )
