"""The look of the documents: `templates/theme.yaml` as frozen values."""

from __future__ import annotations

from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field

HexColour = str


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Colours(_Frozen):
    """Colours as six hexadecimal digits, without `#`."""

    ink: HexColour
    muted: HexColour
    accent: HexColour
    accent_light: HexColour
    warm: HexColour
    warm_light: HexColour
    ochre: HexColour
    ochre_light: HexColour
    line: HexColour
    watermark: HexColour


class Fonts(_Frozen):
    """Font families; the PDF's are bundled, Word's are those found on readers' machines."""

    pdf_text: str
    pdf_display: str
    pdf_quote: str
    pdf_code: str
    word_text: str
    word_display: str


class SizesPt(_Frozen):
    """Font sizes in points."""

    text: float
    word_text: float
    table: float
    table_small: float
    caption: float
    heading_1: float
    heading_2: float
    heading_3: float
    heading_4: float
    title: float
    subtitle: float


class Page(_Frozen):
    """Page size and margins in millimetres."""

    paper: str
    margin_side_mm: float
    margin_top_mm: float
    margin_bottom_mm: float


class Theme(_Frozen):
    """The whole look."""

    version: int = Field(ge=1)
    colours: Colours
    fonts: Fonts
    sizes_pt: SizesPt
    page: Page

    @classmethod
    def load(cls, path: Path) -> Theme:
        """Read the theme; it is part of the product's templates, so a fault in it is ours."""
        return cls.model_validate(yaml.safe_load(path.read_text("utf-8")))
