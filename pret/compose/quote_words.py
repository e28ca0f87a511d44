"""Template functions about interviews: whether somebody may be quoted, and who speaks."""

from __future__ import annotations

from typing import Any

from pret.compose.people_words import PeopleWords
from pret.compose.views import computed
from pret.compose.vocabulary import lower_first
from pret.domain.people import ConsentKind


class QuoteWords:
    """Says who speaks while one template is filled."""

    def __init__(self, people: PeopleWords) -> None:
        self.people, self.shared = people, people.shared

    def names(self) -> dict[str, Any]:
        """Return the functions under the names that templates know."""
        return {
            "quotable": self.quotable,
            "may_quote": self.may_quote,
            "interview_title": self.interview_title,
            "speaker": self.speaker,
        }

    def quotable(self, interview: Any) -> bool:
        """Tell whether an interview's words may be printed for this audience.

        Words under somebody's name need her consent to being quoted; others are anonymous.
        """
        raw = interview.model_
        if raw.anonymity != "named" or raw.person is None:
            return True
        people = self.shared.programme.people.value
        lacking = people.without_consent(
            (raw.person,), raw.consents, ConsentKind.QUOTE, self.shared.audience, self.shared.day
        )
        if lacking:
            self.shared.unquoted[interview.place_.file] = interview
        return not lacking

    def may_quote(self, entry: Any) -> bool:
        """Tell whether words that name their interview may be printed for this audience."""
        interview = self.shared.interviews.get(str(entry.interview)) if entry.interview else None
        return interview is None or self.quotable(interview)

    def interview_title(self, interview: Any) -> Any:
        """Print what an interview is called: the role and the site, unless it is anonymous.

        In a small place the role alone tells who it is: an anonymous interview shows neither.
        """
        words, raw = self.shared.words, interview.model_
        if raw.anonymity == "anonymous":
            return computed("Entretien anonyme", self.shared.filling)
        where = [lower_first(self.people.site_name(interview.site))] if interview.site else []
        return words.join([interview.role, *where])

    def speaker(self, interview: Any, quote: Any = None) -> Any:
        """Print who speaks, as far as the level of anonymity allows."""
        words, raw = self.shared.words, interview.model_
        if raw.anonymity == "named" and raw.person is not None and self.quotable(interview):
            return words.join([self.people.who(raw.person), lower_first(interview.role)])
        named = raw.anonymity == "named"  # without a person's code, no name is printed
        parts = [quote.speaker] if quote is not None and quote.speaker and not named else []
        if raw.anonymity == "anonymous":
            return words.join(parts) if parts else computed("anonyme", self.shared.filling)
        return words.join([*parts, lower_first(interview.role) if parts else interview.role])
