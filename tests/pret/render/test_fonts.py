"""The bundled fonts."""

from __future__ import annotations

import struct
from datetime import date
from pathlib import Path

import pytest

from pret.domain.origins import Origin, OriginKind
from pret.domain.tree import Paragraph, Quotation, Text
from pret.domain.tree_document import Document, Status
from pret.render.fonts import bundled_fonts, fallback_faces, text_faces
from pret.render.pdf import PdfWriter
from pret.render.theme import Theme

TEMPLATES = Path(__file__).parents[3] / "templates"
#: What French typography and our own wording need, in every weight: spaces, accented capitals,
#: ligatures, quotation marks, dashes, units.
FRENCH = (
    "\u00a0\u202fÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸÆŒàâäçéèêëîïôöùûüÿæœ«»‹›“”’‘…–—€°·•−×½"
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.,;:!?()[]/%&@#+=*'\"-_"
)
#: What people of many places write, and the little pictures of their telephones.
OTHERS = "Ωμέγα Привет שלום مرحبا हिन्दी አማርኛ தமிழ் 🚲 😀 ☂ ♿ ★ ☎ ₿ ⠿ ☐"
#: Signs that one bundled family at least draws.
RARER = "\u2011ᵉʳ→←✓ﬁΩ≤≥ł"


def characters(font: bytes) -> frozenset[int]:
    """Return the code points that an OpenType font draws: table `cmap`, subtables 4 and 12."""
    (tables,) = struct.unpack_from(">H", font, 4)
    places = {
        font[record : record + 4]: struct.unpack_from(">I", font, record + 8)[0]
        for record in range(12, 12 + 16 * tables, 16)
    }
    start = places[b"cmap"]
    (count,) = struct.unpack_from(">H", font, start + 2)
    offsets = [struct.unpack_from(">I", font, start + 8 + 8 * each)[0] for each in range(count)]
    return frozenset().union(*(_subtable(font, start + offset) for offset in offsets))


def _subtable(font: bytes, at: int) -> set[int]:
    (form,) = struct.unpack_from(">H", font, at)
    if form == 12:
        (groups,) = struct.unpack_from(">I", font, at + 12)
        pairs = [struct.unpack_from(">II", font, at + 16 + 12 * each) for each in range(groups)]
        return {code for first, last in pairs for code in range(first, last + 1)}
    if form == 4:
        doubled = struct.unpack_from(">H", font, at + 6)[0]
        lasts = struct.unpack_from(f">{doubled // 2}H", font, at + 14)
        firsts = struct.unpack_from(f">{doubled // 2}H", font, at + 16 + doubled)
        ranges = zip(firsts, lasts, strict=True)
        return {code for first, last in ranges for code in range(first, last + 1)} - {0xFFFF}
    return set()


def test_each_face_is_bundled_once_so_that_no_choice_is_left_to_the_folder() -> None:
    files = text_faces()
    assert len({file.name for file in files}) == len(files) == 6
    assert all(file.suffix == ".otf" and file.is_file() for file in files)


def test_the_fallbacks_stand_after_the_text_in_an_order_of_their_own() -> None:
    names = [file.name for file in fallback_faces()]
    assert names == sorted(set(names))
    assert {"NotoEmoji[wght].ttf", "NotoSansArabic[wght].ttf"} < set(names)
    assert bundled_fonts() == (*text_faces(), *fallback_faces())


@pytest.mark.parametrize("file", text_faces(), ids=lambda file: file.stem)
def test_every_face_of_the_text_holds_what_french_needs(file: Path) -> None:
    held = characters(file.read_bytes())
    assert [f"U+{ord(sign):04X} {sign}" for sign in FRENCH if ord(sign) not in held] == []
    assert 0x4E00 not in held


def test_the_pair_of_fonts_draws_every_sign_without_replacing_one() -> None:
    here = Origin(OriginKind.TEMPLATE, "documents/essai.md.j2")
    said = Paragraph((Text(f"{FRENCH}{RARER} {OTHERS}", here),))
    document = Document(
        title="Essai",
        subtitle="",
        programme="",
        reference="essai/essai",
        day=date(2027, 5, 11),
        day_label="11 mai 2027",
        status=Status.IN_REVIEW,
        blocks=(said, Quotation((said,))),
    )
    with PdfWriter(TEMPLATES, Theme.load(TEMPLATES / "theme.yaml")) as writer:
        assert writer.write(document, {}).replaced == ()
