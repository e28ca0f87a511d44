"""What every format refuses or reads badly, and names that may not go out; found once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pret.compose.lint_links import link_problems
from pret.compose.lint_words import normalised, origin_of, problem_at
from pret.domain.documents import Audience
from pret.domain.origins import Origin
from pret.domain.people import People
from pret.domain.tree import Block, Figure, Heading, Paragraph, Table
from pret.domain.tree_walk import plain, walk
from pret.problems import Problem

ALT_MOST_CHARACTERS = 150
#: The text of a drawn figure is made from its values, and tells them.
DRAWN_ALT_MOST_CHARACTERS = 250
_FILE_NAME = re.compile(
    r"^\S+\.(?:jpe?g|png|heic|heif|webp|gif|tiff?|svg)$|^(?:IMG|DSC|P|PXL)[_-]?\d+", re.IGNORECASE
)
_NEEDLESS = re.compile(
    r"((?:une |la |cette )?(?:image|photo|photographie|visuel)"
    r"(?: de| du| des| d'| montrant| représentant| :|$))"
)
_SEEN = "Dites en une phrase ce que l’on voit."


def lint(blocks: tuple[Block, ...]) -> tuple[Problem, ...]:
    """Return every fault of accessibility in reading order, with the place to mend."""
    return (
        *_headings(blocks),
        *(problem for block in walk(blocks) for problem in _block(block)),
        *link_problems(blocks),
    )


def alt_problems(
    alt: str, caption: str, origin: Origin, most: int = ALT_MOST_CHARACTERS
) -> Iterator[Problem]:
    """Yield what is wrong with a picture's alternative text. caption: empty for a cover."""
    told = normalised(alt)
    if alt.startswith("[À COMPLÉTER"):
        return  # told already, as a field to fill
    if not told:
        yield problem_at(origin, "alt", "texte alternatif absent.", _SEEN)
    elif _FILE_NAME.search(alt.strip()):
        yield problem_at(origin, "alt", f"« {alt.strip()} » est un nom de fichier.", _SEEN)
    elif told == normalised(caption):
        remedy = "Décrivez l’image : la légende, elle, la commente."
        yield problem_at(origin, "alt", "le texte alternatif répète la légende.", remedy)
    elif found := _NEEDLESS.match(told):
        remedy = "Commencez par ce que l’on y voit : qu’il s’agit d’une image est déjà dit."
        yield problem_at(origin, "alt", f"commence par « {found[1]} ».", remedy)
    elif len(alt.strip()) > most:
        remedy = f"Tenez en {most} caractères ; le reste va dans la légende."
        yield problem_at(origin, "alt", f"{len(alt.strip())} caractères.", remedy)


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
        problem_at(
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
        words = plain(block.content).strip()
        if not words:
            remedy = "Écrivez-le, ou retirez-le."
            yield problem_at(origin_of(block.content), "", "un titre est vide.", remedy)
        if block.level > level + 1:
            yield problem_at(
                origin_of(block.content),
                words,
                f"titre de niveau {block.level} après un titre de niveau {level}."
                if level
                else f"le premier titre est de niveau {block.level}.",
                f"Écrivez un titre de niveau {level + 1}{' au plus' if level else ''}.",
            )
        level = block.level


def _block(block: Block) -> Iterator[Problem]:
    match block:
        case Figure(picture=picture):
            if not picture.decorative:
                most = ALT_MOST_CHARACTERS if picture.chart is None else DRAWN_ALT_MOST_CHARACTERS
                yield from alt_problems(picture.alt, plain(block.caption), block.origin, most)
        case Table():
            yield from _table(block)
        case _:
            pass


def _table(table: Table) -> Iterator[Problem]:
    """Yield what is wrong with a table's header row, by which each cell is read aloud."""
    where = plain(table.caption)
    titles = [_words(cell) for cell in table.head]
    if not any(titles):
        remedy = "Donnez à sa première ligne le titre de chaque colonne."
        yield problem_at(_place(table), where, "ce tableau n’a pas de ligne de titres.", remedy)
        return
    for number, title in enumerate(titles, 1):
        if not title:
            remedy = "Donnez un titre à chaque colonne."
            yield problem_at(_place(table), where, f"la colonne {number} n’a pas de titre.", remedy)
        elif normalised(title) in {normalised(each) for each in titles[: number - 1]}:
            remedy = "Donnez à chaque colonne un titre qui n’est qu’à elle."
            found = f"deux colonnes s’appellent « {title} »."
            yield problem_at(_place(table), where, found, remedy)


def _place(table: Table) -> Origin:
    """Return the line of the header row's first words, or where the table comes from."""
    if table.origin.line is not None:
        return table.origin
    for block in walk(tuple(block for cell in table.head for block in cell)):
        found = origin_of(block.content) if isinstance(block, Paragraph) else None
        if found is not None:
            return found
    return table.origin


def _words(cell: tuple[Block, ...]) -> str:
    return "".join(
        plain(block.content) for block in walk(cell) if isinstance(block, Paragraph)
    ).strip()
