"""Writes `docs/pictures/planches/`: a contact sheet of every document of the sample, and a list.

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


def main(outputs: Path) -> None:
    """Draw all sheets anew."""
    made: list[tuple[str, str, int]] = []
    for pdf in sorted(outputs.glob("lycees/*/*.pdf")):
        target = SHEETS / pdf.parent.name / f"{pdf.stem}.jpg"
        target.parent.mkdir(parents=True, exist_ok=True)
        count = write_sheet(pdf, target)
        made.append((pdf.parent.name, pdf.stem, count))
    wanted = {SHEETS / folder / f"{stem}.jpg" for folder, stem, _ in made}
    for old in SHEETS.rglob("*.jpg"):
        if old not in wanted:
            old.unlink()
    (SHEETS / "README.md").write_text(listing(made), "utf-8")


def write_sheet(pdf: Path, target: Path) -> int:
    """Draw the pages of a PDF side by side; return how many there are."""
    with tempfile.TemporaryDirectory() as folder:
        size = ["-scale-to-x", str(PAGE_PX), "-scale-to-y", "-1"]
        subprocess.run(["pdftoppm", "-png", *size, str(pdf), f"{folder}/p"], check=True)
        pages = [Image.open(file).convert("RGB") for file in sorted(Path(folder).glob("*.png"))]
    rows = [pages[start : start + COLUMNS] for start in range(0, len(pages), COLUMNS)]
    heights = [max(page.height for page in row) for row in rows]
    width = GAP_PX + min(len(pages), COLUMNS) * (PAGE_PX + GAP_PX)
    sheet = Image.new("RGB", (width, GAP_PX + sum(each + GAP_PX for each in heights)), GROUND)
    top = GAP_PX
    for row, height in zip(rows, heights, strict=True):
        for place, page in enumerate(row):
            sheet.paste(page, (GAP_PX + place * (PAGE_PX + GAP_PX), top))
        top += height + GAP_PX
    sheet.save(target, quality=82, optimize=True)
    return len(pages)


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
