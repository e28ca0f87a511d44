"""Writes `docs/pictures/planches/`: a contact sheet of every document of the sample, and a list.

Also `docs/pictures/apercu.png`, the pages that the README shows.

`python docs/make_pictures.py [OUTPUTS]`, after `make run`; it needs pdftoppm (poppler-utils).
"""
# ruff: noqa: INP001 - a script beside the pictures that it draws, not a package

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parent.parent
SHEETS = ROOT / "docs" / "pictures" / "planches"
PAGE_PX, GAP_PX, COLUMNS = 168, 8, 7
GROUND = (222, 226, 228)
#: The pages that the README shows, by file and number.
BEST_PX = 325
BEST = (
    ("13-closure/livret.pdf", 1),
    ("13-closure/livret.pdf", 8),
    ("13-closure/livret.pdf", 7),
    ("08-closing-seminar/cahier-propositions.pdf", 5),
    ("03-lab-day-1/compte-rendu-journee-labo-1.pdf", 1),
    ("09-workshop-1/restitution-atelier-prospectif-1.pdf", 3),
    ("13-closure/budget-cloture-et-restitution.pdf", 1),
    ("08-closing-seminar/cartes-propositions.pdf", 3),
)


def main(outputs: Path) -> None:
    """Draw all sheets anew."""
    made: list[tuple[str, str, int]] = []
    for pdf in sorted(outputs.glob("lycees/*/*.pdf")):
        target = SHEETS / pdf.parent.name / f"{pdf.stem}.jpg"
        target.parent.mkdir(parents=True, exist_ok=True)
        pages = drawn(pdf, PAGE_PX)
        side_by_side(pages, COLUMNS).save(target, quality=82, optimize=True)
        made.append((pdf.parent.name, pdf.stem, len(pages)))
    wanted = {SHEETS / folder / f"{stem}.jpg" for folder, stem, _ in made}
    for old in SHEETS.rglob("*.jpg"):
        if old not in wanted:
            old.unlink()
    (SHEETS / "README.md").write_text(listing(made), "utf-8")
    best = [drawn(outputs / "lycees" / pdf, 2 * BEST_PX)[page - 1].reduce(2) for pdf, page in BEST]
    overview = side_by_side(best, 4, 20).quantize(128)
    overview.save(SHEETS.parent / "apercu.png", optimize=True)


def drawn(pdf: Path, width_px: int) -> list[Image.Image]:
    """Return the pages of a PDF as pictures of a width."""
    with tempfile.TemporaryDirectory() as folder:
        size = ["-scale-to-x", str(width_px), "-scale-to-y", "-1"]
        subprocess.run(["pdftoppm", "-png", *size, str(pdf), f"{folder}/p"], check=True)
        return [Image.open(file).convert("RGB") for file in sorted(Path(folder).glob("*.png"))]


def side_by_side(pages: list[Image.Image], columns: int, gap_px: int = GAP_PX) -> Image.Image:
    """Return pages of one width in rows."""
    rows = [pages[start : start + columns] for start in range(0, len(pages), columns)]
    heights = [max(page.height for page in row) for row in rows]
    width = gap_px + min(len(pages), columns) * (pages[0].width + gap_px)
    sheet = Image.new("RGB", (width, gap_px + sum(each + gap_px for each in heights)), GROUND)
    top = gap_px
    for row, height in zip(rows, heights, strict=True):
        for place, page in enumerate(row):
            sheet.paste(page, (gap_px + place * (page.width + gap_px), top))
        top += height + gap_px
    return sheet


def listing(made: list[tuple[str, str, int]]) -> str:
    """Return the page that lists the sheets, by milestone."""
    lines = [
        "# Planches",
        "",
        "Toutes les pages de tous les documents du programme d’exemple, telles qu’en PDF.",
        "Elles se refont par `.venv/bin/python docs/make_pictures.py`, après `make run`.",
    ]
    last = ""
    for folder, stem, count in made:
        if folder != last:
            lines += ["", f"## {folder}", ""]
            last = folder
        pages = f"{count} page{'s' if count > 1 else ''}"
        lines.append(f"- [{stem}]({folder}/{stem}.jpg), {pages}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "outputs")
