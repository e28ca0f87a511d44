"""The partners' logos that a document bears, and those that it still owes."""

from __future__ import annotations

from pret.compose.views import Filling, Gap, Place
from pret.domain.documents import DocumentShape
from pret.domain.fields import hint_of
from pret.domain.gathered import GatheredProgramme
from pret.domain.programme import Partner
from pret.domain.tree_document import Logo


def partners_logos(
    shape: DocumentShape, programme: GatheredProgramme, filling: Filling
) -> tuple[Logo, ...]:
    """Return the logos in protocol order, that of `partners` in programme.yaml.

    One that nobody gave, or whose file is absent or unreadable, keeps its place without a picture
    and is counted among what is missing. Empty for a kind of document that shows none.
    """
    if not (shape.cover or shape.letterhead):
        return ()
    source = programme.programme
    logos: list[Logo] = []
    for rank, partner in enumerate(source.value.partners):
        picture = programme.logos.get(partner.code)
        logos.append(Logo(partner.name, picture))
        if picture is None:
            place = Place(source.file, f"partners[{rank}].logo", source.lines)
            filling.missing[f"{place.file}#{place.path}"] = _gap(partner, place)
    return tuple(logos)


def _gap(partner: Partner, place: Place) -> Gap:
    hint = hint_of(Partner, "logo")
    if partner.logo is not None:
        hint = f"« {partner.logo} » est absent ou illisible : {hint}"
    return Gap(f"logo ({partner.name})", place.file, place.path, place.line, hint)
