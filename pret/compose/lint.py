"""What every format refuses or reads badly, and names that may not go out; found once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pret.domain.documents import Audience
from pret.domain.people import People
from pret.domain.tree import (
    Block,
    Figure,
    Heading,
    Inline,
    Link,
    Origin,
    Paragraph,
    Styled,
    Table,
    Text,
    plain,
    walk,
)
from pret.errors import Problem

ALT_MOST_CHARACTERS = 150
#: The text of a drawn figure is made from its values, and tells them.
DRAWN_ALT_MOST_CHARACTERS = 250
_FILE_NAME = re.compile(
    r"^\S+\.(jpe?g|png|heic|heif|webp|gif|tiff?)$|^(IMG|DSC|P)_?\d+", re.IGNORECASE
)
_EMPTY_LINKS = frozenset({"ici", "cliquez ici", "lien", "ce lien", "voir", "lire la suite"})


def lint(blocks: tuple[Block, ...]) -> tuple[Problem, ...]:
    """Return every fault of accessibility in reading order, with the place to mend."""
    return tuple(_headings(blocks)) + tuple(
        problem for block in walk(blocks) for problem in _block(block)
    )


def names_told(
    blocks: tuple[Block, ...], people: People, audience: Audience
) -> tuple[Problem, ...]:
    """Return where a public text names somebody who may not be named in public.

    Only whole names are looked for (« Léo M. »): a first name alone is for a person to judge.
    """
    if audience is not Audience.PUBLIC:
        return ()
    hidden = [person for person in people.people if person.minor or not person.named]
    return tuple(
        _problem(
            origin_of(block.content),
            person.code,
            "cette personne est nommée dans un document public, ce qu’elle n’a pas accepté.",
            "Retirez son nom, ou écrivez ce qu’elle fait.",
        )
        for block in walk(blocks)
        if isinstance(block, (Paragraph, Heading))
        for person in hidden
        if person.name in plain(block.content).replace("\u00a0", " ")
    )


def _headings(blocks: tuple[Block, ...]) -> Iterator[Problem]:
    level = 0
    for block in walk(blocks):
        if not isinstance(block, Heading):
            continue
        if block.level > level + 1:
            yield _problem(
                origin_of(block.content),
                plain(block.content),
                f"titre de niveau {block.level} après un titre de niveau {level}.",
                f"Écrivez un titre de niveau {level + 1} au plus.",
            )
        level = block.level


def _block(block: Block) -> Iterator[Problem]:
    match block:
        case Figure():
            yield from _figure(block)
        case Table(head=head):
            for number, cell in enumerate(head, 1):
                if not _words(cell):
                    yield _problem(
                        block.origin,
                        plain(block.caption),
                        f"la colonne {number} n’a pas de titre.",
                        "Donnez un titre à chaque colonne.",
                    )
        case Paragraph(content) | Heading(content=content):
            yield from _links(content)
        case _:
            pass


def _figure(figure: Figure) -> Iterator[Problem]:
    alt = figure.picture.alt.strip()
    if figure.picture.decorative:
        return
    if not alt or alt.startswith("[À COMPLÉTER"):
        yield _problem(
            figure.origin,
            "alt",
            "texte alternatif absent.",
            "Dites en une phrase ce que l’on voit.",
        )
    elif _FILE_NAME.match(alt):
        yield _problem(
            figure.origin,
            "alt",
            f"« {alt} » est un nom de fichier.",
            "Dites en une phrase ce que l’on voit.",
        )
    elif alt == plain(figure.caption).strip():
        yield _problem(
            figure.origin,
            "alt",
            "le texte alternatif répète la légende.",
            "Décrivez l’image : la légende, elle, la commente.",
        )
    elif len(alt) > (most := _most_characters(figure)):
        yield _problem(
            figure.origin,
            "alt",
            f"{len(alt)} caractères.",
            f"Tenez en {most} caractères ; le reste va dans la légende.",
        )


def _most_characters(figure: Figure) -> int:
    return ALT_MOST_CHARACTERS if figure.picture.chart is None else DRAWN_ALT_MOST_CHARACTERS


def _links(content: tuple[Inline, ...]) -> Iterator[Problem]:
    for inline in content:
        match inline:
            case Link(target, inner):
                words = plain(inner).strip()
                if words.lower().strip(" .:") in _EMPTY_LINKS:
                    yield _problem(
                        origin_of(inner),
                        words,
                        f"l’intitulé du lien vers {target} ne dit rien.",
                        "Nommez la page vers laquelle il mène.",
                    )
            case Styled(_, inner):
                yield from _links(inner)
            case _:
                pass


def origin_of(content: tuple[Inline, ...]) -> Origin | None:
    """Return the origin of the first text of some content."""
    for inline in content:
        if isinstance(inline, Text):
            return inline.origin
        if isinstance(inline, (Styled, Link)):
            found = origin_of(inline.content)
            if found is not None:
                return found
    return None


def _words(cell: tuple[Block, ...]) -> str:
    return "".join(
        plain(block.content) for block in walk(cell) if isinstance(block, Paragraph)
    ).strip()


def _problem(origin: Origin | None, where: str, found: str, remedy: str) -> Problem:
    file = origin.file if origin is not None else ""
    return Problem(file, origin.line if origin is not None else None, where, found, remedy)
