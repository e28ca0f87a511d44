"""The other ways to the same documents, run alone: `python benchmarks/practice.py WAY CORPUS OUT`.

WAY: `docxtpl` (the common practice: a Word template filled, then one LibreOffice for all PDFs),
`pandoc` (Markdown to Word, and to PDF through typst's own markup), `weasyprint` (Markdown to HTML
by pandoc, then to PDF). CORPUS: a folder of `benchmarks.corpus`. It needs the packages of
benchmarks/requirements.lock, and `soffice` for the first way; nothing of Prêt.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PRINTED_MM = 150


def main(way: str, corpus: Path, out: Path) -> None:
    """Make every document of the corpus in one way."""
    out.mkdir(parents=True, exist_ok=True)
    {"docxtpl": docxtpl_way, "pandoc": pandoc_way, "weasyprint": weasyprint_way}[way](corpus, out)


def documents(corpus: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each document's name and content."""
    for file in sorted(corpus.glob("*.json")):
        yield file.stem, json.loads(file.read_text("utf-8"))


def docxtpl_way(corpus: Path, out: Path) -> None:
    """Fill one Word template for each document, then make all PDFs with one LibreOffice."""
    from docx.shared import Mm
    from docxtpl import DocxTemplate, InlineImage

    template = out / "template.docx"
    word_template(template)
    made = []
    for name, document in documents(corpus):
        filled = DocxTemplate(template)
        blocks = [
            block | {"image": InlineImage(filled, block["file"], width=Mm(PRINTED_MM))}
            if block["kind"] == "picture"
            else block
            for block in document["blocks"]
        ]
        filled.render({"title": document["title"], "blocks": blocks}, autoescape=True)
        made.append(out / f"{name}.docx")
        filled.save(made[-1])
    profile = f"-env:UserInstallation=file://{out.absolute()}/profile"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(out)]
    subprocess.run([*convert, *map(str, made)], check=True, capture_output=True)


def word_template(path: Path) -> None:
    """Write a template that prints titles, paragraphs, lists, tables and pictures."""
    import docx

    made = docx.Document()
    made.add_paragraph("{{ title }}", style="Title")
    made.add_paragraph("{%p for b in blocks %}")
    kinds = {"h1": "Heading 1", "h2": "Heading 2", "h3": "Heading 3", "item": "List Bullet"}
    for kind, style in kinds.items():
        made.add_paragraph(f"{{%p if b.kind == '{kind}' %}}")
        made.add_paragraph("{{ b.text }}", style=style)
        made.add_paragraph("{%p endif %}")
    made.add_paragraph("{%p if b.kind == 'p' %}")
    made.add_paragraph("{{ b.text }}")
    made.add_paragraph("{%p endif %}")
    made.add_paragraph("{%p if b.kind == 'picture' %}")
    made.add_paragraph("{{ b.image }}")
    made.add_paragraph("{{ b.text }}", style="Caption")
    made.add_paragraph("{%p endif %}")
    made.add_paragraph("{%p if b.kind == 'table' %}")
    table = made.add_table(rows=3, cols=3, style="Table Grid")
    table.cell(0, 0).text = "{%tr for row in b.rows %}"
    for place, words in enumerate(("{%tc for cell in row %}", "{{ cell }}", "{%tc endfor %}")):
        table.cell(1, place).text = words
    table.cell(2, 0).text = "{%tr endfor %}"
    made.add_paragraph("{%p endif %}")
    made.add_paragraph("{%p endfor %}")
    made.save(path)


def pandoc_way(corpus: Path, out: Path) -> None:
    """Let pandoc write Word and typst's markup, and typst compile the latter."""
    import pypandoc
    import typst

    pandoc = pypandoc.get_pandoc_path()
    for name, _ in documents(corpus):
        source = corpus / f"{name}.md"
        subprocess.run([pandoc, source, "-o", out / f"{name}.docx"], check=True)
        markup = out / f"{name}.typ"
        subprocess.run([pandoc, "-s", source, "-t", "typst", "-o", markup], check=True)
        typst.compile(str(markup), output=str(out / f"{name}.pdf"), root="/")


def weasyprint_way(corpus: Path, out: Path) -> None:
    """Let pandoc write Word and HTML, and WeasyPrint print the latter."""
    import pypandoc
    import weasyprint

    pandoc = pypandoc.get_pandoc_path()
    for name, _ in documents(corpus):
        source, page = corpus / f"{name}.md", out / f"{name}.html"
        subprocess.run([pandoc, source, "-o", out / f"{name}.docx"], check=True)
        subprocess.run([pandoc, "-s", source, "-t", "html", "-o", page], check=True)
        weasyprint.HTML(page).write_pdf(out / f"{name}.pdf", pdf_variant="pdf/ua-1")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
