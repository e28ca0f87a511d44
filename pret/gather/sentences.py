"""What is wrong with one value, and what to write instead, in French.

Refusals are told apart by their code, never by the English text that comes with them.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from pret.domain.fields import YEARS, hint_of
from pret.domain.french import MONTHS, parts_of_day
from pret.domain.references import slugged
from pret.gather.shapes import Step, choices, field_at, model_at

#: How each kind of code is written; a test holds this against all patterns of the domain.
PATTERN_REMEDIES: Mapping[str, str] = {
    r"^P-\d{3}$": "Un code de personne s’écrit P- et trois chiffres, par exemple P-014.",
    r"^C-\d{3}$": "Un code d’autorisation s’écrit C- et trois chiffres, par exemple C-021.",
    r"^E-\d{2,3}$": "Un code d’entretien s’écrit E- et deux ou trois chiffres, par exemple E-07.",
    r"^P\d{1,2}$": "Un code de prototype s’écrit P et un nombre, par exemple P3.",
    r"^C\d{1,2}$": "Un code de proposition s’écrit C et un nombre, par exemple C5.",
    r"^T\d{1,2}$": "Un code de tension s’écrit T et un nombre, par exemple T2.",
    r"^E\d{1,2}$": "Un code de ligne de grille s’écrit E et un nombre, par exemple E4.",
    r"^[a-z][a-z0-9-]*$": "Un code s’écrit en minuscules, sans accent ni espace.",
    r"^(M\.|Mme)$": "Écrivez « M. » ou « Mme ».",
    r"^https?://": "Une adresse commence par http:// ou https://.",
    r"^[0-9A-Fa-f]{6}$": "Une couleur s’écrit en six chiffres hexadécimaux, comme 0B5A5E.",
    r"^(0[1-9]|[1-8]\d|9[0-5]|2[AB]|9[78]\d)$": "Écrivez le numéro du département : 69, 2A, 971.",
    r"^fr(-[A-Z]{2})?$": "Écrivez fr-FR : les documents se font en français.",
}


#: Codes of people or of consents, as somebody lists them without brackets.
_CODES = re.compile(r"^[PC]-\d{3}(\s*,\s*[PC]-\d{3})*$")

Told = tuple[str, str]
"""What was found, and what to write instead."""


def told(model: type[BaseModel], error: ErrorDetails) -> Told:
    """Return the two sentences for one refusal. model: that of the whole file."""
    loc, found, code = error["loc"], error["input"], error["type"]
    context: Mapping[str, Any] = error.get("ctx") or {}
    field = field_at(model, loc)
    if loc == ("version",) and code != "missing":
        return (
            f"la version {shown(found)} du fichier n’est pas connue.",
            "Écrivez « version: 1 », ou mettez Prêt à jour.",
        )
    match code:
        case "missing":
            return _missing(model, loc)
        case "extra_forbidden":
            return _unknown_key(model_at(model, loc[:-1]), str(loc[-1]), found)
        case "enum":
            return _not_a_choice(field, found)
        case "string_pattern_mismatch":
            return _not_the_pattern(str(context.get("pattern")), str(found))
        case "tuple_type":
            return _not_a_list(str(loc[-1]), found)
        case "model_type" | "model_attributes_type":
            return _not_an_entry(model_at(model, loc), found)
        case "string_type":
            return _not_text(found)
        case "too_short":
            return "la liste est vide.", "Écrivez-y au moins un élément."
        case "string_too_short":
            return "le texte est vide.", "Complétez-le, ou retirez la ligne."
        case "string_too_long":
            most = context["max_length"]
            return (
                f"{len(str(found))} caractères, pour {most} au plus.",
                f"Retirez-en {len(str(found)) - most}.",
            )
        case _:
            return _wrong_value(code, context, found)


def _wrong_value(code: str, context: Mapping[str, Any], found: object) -> Told:
    """Tell refusals of dates, hours, amounts, numbers and yes-or-no."""
    if code.startswith("date"):
        return _not_a_day(found)
    if code == "value_error":
        return _told_by_name(str(context.get("error")), found)
    if code.startswith("bool"):
        return f"{shown(found)} n’est ni vrai ni faux.", "Écrivez true (oui) ou false (non)."
    if code == "greater_than_equal":
        return f"{shown(found)} est trop petit.", f"Écrivez {context['ge']} ou plus."
    if code == "less_than_equal":
        return f"{shown(found)} est trop grand.", f"Écrivez {context['le']} ou moins."
    if code.startswith("int"):
        return f"{shown(found)} n’est pas un nombre entier.", "Écrivez un nombre, par exemple 12."
    if code.startswith(("decimal", "finite")):
        return (
            f"{shown(found)} n’est pas un montant en euros.",
            "Écrivez-le avec deux décimales au plus, par exemple 1234,50.",
        )
    return f"{shown(found)} ne convient pas.", "Reprenez la forme donnée par le modèle du fichier."


def _told_by_name(name: str, found: object) -> Told:
    if name == "montant":
        return f"{shown(found)} n’est pas un montant.", "Écrivez par exemple 1234,50."
    if name == "coordonnée":
        return f"{shown(found)} n’est pas un nombre de degrés.", "Écrivez par exemple 45,6975."
    if name == "début":
        return f"{shown(found)} est trop loin.", "Corrigez l’année."
    if name == "heure":
        return f"{shown(found)} n’est pas une heure.", "Écrivez par exemple 9 h 30."
    return f"{shown(found)} ne convient pas.", "Reprenez la forme donnée par le modèle du fichier."


def _missing(model: type[BaseModel], loc: Sequence[Step]) -> Told:
    owner, key = model_at(model, loc[:-1]), str(loc[-1])
    hint = hint_of(owner, key) if owner is not None and key in owner.model_fields else ""
    return "cette information est indispensable.", f"Ajoutez « {key}: {hint or '…'} »."


def _unknown_key(owner: type[BaseModel] | None, key: str, found: object) -> Told:
    said = f"la clé « {key} » n’existe pas ici."
    if owner is None:
        return said, "Retirez-la."
    near = nearest_key(owner, key)
    if near is not None:
        return said, f"Vouliez-vous écrire « {near} » ?"
    if found is None:
        return said, "Retirez cette ligne."
    return said, f"Clés possibles : {', '.join(owner.model_fields)}."


def nearest_key(owner: type[BaseModel], key: str) -> str | None:
    """Return the key that somebody meant, also when she wrote its French name, or None."""
    names = {name: name for name in owner.model_fields}
    for name, field in owner.model_fields.items():
        names.setdefault(slugged(field.title or name), name)
    near = get_close_matches(slugged(key), names, n=1, cutoff=0.7)
    near = near or get_close_matches(key, names, n=1, cutoff=0.7)
    return names[near[0]] if near else None


def _not_a_choice(field: FieldInfo | None, found: object) -> Told:
    allowed = choices(field.annotation) if field is not None else ()
    written = [f"{value} ({label})" if label else value for value, label in allowed]
    names = {value: value for value, _ in allowed}
    names |= {slugged(label): value for value, label in allowed if label}
    near = get_close_matches(slugged(str(found)), names, n=1, cutoff=0.75)
    hint = f"Écrivez « {names[near[0]]} ». " if near else ""
    return (
        f"{shown(found)} n’est pas une valeur possible.",
        f"{hint}Valeurs possibles : {', '.join(written)}.",
    )


def _not_the_pattern(pattern: str, found: str) -> Told:
    remedy = PATTERN_REMEDIES.get(pattern, "Reprenez la forme donnée par le modèle du fichier.")
    if pattern == r"^[a-z][a-z0-9-]*$" and re.match(pattern, slugged(found)):
        remedy += f" Par exemple « {slugged(found)} »."
    return f"{shown(found)} n’a pas la bonne forme.", remedy


def _not_an_entry(owner: type[BaseModel] | None, found: object) -> Told:
    keys = ", ".join(f"{key}: …" for key in list(owner.model_fields)[:3]) if owner else "clé: …"
    return (
        f"il faut des lignes « clé: valeur », et c’est {shown(found)}.",
        f"Écrivez par exemple {keys}",
    )


def _not_a_list(key: str, found: object) -> Told:
    said = f"il faut une liste, et c’est {shown(found)}."
    if isinstance(found, str) and _CODES.match(found):
        return said, f"Mettez des crochets : {key}: [{found}]"
    return said, "Écrivez un élément par ligne, chacun après un tiret et une espace : « - … »."


def _not_text(found: object) -> Told:
    if isinstance(found, bool):
        word = "true" if found else "false"
        return f"« {word} » seul veut dire oui ou non.", f'Écrivez "{word}" entre guillemets.'
    if found is None:
        return "l’élément est vide.", "Complétez-le, ou retirez son tiret."
    if isinstance(found, dict) and len(found) == 1:
        key, value = next(iter(found.items()))
        return (
            "le texte contient « : » et se lit comme une clé et sa valeur.",
            f'Mettez des guillemets droits : "{key} : {value}".',
        )
    return f"il faut un texte, et c’est {shown(found)}.", "Écrivez le texte sur une ligne."


def _not_a_day(found: object) -> Told:
    text = str(found)
    if parts := parts_of_day(text):
        year, month, day = parts
        if year not in YEARS:
            return f"le {text} est de l’an {year}.", "Corrigez l’année."
        days = monthrange(year, month)[1] if 1 <= month <= 12 else 0
        if 0 < day <= days:
            return f"le {text} n’est pas ce jour de la semaine.", "Vérifiez le jour et la date."
        if days:
            return (
                f"le {text} n’existe pas : {MONTHS[month - 1]} {year} a {days} jours.",
                "Corrigez le jour.",
            )
        return f"le {text} n’existe pas.", "Écrivez par exemple 2027-03-16 ou 16 mars 2027."
    return f"{shown(found)} n’est pas une date.", "Écrivez par exemple 2027-03-16 ou 16 mars 2027."


def shown(found: object) -> str:
    """Return a found value as a message quotes it, cut when it is long."""
    if found is None:
        return "rien"
    if isinstance(found, list | tuple):
        return "une liste"
    if isinstance(found, dict):
        return "une suite de clés"
    if isinstance(found, bool):
        return "« true »" if found else "« false »"
    text = " ".join(str(found).split())
    return f"« {text[:57]}… »" if len(text) > 60 else f"« {text} »"
