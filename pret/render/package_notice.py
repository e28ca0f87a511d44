"""What the package says of itself: what is in it, what may be done with it, what to look at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pret.domain.tree_document import Document
from pret.render.layout_rules import status_line
from pret.render.package_pictures import LEAST_PPI, PRINT_PPI, PrintedPicture


@dataclass(frozen=True, slots=True)
class Terms:
    """What the document's own tree does not tell. licence: of the texts. contact: whom to ask."""

    licence: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a package holds. lacking_logos: the organisations whose logo nobody gave."""

    chapters_count: int
    pictures: Sequence[PrintedPicture]
    drawings_count: int
    logos_count: int
    lacking_logos: Sequence[str]
    data_count: int


def notice(document: Document, held: Contents, terms: Terms) -> str:
    """Return the text of LISEZ-MOI.txt, its parts divided by empty lines."""
    title = f"{document.title}\nDossier pour le graphiste"
    about = f"{document.reference}, {document.day_label} : {status_line(document)}."
    parts = [
        title,
        f"{about}\nTout ce que le livret imprime, et rien d’autre. Le livret fait foi.",
        _part("Ce qu’il y a dedans", _inside(held)),
        _part("Comment les images sont nommées", _NAMING),
        _part(
            f"Images à moins de {LEAST_PPI} points par pouce à la largeur imprimée",
            [
                f"- {each.file} : {each.ppi} ppp à {each.width_mm:.0f} mm ;"
                f" bonne jusqu’à {each.width_at_print_ppi_mm} mm de large ({PRINT_PPI} ppp)"
                for each in held.pictures
                if each.ppi < LEAST_PPI
            ]
            or ["Aucune."],
        ),
        _part(
            "Originaux introuvables : l’image réduite du livret est jointe à la place",
            [f"- {each.file}" for each in held.pictures if each.full is None],
        ),
        _part("Logos encore à demander", [f"- {name}" for name in held.lacking_logos]),
        _part("Droits", _rights(terms)),
        _part("Contact", [terms.contact or "Voir le colophon du livret, dernier chapitre."]),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _part(title: str, lines: Iterable[str]) -> str:
    """Return a part under its title; nothing when there is nothing to say."""
    said = "\n".join(lines)
    return f"{title.upper()}\n\n{said}" if said else ""


def _inside(held: Contents) -> list[str]:
    found = [
        (
            held.chapters_count,
            "textes/",
            "un fichier Word et un fichier texte par chapitre",
            "Chaque image y est remplacée par le nom de son fichier, sa légende et son crédit.",
        ),
        (
            len(held.pictures),
            "images/",
            "les photos du livret, à leur taille d’origine, redressées, sans métadonnées",
            "images.csv en donne la légende, le crédit, le texte alternatif et les tailles.",
        ),
        (held.drawings_count, "dessins/", "les figures dessinées, en SVG", ""),
        (held.logos_count, "logos/", "les logos des partenaires, dans l’ordre du protocole", ""),
        (
            held.data_count,
            "donnees/",
            "les tableaux et les chiffres des figures, en CSV (Excel) et en JSON",
            _APOSTROPHE,
        ),
    ]
    return [
        f"- {folder} ({count}) : {what}.{' ' + more if more else ''}"
        for count, folder, what, more in found
        if count
    ]


_NAMING = (
    "Le numéro suit l’ordre du livret, couverture d’abord ; le reste vient de la légende, ou du",
    "texte alternatif à défaut. Une image imprimée deux fois n’y est qu’une fois.",
)
_APOSTROPHE = (
    "Dans les CSV, un texte qui commence par = + - ou @ est précédé d’une apostrophe : un tableur "
    "le prendrait sinon pour une formule. Retirez-la à la mise en page."
)


def _rights(terms: Terms) -> Iterable[str]:
    if terms.licence:
        yield f"Textes et données : {terms.licence}."
    yield "Images : chacune garde son auteur ; imprimez son crédit, tel que dans images.csv."
    yield (
        "Les personnes reconnaissables ont donné leur accord pour ce livret. Tout autre usage "
        "demande un nouvel accord."
    )
