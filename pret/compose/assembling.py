"""A document around its blocks: title, organisations, logos, cover."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pret.compose.filled import FilledReader
from pret.compose.lint import alt_problems
from pret.compose.logos import partners_logos
from pret.compose.scopes import Shared
from pret.compose.typography import set_in_french
from pret.compose.views import Missing
from pret.domain import french
from pret.domain.documents import SHAPES, DocumentShape
from pret.domain.material import PreparedPhoto
from pret.domain.references import DocumentReference
from pret.domain.tree import Block, Heading, Inline, Picture
from pret.domain.tree_document import Document, Status
from pret.domain.tree_walk import plain, walk
from pret.problems import Problem


def assembled(
    reference: DocumentReference,
    shared: Shared,
    module: Any,
    blocks: tuple[Block, ...],
    reader: FilledReader,
) -> Document:
    """Return a draft: the blocks with what the template exported and the programme says of itself.

    module: the filled template, whose `title`, `subtitle`, `day_label` and `cover` are read.
    """
    shape = SHAPES[reference.kind]
    programme = shared.programme.programme.value
    picture = _cover(module) if shape.cover else None
    logos = partners_logos(shape, shared.programme, shared.filling)

    def exported(name: str) -> str:
        content: tuple[Inline, ...] = reader.inline(str(getattr(module, name, "")))
        return plain(set_in_french(content))

    has_headings = any(isinstance(block, Heading) for block in walk(blocks))
    return Document(
        title=exported("title") or shape.label,
        subtitle=exported("subtitle"),
        programme=programme.title,
        reference=f"{programme.code}/{reference.code}",
        day=shared.day,
        day_label=exported("day_label") or french.short_day(shared.day),
        status=Status.DRAFT,
        blocks=blocks,
        language=programme.language,
        organisations=tuple(partner.name for partner in programme.partners),
        authors=tuple(
            partner.name for partner in programme.partners if partner.role.value == "operator"
        ),
        mentions=tuple(partner.mention for partner in programme.partners if partner.mention),
        landscape=shape.landscape,
        contents=shape.contents and has_headings,
        cover=shape.cover,
        cover_picture=picture,
        logos=logos,
        cards=shape.cards,
        missing=tuple(gap.label for gap in shared.filling.missing.values()),
    )


def cover_problems(module: Any, shape: DocumentShape) -> tuple[Problem, ...]:
    """Return what is wrong with the alternative text of the cover's picture."""
    photo = getattr(module, "cover", None) if shape.cover else None
    if photo is None or isinstance(photo, Missing):
        return ()
    prepared: PreparedPhoto = photo.prepared_
    if not prepared.photo.alt:
        return ()  # a field to fill, see `_cover`
    return tuple(alt_problems(prepared.photo.alt, "", prepared.origin))


def _cover(module: Any) -> Picture | None:
    photo = getattr(module, "cover", None)
    if photo is None or isinstance(photo, Missing):
        return None
    prepared: PreparedPhoto = photo.prepared_
    alt = prepared.photo.alt or ""
    if not alt:
        photo.alt.__html__()  # counted as missing
    return replace(prepared.picture, alt=alt, decorative=not alt)
