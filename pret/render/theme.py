"""The look of the documents: `templates/theme.yaml` as frozen values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Annotated, Literal, Self

import yaml
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    computed_field,
    model_validator,
)

from pret.domain.fields import Colour
from pret.render.contrast import LEAST_CONTRAST, WHITE, contrast

#: The house's look, in the folder of the templates.
THEME_FILE = "theme.yaml"

#: What words are written in, and what they are written on: any of the first on any of the second,
#: because a link, a missing mark or a tag may stand in any box. White words stand on the first.
TEXT_ROLES = ("ink", "muted", "accent", "warm", "ochre")
GROUND_ROLES = (
    "white",
    "accent_light",
    "warm_light",
    "ochre_light",
    "neutral_light",
    "watermark",
)

#: Width and height in millimetres (ISO 216).
PAPERS_MM: Mapping[str, tuple[float, float]] = {
    "a3": (297, 420),
    "a4": (210, 297),
    "a5": (148, 210),
}

FontName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9 -]*$")]


@dataclass(frozen=True, slots=True)
class LowContrast:
    """Two colours too alike for words to be read. text, ground: roles; ratio: from 1.0."""

    text: str
    ground: str
    ratio: float


class LowContrastError(ValueError):
    """Some colours are too alike; pydantic carries it in its own refusal."""

    def __init__(self, faults: tuple[LowContrast, ...]) -> None:
        self.faults = faults
        super().__init__("contrast")


class LackingFallbackError(ValueError):
    """A family that Word names has no fallback; pydantic carries it in its own refusal."""

    def __init__(self, family: str) -> None:
        self.family = family
        super().__init__("fallback")


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Colours(_Frozen):
    """Colours as six hexadecimal digits, without `#`; words are legible on every ground."""

    ink: Colour
    muted: Colour
    accent: Colour
    accent_light: Colour
    warm: Colour
    warm_light: Colour
    ochre: Colour
    ochre_light: Colour
    neutral_light: Colour
    line: Colour
    watermark: Colour

    def of(self, role: str) -> str:
        """Return the colour of a role; `white` is the paper's."""
        return WHITE if role == "white" else str(getattr(self, role))

    @model_validator(mode="after")
    def _legible(self) -> Self:
        faults = tuple(
            LowContrast(text, ground, ratio)
            for text, ground in product(TEXT_ROLES, GROUND_ROLES)
            if (ratio := contrast(self.of(text), self.of(ground))) < LEAST_CONTRAST
        )
        if faults:
            raise LowContrastError(faults)
        return self


class Fonts(_Frozen):
    """Font families; the PDF's are bundled, Word's are those found on readers' machines."""

    pdf_text: FontName
    pdf_display: FontName
    pdf_quote: FontName
    pdf_code: FontName
    word_text: FontName
    word_display: FontName
    word_code: FontName


class Fallback(_Frozen):
    """The family to take where one is not installed, and what any other should look like."""

    family: FontName
    kind: Literal["sans", "serif", "mono"]


class SizesPt(_Frozen):
    """Font sizes in points. running: heads and feet of pages, small print of covers."""

    text: float
    word_text: float
    table: float
    table_small: float
    caption: float
    running: float
    heading_1: float
    heading_2: float
    heading_3: float
    heading_4: float
    title: float
    subtitle: float


class Spacing(_Frozen):
    """Distances. em: of the running text's size; word_line: as a multiple of single spacing.

    measure_mm: longest line of running text. head_mm, foot_mm: from the text to the running head
    and foot. logo_mm2: area that a logo covers at most; logo_clear_mm: between two logos.
    """

    measure_mm: float
    leading_em: float
    paragraph_em: float
    head_mm: float
    foot_mm: float
    word_line: float
    word_paragraph_pt: float
    logo_mm2: float
    logo_clear_mm: float


class Page(_Frozen):
    """Page size and margins in millimetres. card_sheet: what is cut in four to make cards."""

    paper: Literal["a3", "a4", "a5"]
    card_sheet: Literal["a3", "a4", "a5"]
    margin_side_mm: float
    margin_top_mm: float
    margin_bottom_mm: float

    @computed_field  # type: ignore[prop-decorator]
    @property
    def width_mm(self) -> float:
        """Width of a portrait page."""
        return PAPERS_MM[self.paper][0]

    @computed_field  # type: ignore[prop-decorator]
    @property
    def height_mm(self) -> float:
        """Height of a portrait page."""
        return PAPERS_MM[self.paper][1]

    @computed_field  # type: ignore[prop-decorator]
    @property
    def card_sheet_mm(self) -> tuple[float, float]:
        """Width and height of a sheet of cards."""
        return PAPERS_MM[self.card_sheet]


class Theme(_Frozen):
    """The whole look.

    word_fallbacks: for each family that Word names, the one to take where it is not installed.
    """

    version: int = Field(ge=1, le=1)
    colours: Colours
    fonts: Fonts
    word_fallbacks: dict[FontName, Fallback]
    sizes_pt: SizesPt
    spacing: Spacing
    page: Page

    @model_validator(mode="after")
    def _fallbacks_named(self) -> Self:
        named = (self.fonts.word_text, self.fonts.word_display, self.fonts.word_code)
        if lacking := next((each for each in named if each not in self.word_fallbacks), None):
            raise LackingFallbackError(lacking)
        return self

    @classmethod
    def load(cls, path: Path) -> Theme:
        """Read the theme. Raises OSError, yaml.YAMLError or pydantic's ValidationError."""
        return cls.parsed(path.read_text("utf-8"))

    @classmethod
    def parsed(cls, text: str) -> Theme:
        """Return the theme that a YAML text tells. Raises as `load` does, OSError apart."""
        # Plain texts: a colour made of digits only would be taken for a number.
        return cls.model_validate(yaml.load(text, yaml.CBaseLoader))  # noqa: S506 - texts only


def lines_of(text: str) -> dict[str, int]:
    """Return key path (`colours.accent`) → line in a YAML text, from 1."""

    def under(node: yaml.Node | None, path: str) -> Iterator[tuple[str, int]]:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                inner = f"{path}.{key.value}" if path else str(key.value)
                yield inner, key.start_mark.line + 1
                yield from under(value, inner)

    return dict(under(yaml.compose(text, yaml.CBaseLoader), ""))
