"""What typst says, in French: what it refuses of a document, what is wrong in the layout."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator

from pret.errors import TemplateError
from pret.failures import DiskFullError, ToolFailedError, ToolLimitError
from pret.problems import PretError

TOOL = "typst"

#: A fault and where it stands: « error: … » then « ┌─ …/cover.typ:12:3 », lines from 1.
_FAULT = re.compile(r"^error: (.+)\n\s*┌─ (?:\S*/)?([\w-]+\.typ):(\d+):", re.MULTILINE)

#: A part of what typst refuses in a document, and how we say it.
_REFUSALS = (
    ("first heading must be of level 1", "le premier titre de section doit être de niveau 1."),
    ("skipped from heading level", "un niveau de titre est sauté."),
    ("heading title is empty", "un titre de section est vide."),
    ("missing alt text", "une image n’a pas de texte de remplacement."),
    ("missing document title", "le document n’a pas de titre."),
    ("could not be displayed", "un caractère ne figure dans aucune police du produit."),
    ("codepoint", "un caractère invisible n’est pas admis."),
    ("failed to decode", "une image est illisible."),
    ("card too full", "une carte ne tient pas sur sa face : son titre est trop long."),
    ("recursion limit", "le texte est imbriqué trop profondément."),
    ("depth exceeded", "le texte est imbriqué trop profondément."),
)

#: Faults of the layout that typst tells most: what is found and what to write.
_FAULTS = (
    (r"^unknown variable: (.+)", "« {0} » : ce nom n’existe pas. Corrigez-le, ou importez-le."),
    (
        r"^unclosed delimiter",
        "ce qui est ouvert ici n’est pas refermé. Ajoutez « ) », « ] », « }} », « * » ou « $ ».",
    ),
    (r"^unclosed (?:string|label|raw text)", "ce texte n’est pas refermé. Refermez-le."),
    (r"^unexpected closing (?:bracket|brace|paren)", "ce signe ne ferme rien. Retirez-le."),
    (
        r"^unexpected end of (?:file|block)",
        "fin de fichier prématurée. Refermez tout.",
    ),
    (
        r"^expected (?:comma|semicolon or line break)",
        "il manque ici une virgule ou une fin de ligne. Ajoutez-la.",
    ),
    (
        r"^expected (?:expression|pattern|identifier|body|block)",
        "il manque ici une valeur ou un nom. Écrivez-le.",
    ),
    (
        r"^expected (.+), found (.+)",
        "cette valeur n’est pas du bon genre (typst attend {0} et trouve {1}). Corrigez-la.",
    ),
    (r"^expected (.+)", "il manque ici ce que typst nomme « {0} ». Ajoutez-le."),
    (r"^missing argument: (.+)", "il manque la valeur « {0} ». Ajoutez-la entre les parenthèses."),
    (r"^unexpected argument: (.+)", "« {0} » n’est pas un réglage d’ici. Corrigez-le."),
    (r"^unexpected argument", "il y a ici une valeur de trop. Retirez-la."),
    (r"^unexpected (.+)", "ce que typst nomme « {0} » n’est pas attendu ici. Retirez-le."),
    (r"^unresolved import", "ce nom n’existe pas dans le fichier importé. Corrigez-le."),
    (r"^file not found .*?([^/)]+)\)", "le fichier « {0} » n’existe pas. Corrigez son nom."),
    (r"would escape the project root", "ce fichier n’est pas dans templates/pdf. Mettez-l’y."),
    (r"does not contain (?:key )?[`\"](.+?)[`\"]$", "« {0} » n’existe pas ici. Corrigez-le."),
    (r"has no (?:method|field) `(.+?)`", "« {0} » n’existe pas pour cette valeur. Corrigez-le."),
    (r"^cannot access fields on type none", "cette valeur est absente. Testez-la d’abord."),
    (r"^cannot divide by zero", "une division par zéro. Testez le diviseur."),
    (r"^cannot \w+ ", "ces valeurs ne se combinent pas ainsi {original}. Changez l’une des deux."),
    (r"^array index out of bounds", "cette liste est plus courte que cela. Testez sa longueur."),
    (r"^label `<(.+?)>` does not exist", "l’étiquette « {0} » n’existe pas. Corrigez-la."),
    (r"^color string", "ce n’est pas une couleur. Écrivez six chiffres hexadécimaux."),
)


def refusal(message: str, diagnostic: str) -> PretError:
    """Return the error for what typst refused: of the document, of the machine or of the layout.

    message: its first fault. diagnostic: all of them, with their places.
    """
    if "out of memory" in message:
        return ToolLimitError(TOOL, "mémoire épuisée")
    if "No space left" in message:
        return DiskFullError(tempfile.gettempdir())
    for part, sentence in _REFUSALS:
        if part in message:
            return ToolFailedError(TOOL, sentence)
    faults = [TemplateError(*each) for each in dict.fromkeys(_faults(diagnostic))]
    if faults:
        first, *others = faults
        return TemplateError(first.file, first.line, first.found, *others)
    return ToolFailedError(TOOL, f"un refus qui n’est pas expliqué {_original(message)}.")


def _faults(diagnostic: str) -> Iterator[tuple[str, int | None, str]]:
    """Yield the file, line and sentence of each fault of the layout."""
    for message, file, line in _FAULT.findall(diagnostic):
        yield f"pdf/{file}", int(line), layout_words(message)


def layout_words(message: str) -> str:
    """Return what is wrong in the layout and what to write; typst's own words when it is rare."""
    for pattern, sentence in _FAULTS:
        match = re.search(pattern, message)
        if match is not None:
            return sentence.format(*match.groups(), original=_original(message))
    return f"typst s’arrête ici {_original(message)}."


def _original(message: str) -> str:
    return f"(message d’origine : {message.rstrip('.')})"
