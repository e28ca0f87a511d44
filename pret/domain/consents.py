"""Why somebody may not be shown or quoted, and what to do about it."""

from __future__ import annotations

from datetime import date

from pret.domain.documents import Audience
from pret.domain.french import short_day
from pret.domain.people import Consent, ConsentKind, People

_SAID = {
    ConsentKind.IMAGE: "autorisation d’image",
    ConsentKind.VOICE: "autorisation de voix",
    ConsentKind.QUOTE: "autorisation de citer",
}


def lacking_consent(
    people: People,
    person: str,
    given: tuple[str, ...],
    kind: ConsentKind,
    audience: Audience,
    day: date,
) -> tuple[str, str]:
    """Return why no consent covers a person for one use on one day, and the remedy.

    person: her code. given: codes of the consents that the entry names. No name is told, and not
    the audience either: the same photo is told once for all the audiences that it is lacking for.
    """
    own = [each for each in people.consents if each.person == person and each.kind is kind]
    for each in own:
        if each.refused:
            return f"{person} a refusé ({each.code}).", "Respectez-le : montrez autre chose."
        if each.withdrawn is not None:
            said = f"{person} a retiré son accord le {short_day(each.withdrawn)} ({each.code})."
            return said, "Respectez-le : montrez autre chose."
    if not own:
        said = f"{person} n’a pas d’{_SAID[kind]} dans people.yaml."
        return said, "Demandez-la, écrivez-la dans people.yaml, puis citez son code ici (consents)."
    uncited = [each for each in own if each.covers(kind, audience, day) and each.code not in given]
    if uncited:
        code = uncited[0].code
        return f"l’autorisation {code} n’est pas citée.", f"Ajoutez {code} à « consents »."
    return _not_covering(next((each for each in own if each.code in given), own[0]), audience)


def _not_covering(consent: Consent, audience: Audience) -> tuple[str, str]:
    """Return why a consent that was given does not reach as far as this document."""
    person, code = consent.person, consent.code
    if audience not in consent.uses:
        said = f"l’autorisation {code} ne vaut pas pour ce public."
        return said, f"Si {person} en est d’accord, ajoutez-le à « uses » dans people.yaml."
    time = f"du {short_day(consent.first_day)} au {short_day(consent.last_day)}"
    said = f"l’autorisation {code} vaut {time}, pas le jour que porte le document."
    return said, f"Si {person} en est d’accord, corrigez ses dates dans people.yaml."
