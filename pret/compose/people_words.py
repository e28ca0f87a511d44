"""Template functions about people and sites: who is named, and as whom, for this audience."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from markupsafe import Markup

from pret.compose.columns import column
from pret.compose.scopes import Shared
from pret.compose.views import Missing, Place, Record, computed, plain_value
from pret.compose.vocabulary import lower_first
from pret.domain.documents import Audience
from pret.domain.people import COLLEGE_LABELS, College, Person


class PeopleWords:
    """Names people and sites while one template is filled."""

    def __init__(self, shared: Shared) -> None:
        self.shared = shared
        self.people_by_code = {
            person.code: index for index, person in enumerate(shared.programme.people.value.people)
        }

    def names(self) -> dict[str, Any]:
        """Return the functions under the names that templates know."""
        return {
            "person": self.person,
            "who": self.who,
            "who_all": self.who_all,
            "people_table": self.people_table,
            "by_organisation": self.by_organisation,
            "contact_line": self.contact_line,
            "colleges": self.colleges,
            "site": self.site,
            "site_name": self.site_name,
        }

    def person(self, code: Any) -> Record | None:
        """Return somebody by code, or None when nobody has it (told as a problem elsewhere)."""
        people = self.shared.programme.people
        index = self.people_by_code.get(str(plain_value(code)))
        if index is None:
            return None
        place = Place(people.file, f"people[{index}]", people.lines)
        return Record(people.value.people[index], place, self.shared.filling)

    def who(self, code: Any, *, function: bool = False) -> Any:
        """Print somebody: name, or function alone when she may not be named to this audience."""
        if isinstance(code, Missing):
            return code
        found = self.person(code)
        if found is None:
            return self.shared.words.todo(f"personne {code}", "people.yaml")
        person = cast("Person", found.model_)
        if not self._may_name(person):
            return found.function or computed("une personne présente", self.shared.filling)
        words = person.name if not person.civility else f"{person.civility} {person.name}"
        name = found.name.with_words(words)
        if function and person.function:
            return self.shared.words.join([name, lower_first(found.function)])
        return name

    def who_all(self, codes: Any, *, functions: bool = False) -> Markup:
        """Print several people, joined by commas and « et », or by semicolons with functions.

        Somebody who may not be named is her function, which may hold a comma: semicolons again.
        """
        join, gap = self.shared.words.join, getattr(codes, "missing_", None)
        if gap is not None:
            return join([gap])
        if functions:
            return join([self._who_and_function(code) for code in codes], " ; ")
        if all(self._named(code) for code in codes):
            return join([self.who(code) for code in codes], last=" et ")
        who = self.who
        return join(
            [who(code) if self._named(code) else lower_first(who(code)) for code in codes], " ; "
        )

    def _named(self, code: Any) -> bool:
        """Tell whether somebody is printed by name, or by a code that nobody bears."""
        found = self.person(code)
        return found is None or self._may_name(cast("Person", found.model_))

    def _name_in_list(self, code: Any) -> Any:
        """Print a name where the function stands beside it."""
        if not self._named(code):
            return computed("nom non communiqué", self.shared.filling)
        return self.who(code)

    def _may_name(self, person: Person) -> bool:
        if self.shared.audience is Audience.PUBLIC or person.minor:
            return person.named and not person.minor
        return True

    def people_table(self, codes: Any, caption: str) -> Markup:
        """Print people by site and organisation, as they may be named to this audience."""

        def field(name: str) -> Callable[[Any], Any]:
            def of(code: Any) -> Any:
                found = self.person(code)
                return getattr(found, name) or "" if found is not None else ""

            return of

        columns = [
            column("Nom", self._name_in_list, 3),
            column("Fonction", field("function"), 4),
            column("Organisme", field("organisation"), 4),
        ]
        return self.shared.blocks.table(codes, columns, caption)

    def by_organisation(self, codes: Any) -> Any:
        """Return a row for each organisation, in the order of the list: its name, its people."""
        if getattr(codes, "missing_", None) is not None:
            return codes
        found: dict[str, list[Any]] = {}
        for code in codes:
            person = self.person(code)
            name = person.organisation if person is not None else None
            found.setdefault(str(name or "À titre personnel"), []).append(code)
        words, filling = self.shared.words, self.shared.filling
        return [
            {
                "organisation": computed(name, filling),
                "people": words.join([self._who_and_function(code) for code in here], " ; "),
            }
            for name, here in found.items()
        ]

    def _who_and_function(self, code: Any) -> Any:
        """Print somebody with the function between brackets, or the function alone."""
        found, name = self.person(code), self.who(code)
        if found is None or not found.function:
            return name
        function = lower_first(found.function)
        if not self._may_name(cast("Person", found.model_)):
            return function
        return self.shared.words.join([name, " (", function, ")"], "")

    def contact_line(self, code: Any) -> Any:
        """Print how to reach somebody, between brackets; nothing without an address."""
        found = self.person(code) if not isinstance(code, Missing) else None
        may = found is not None and self._may_name(cast("Person", found.model_))
        email = found.email if found is not None and may else None
        return email.with_words(f" ({email})") if email else ""

    def colleges(self, codes: Any) -> Any:
        """Return a row for each college: how many of these people, and who; none left out."""
        if getattr(codes, "missing_", None) is not None:
            return codes
        filling = self.shared.filling
        rows = []
        for college in College:
            here = [code for code in codes if self._college(code) is college]
            people = self.who_all(here) if here else computed("personne", filling)
            count = computed(str(len(here)), filling)
            label = computed(COLLEGE_LABELS[college], filling)
            rows.append({"college": label, "count": count, "people": people})
        return rows

    def _college(self, code: Any) -> College | None:
        found = self.person(code)
        return cast("Person", found.model_).college if found is not None else None

    def site(self, code: Any) -> Record | None:
        """Return a site by code, or None."""
        source = self.shared.programme.programme
        for index, site in enumerate(source.value.sites):
            if site.code == str(plain_value(code)):
                place = Place(source.file, f"sites[{index}]", source.lines)
                return Record(site, place, self.shared.filling)
        return None

    def site_name(self, code: Any) -> Any:
        """Print a site's name; an absent code prints nothing."""
        if isinstance(code, Missing) or not code:
            return code if isinstance(code, Missing) else ""
        found = self.site(code)
        return (
            found.name
            if found is not None
            else self.shared.words.todo(f"site {code}", "programme.yaml")
        )
