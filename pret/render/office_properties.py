"""What a made Office file says of itself: title, makers, dates, and its own marks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

from pret.render.openxml import printable

_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    "<cp:coreProperties"
    ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{fields}</cp:coreProperties>'
)
_CUSTOM = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
    ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    "{fields}</Properties>"
)
_APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Pret</Application></Properties>"
)
# The format identifier that Office gives to all user-defined properties ([MS-OSHARED] 2.3.3.2.3).
_USER_DEFINED = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


@dataclass(frozen=True, slots=True)
class CoreProperties:
    """The standard properties of a file. Empty fields are left out."""

    title: str
    day: date
    language: str
    subject: str = ""
    creator: str = ""
    keywords: str = ""
    identifier: str = ""
    status: str = ""
    version: str = ""


def core_part(core: CoreProperties) -> bytes:
    """Return docProps/core.xml: both dates are noon of the document's day, never the clock."""
    stamp = f"{core.day.isoformat()}T12:00:00Z"
    plain = {
        "dc:title": core.title,
        "dc:subject": core.subject,
        "dc:creator": core.creator,
        "cp:keywords": core.keywords,
        "dc:identifier": core.identifier,
        "dc:language": core.language,
        "cp:contentStatus": core.status,
        "cp:version": core.version,
    }
    fields = [
        f"<{name}>{escape(printable(value))}</{name}>" for name, value in plain.items() if value
    ]
    fields += [
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{stamp}</dcterms:{name}>'
        for name in ("created", "modified")
    ]
    return _CORE.format(fields="".join(fields)).encode()


def custom_part(values: Mapping[str, str]) -> bytes:
    """Return docProps/custom.xml with the given text properties."""
    fields = [
        f'<property fmtid="{_USER_DEFINED}" pid="{pid}" name="{name}">'
        f"<vt:lpwstr>{escape(printable(value))}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(values.items(), start=2)  # 0 and 1 are reserved
    ]
    return _CUSTOM.format(fields="".join(fields)).encode()


def app_part() -> bytes:
    """Return docProps/app.xml: it names the product and claims no word count."""
    return _APP.encode()
