"""The look of the documents: the house's theme, and the colours that a programme has of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import cast

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails
from yaml.reader import ReaderError

from pret.domain.gathered import Sourced
from pret.domain.programme import Programme
from pret.errors import TemplateError
from pret.problems import Problem
from pret.render.contrast import LEAST_CONTRAST, WHITE, legible
from pret.render.theme import (
    THEME_FILE,
    Colours,
    LackingFallbackError,
    LowContrast,
    LowContrastError,
    Theme,
    lines_of,
)

_NOT_TEXT = "ce n’est pas du texte en UTF-8 : enregistrez-le en UTF-8, sans caractère invisible."


def load_theme(templates: Path) -> Theme:
    """Read the house's look. Raises TemplateError with the line of each thing to change in it."""
    try:
        text = (templates / THEME_FILE).read_text("utf-8")
        return Theme.parsed(text)
    except (UnicodeDecodeError, ReaderError) as error:
        raise TemplateError(THEME_FILE, None, _NOT_TEXT) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        said = f"ce n’est pas du YAML lisible ({error.problem})."
        raise TemplateError(THEME_FILE, line, said) from error
    except ValidationError as refusal:
        raise _refused(refusal, lines_of(text)) from refusal
    except OSError as error:
        raise TemplateError(THEME_FILE, None, f"{error.strerror}.") from error


def programme_theme(
    house: Theme, programme: Sourced[Programme]
) -> tuple[Theme, tuple[Problem, ...]]:
    """Return the house's look with a programme's own colours, and what is wrong with them.

    Colours among which words cannot be read are set aside, all of them: the house's are kept.
    """
    own = {role: colour for role, colour in programme.value.look if colour is not None}
    merged = {**house.colours.model_dump(), **own}
    try:
        colours = Colours.model_validate(merged)
    except ValidationError as refusal:
        (error,) = refusal.errors()
        faults = cast("LowContrastError", _carried(error)).faults
        return house, tuple(
            Problem(
                programme.file,
                programme.lines.get(f"look.{role}"),
                f"look.{role}",
                found,
                f"{remedy} En attendant, les couleurs de la maison sont gardées.",
            )
            for role, found, remedy in _to_change(faults, merged, tuple(own))
        )
    return house.model_copy(update={"colours": colours}), ()


def _to_change(
    faults: Sequence[LowContrast], colours: Mapping[str, str], changeable: Sequence[str]
) -> Iterator[tuple[str, str, str]]:
    """Yield each role to change, with its worst pair and the nearest colour that would do.

    The fewest changes that mend all pairs, near enough: first the role that spoils most of them.
    """
    left, roles = list(faults), list[str]()
    while left:
        spoilt = Counter(role for each in left for role in (each.text, each.ground))
        roles.append(max(changeable, key=lambda role: spoilt[role]))
        left = [each for each in left if roles[-1] not in (each.text, each.ground)]
    both = {"white": WHITE, **colours}
    for role in changeable:
        if role not in roles:
            continue
        here = [each for each in faults if role in (each.text, each.ground)]
        apart = [each for each in here if not {each.text, each.ground} <= set(roles)]
        worst = min(apart or here, key=lambda each: each.ratio)
        beside = worst.text if role == worst.ground else worst.ground
        nearest = legible(both[role], both[beside])
        yield role, _told(worst, both), f"Changez « {role} », par exemple en {nearest}."


def _told(fault: LowContrast, colours: Mapping[str, str]) -> str:
    named = f"« {fault.ground} » ({colours[fault.ground]})"
    ground = "le blanc" if fault.ground == "white" else named
    ratio, least = (f"{each:.1f}".replace(".", ",") for each in (fault.ratio, LEAST_CONTRAST))
    return (
        f"« {fault.text} » ({colours[fault.text]}) se lit mal sur {ground} : contraste de {ratio}, "
        f"il faut {least} au moins."
    )


def _carried(error: ErrorDetails) -> object:
    return error.get("ctx", {}).get("error")


def _refused(refusal: ValidationError, lines: Mapping[str, int]) -> TemplateError:
    """Return the error that tells all faults of the theme, in the order of its lines."""
    told = sorted(
        ((lines.get(path) or 0, sentence) for path, sentence in _faults(refusal)),
        key=lambda each: each[0],
    )
    (first, *others) = [TemplateError(THEME_FILE, line or None, said) for line, said in told]
    return TemplateError(first.file, first.line, first.found, *others)


def _faults(refusal: ValidationError) -> Iterator[tuple[str, str]]:
    """Yield where each fault of the theme stands, as a path of keys, and what is wrong."""
    for error in refusal.errors():
        path = ".".join(map(str, error["loc"]))
        match _carried(error):
            case LowContrastError(faults=faults):
                colours = cast("dict[str, str]", error["input"])
                for role, found, remedy in _to_change(faults, colours, tuple(colours)):
                    yield f"colours.{role}", f"{found} {remedy}"
            case LackingFallbackError(family=family):
                said = (
                    f"la police de Word « {family} » n’a pas de remplaçante. "
                    f"Ajoutez « {family}: {{family: Carlito, kind: sans}} »."
                )
                yield "word_fallbacks", said
            case _:
                yield _place(error), f"« {path} » {_wrong(error)}"


def _place(error: ErrorDetails) -> str:
    """Return the path of the line to change: of a missing key, that of what should hold it."""
    loc = error["loc"][:-1] if error["type"] == "missing" else error["loc"]
    return ".".join(map(str, loc))


def _wrong(error: ErrorDetails) -> str:
    match error["type"]:
        case "missing":
            return "manque : ajoutez cette clé."
        case "extra_forbidden":
            return "n’existe pas : retirez cette ligne, ou corrigez la clé."
        case "string_pattern_mismatch" if error["loc"][0] == "colours":
            return (
                f"n’est pas une couleur (« {error['input']} ») : écrivez six chiffres "
                "hexadécimaux, comme 0B5A5E."
            )
        case "string_pattern_mismatch":
            return f"n’est pas un nom de police : « {error['input']} »."
        case "literal_error":
            expected = str(error.get("ctx", {}).get("expected", "")).replace(" or ", " ou ")
            return f"vaut « {error['input']} » ; valeurs possibles : {expected}."
        case _:
            return f"n’a pas la bonne forme : « {error['input']} »."
