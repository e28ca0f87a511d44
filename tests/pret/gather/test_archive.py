"""Office files at the gate: what is refused before anything unpacks it, and why."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable

import pytest

from pret.errors import UnreadableFileError
from pret.gather.archive import check_archive

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def docx(
    body: str = "<w:p/>", *, before: str = "", parts: Iterable[tuple[str, str | bytes]] = ()
) -> bytes:
    """A Word file as small as one can be."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        text = f'{before}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
        archive.writestr("word/document.xml", text)
        for name, content in parts:
            archive.writestr(name, content)
    return written.getvalue()


def external(kind: str, target: str) -> tuple[str, str]:
    link = f'Id="r" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"'
    part = f'<Relationships xmlns="{RELATIONSHIPS}"><Relationship {link}/></Relationships>'
    return "word/_rels/document.xml.rels", part


def with_link() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
        entry = zipfile.ZipInfo("word/lien")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
    return written.getvalue()


def encrypted() -> bytes:
    content = bytearray(docx())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(mark) + offset] |= 1
    return bytes(content)


def with_false_size() -> bytes:
    content = bytearray(docx("<w:p/>" * 50))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = content.find(mark) + offset
        content[place : place + 4] = (40).to_bytes(4, "little")
    return bytes(content)


def rotten() -> bytes:
    content = bytearray(docx("<w:p/>" * 50))
    content[content.find(b"word/document.xml") + 40] ^= 0xFF
    return bytes(content)


DEEP = "<w:sdt>" * 300 + "</w:sdt>" * 300
XXE = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'

REFUSED: dict[str, Callable[[], bytes]] = {
    "D1, entité externe": lambda: docx(before=XXE),
    "D3, bombe": lambda: docx("a" * 15_000_000),
    "D3, texte démesuré": lambda: docx("".join(f"<w:p>{n}</w:p>" for n in range(1_500_000))),
    "D5, tronqué": lambda: docx()[:-40],
    "D5, ancien .doc": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100),
    "D5, HTML renommé": lambda: b"<html></html>",
    "D5, autre zip": lambda: docx().replace(b"word/document.xml", b"autre/document.xm"),
    "D6, octet changé": rotten,
    "D6, taille fausse": with_false_size,
    "D7, partie en double": lambda: docx(parts=[("word/document.xml", "<x/>")]),
    "D8, chemin qui sort": lambda: docx(parts=[("../../mal", "x")]),
    "D8, chemin absolu": lambda: docx(parts=[("/etc/mal", "x")]),
    "5.2.5, lien symbolique": with_link,
    "5.2.3, trop de parties": lambda: docx(parts=[(f"a{n}", "") for n in range(2001)]),
    "D9, modèle sur le web": lambda: docx(parts=[external("attachedTemplate", "http://m/x.dotm")]),
    "D9, sous-document": lambda: docx(parts=[external("subDocument", "http://m/x.docx")]),
    "D10, macros": lambda: docx(parts=[("word/vbaProject.bin", "x")]),
    "D10, ActiveX": lambda: docx(parts=[("word/activeX/activeX1.xml", "<x/>")]),
    "D11, trop imbriqué": lambda: docx(DEEP),
    "D13, mot de passe": encrypted,
    "M5, champ DDE": lambda: docx("<w:r><w:instrText> DDEAUTO c:\\x</w:instrText></w:r>"),
    "entités en UTF-16": lambda: docx(parts=[("word/a.xml", "<!DOCTYPE a [".encode("utf-16"))]),
    "texte abîmé": lambda: docx("<w:p>"),
}


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_each_trap_is_refused_with_its_reason(golden: Callable[[str, str], None]) -> None:
    told: list[str] = []
    for name, make in REFUSED.items():
        with pytest.raises(UnreadableFileError) as refusal:
            check_archive(make(), "docx", "note.docx")
        told.append(f"{name}\n  {refusal.value}\n")
    golden("archive-refusals.txt", "\n".join(told))


def test_an_ordinary_file_has_no_remark() -> None:
    assert check_archive(docx(), "docx", "note.docx") == ()


@pytest.mark.parametrize(
    "part",
    [external("hyperlink", "https://exemple.fr"), external("attachedTemplate", "file:///N.dotm")],
)
def test_links_and_the_office_s_own_template_are_ordinary(part: tuple[str, str]) -> None:
    assert check_archive(docx(parts=[part]), "docx", "note.docx") == ()


def test_what_the_reader_should_know_is_remarked() -> None:
    body = '<w:r><w:rPr><w:vanish/></w:rPr></w:r><w:del w:id="1"/>'
    parts = [
        ("word/comments.xml", '<w:comment x="y"/>'),
        ("word/embeddings/feuille.xlsx", "x"),
        external("image", "http://127.0.0.1/x.png"),
    ]
    remarks = check_archive(docx(body, parts=parts), "docx", "note.docx")
    assert len(remarks) == 5
    assert any("texte masqué" in found for found, _ in remarks)


def test_an_odt_with_macros_or_a_password_is_refused() -> None:
    for name, content in (
        ("Basic/Standard/Module1.xml", "<x/>"),
        ("META-INF/manifest.xml", "<manifest:encryption-data/>"),
    ):
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w") as archive:
            archive.writestr("content.xml", "<x/>")
            archive.writestr(name, content)
        with pytest.raises(UnreadableFileError):
            check_archive(written.getvalue(), "odt", "note.odt")
