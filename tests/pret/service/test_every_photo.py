"""Photos that have an entry and every consent are in the study trip's dossier, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pret.domain.tree import Figure, Heading
from pret.domain.tree_walk import plain, walk

if TYPE_CHECKING:
    from conftest import Place


def told(place: Place) -> list[str]:
    """Return the headings and captions of the dossier, in order."""
    with place.session() as session:
        reference = session.reference("study-trip-dossier")
        sources = session.sources(reference)
        document = session.composer.compose(reference, session.programme, sources).document
    return [
        plain(block.caption if isinstance(block, Figure) else block.content)
        for block in walk(document.blocks)
        if isinstance(block, Figure | Heading)
    ]


def test_a_photo_that_nothing_cites_closes_the_dossier(place: Place) -> None:
    place.change("01-study-trip/milestone.yaml", ", photo: quai.jpg", "")
    words = told(place)
    assert words.count("Le quai à midi") == 1
    assert words[words.index("Le quai à midi") - 1] == "Planche de photos"


def test_photos_of_a_site_without_observations_stand_under_its_name(place: Place) -> None:
    place.change("01-study-trip/photos/photos.yaml", "alt: Un quai gris", "alt: Gris, site: halte")
    place.change("01-study-trip/milestone.yaml", ", photo: quai.jpg", "")
    words = told(place)
    assert words[words.index("Le quai à midi") - 1] == "Halte du Val\u00a0: en images"
