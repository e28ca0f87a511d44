"""The gate of office files (docx, odt, xlsx): what is inside is counted before anything unpacks it.

Limits follow OWASP ASVS 5.0: 5.2.3 (unpacked size and count), 5.2.5 (no links), 5.3.3 (no paths).
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Mapping
from typing import Literal
from xml.parsers import expat

from pret.errors import UnreadableFileError

OfficeFormat = Literal["docx", "odt", "xlsx"]
Remark = tuple[str, str]
"""What the reader of a file should know, and what to do about it."""

MOST_UNPACKED_BYTES = 150 << 20
MOST_PARTS = 2_000
MOST_RATIO = 200
MOST_XML_BYTES = 20 << 20
MOST_DEPTH = 200
_RATIO_COUNTS_FROM_BYTES = 1 << 20

_MAIN: Mapping[OfficeFormat, str] = {
    "docx": "word/document.xml",
    "odt": "content.xml",
    "xlsx": "xl/workbook.xml",
}
_MACHINE_CODE = (".exe", ".dll", ".js", ".vbs", ".ocx")
_OBJECTS = re.compile(r"/embeddings/|^object \d+/", re.IGNORECASE)
_ENTITIES = re.compile(rb"<!ENTITY|<!DOCTYPE[^>]*\[")
_EXTERNAL = re.compile(rb"<Relationship\b[^>]*TargetMode=\"External\"[^>]*>")
_TARGET = re.compile(rb"Target=\"([^\"]*)\"")
_KIND = re.compile(rb"Type=\"[^\"]*/([A-Za-z]+)\"")
_LIVE_FIELD = re.compile(rb"<w:(?:instrText|fldSimple)[^>]*>?[^<]*\b(?:DDE|DDEAUTO|INCLUDE\w+)\b")
_CHANGED = re.compile(rb"<w:(?:del|ins)\s|<text:tracked-changes")


_HIDDEN: Remark = (
    "il contient du texte masqué, qui est repris avec le reste.",
    "Effacez ce qui ne doit pas paraître.",
)
_TRACKED: Remark = (
    "ses modifications suivies sont reprises comme acceptées.",
    "Acceptez-les ou refusez-les dans le fichier.",
)
_COMMENTED: Remark = (
    "ses commentaires ne sont pas repris.",
    "Reportez dans le texte ceux qui comptent, puis supprimez-les.",
)
_EMBEDDED: Remark = (
    "ses objets incorporés (graphiques, feuilles de calcul) ne sont pas repris.",
    "Déposez-les dans « photos/ » ou dans « tables/ ».",
)
_LINKED: Remark = ("ses images liées ne sont pas reprises.", "Déposez-les dans « photos/ ».")


def check_archive(content: bytes, office: OfficeFormat, file: str) -> tuple[Remark, ...]:
    """Refuse what should not be opened; return remarks on what the reader should know.

    Raises UnreadableFileError with the reason.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _checked(archive, office)
    except _RefusedError as refusal:
        raise UnreadableFileError(file, str(refusal)) from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as fault:
        raise UnreadableFileError(file, _not_an_archive(content, office)) from fault
    except (ValueError, OSError, KeyError) as fault:
        raise UnreadableFileError(file, _damaged(office)) from fault


_AFRESH = "Copiez-en le texte dans un document neuf."


class _RefusedError(Exception):
    """The archive is not opened; the message says why and what to do."""


def _not_an_archive(content: bytes, office: OfficeFormat) -> str:
    if content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return (
            "ancien format de Microsoft Office, ou fichier protégé par un mot de passe. "
            f"Enregistrez-le sans mot de passe au format .{office}."
        )
    if content[:1] in (b"<", b"{") or content[:5] == b"%PDF-":
        return f"ce n’est pas un fichier .{office} malgré son nom. Enregistrez-le au bon format."
    return _damaged(office)


def _damaged(office: OfficeFormat) -> str:
    return (
        f"fichier .{office} abîmé ou incomplet. Ouvrez-le, enregistrez-le de nouveau, ou reprenez "
        "une copie."
    )


def _checked(archive: zipfile.ZipFile, office: OfficeFormat) -> tuple[Remark, ...]:
    parts = archive.infolist()
    names = [part.filename for part in parts]
    if len(parts) > MOST_PARTS:
        raise _RefusedError(f"{len(parts)} parties internes, pour {MOST_PARTS} au plus. {_AFRESH}")
    if len(set(names)) != len(names):
        raise _RefusedError(
            f"une partie interne y figure deux fois : son texte n’est pas sûr. {_AFRESH}"
        )
    for part in parts:
        _check_part(part)
    unpacked_bytes = sum(part.file_size for part in parts)
    if unpacked_bytes > MOST_UNPACKED_BYTES:
        raise _RefusedError(f"{unpacked_bytes >> 20} Mo une fois décompressé. {_AFRESH}")
    if _MAIN[office] not in names:
        raise _RefusedError(
            f"ce n’est pas un fichier .{office} malgré son nom. Enregistrez-le au bon format."
        )
    remarks: set[Remark] = set()
    for part in parts:
        xml = _unpacked(archive, part)
        remarks |= _remarks(part.filename, xml)
        if part.filename == _MAIN[office]:
            _check_depth(xml)
    return tuple(sorted(remarks))


def _check_part(part: zipfile.ZipInfo) -> None:
    name = part.filename
    low = name.lower()
    if name.startswith("/") or ".." in name.split("/") or "\\" in name or ":" in name:
        raise _RefusedError(f"un chemin interne sort du fichier. {_AFRESH}")
    if stat.S_ISLNK(part.external_attr >> 16):
        raise _RefusedError(f"il contient un lien vers un autre fichier. {_AFRESH}")
    if part.flag_bits & 1:
        raise _RefusedError("il est protégé par un mot de passe. Retirez le mot de passe.")
    macros = "vbaproject" in low or "activex" in low or low.startswith("basic/")
    if macros or low.endswith(_MACHINE_CODE):
        raise _RefusedError("il contient des macros. Enregistrez-le sans macros.")
    ratio = part.file_size / max(part.compress_size, 1)
    if ratio > MOST_RATIO and part.file_size > _RATIO_COUNTS_FROM_BYTES:
        raise _RefusedError(
            f"une partie interne se décompresse {ratio:.0f} fois : c’est un piège. {_AFRESH}"
        )
    if low.endswith((".xml", ".rels")) and part.file_size > MOST_XML_BYTES:
        raise _RefusedError(
            f"{part.file_size >> 20} Mo de texte dans une partie interne. Coupez-le en plusieurs."
        )


def _check_depth(xml: bytes) -> None:
    """Refuse text nested deeper than anybody writes, which takes readers all their memory."""
    depth = 0

    def opened(_name: str, _attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > MOST_DEPTH:
            raise _RefusedError(f"il est trop imbriqué. {_AFRESH}")

    def closed(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as fault:
        raise _RefusedError("son texte est abîmé. Enregistrez-le de nouveau.") from fault


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """Return an XML part; other parts are only read through, which checks their sum."""
    keep = part.filename.lower().endswith((".xml", ".rels"))
    chunks: list[bytes] = []
    with archive.open(part) as stream:  # reads no more than the declared size, then checks the sum
        while chunk := stream.read(1 << 20):
            if keep:
                chunks.append(chunk)
    return b"".join(chunks)


def _remarks(name: str, xml: bytes) -> set[Remark]:
    """Refuse a part that is a trap; return what its reader should know."""
    if b"\x00" in xml:
        raise _RefusedError("une partie interne n’est pas en UTF-8. Enregistrez-le de nouveau.")
    if _ENTITIES.search(xml):
        raise _RefusedError(
            f"il déclare des entités XML, ce qu’aucun traitement de texte n’écrit. {_AFRESH}"
        )
    if _LIVE_FIELD.search(xml):
        raise _RefusedError("il contient un champ actif (DDE ou INCLUDE). Retirez ce champ.")
    if name == "META-INF/manifest.xml" and b"encryption-data" in xml:
        raise _RefusedError("il est protégé par un mot de passe. Retirez le mot de passe.")
    found: set[Remark] = set()
    if name.endswith(".rels"):
        found |= {remark for match in _EXTERNAL.findall(xml) if (remark := _external(match))}
    if b"<w:vanish" in xml and name == "word/document.xml":
        found.add(_HIDDEN)
    if _CHANGED.search(xml):
        found.add(_TRACKED)
    if b"<w:comment " in xml:
        found.add(_COMMENTED)
    if _OBJECTS.search(name):
        found.add(_EMBEDDED)
    return found


def _external(relationship: bytes) -> Remark | None:
    """Return the remark on a link to the outside, or None when it does no harm.

    Nothing is ever fetched. A template on the office's own server is what administrations have; a
    template on the web is how macros are brought in.
    """
    kind, target = _KIND.search(relationship), _TARGET.search(relationship)
    kind_name = kind[1].decode() if kind else ""
    on_the_web = target is not None and target[1].lower().startswith((b"http:", b"https:"))
    if kind_name == "hyperlink" or (kind_name == "attachedTemplate" and not on_the_web):
        return None
    if kind_name == "image":
        return _LINKED
    raise _RefusedError(
        "il va chercher un modèle ou un contenu ailleurs. Enregistrez-en une copie autonome."
    )
