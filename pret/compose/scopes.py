"""What templates see of a programme and of its milestones, for one document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from markupsafe import Markup

from pret.compose import french
from pret.compose.sheets import set_table
from pret.compose.told import illustrated, told
from pret.compose.views import (
    Filling,
    Many,
    Missing,
    Place,
    Record,
    Value,
    computed,
    plain_value,
    record,
)
from pret.compose.vocabulary import Vocabulary, column, lower_first
from pret.domain.documents import Audience
from pret.domain.facts.closing_seminar import Tension
from pret.domain.facts.scenario import EvaluationTheme, ScenarioFacts
from pret.domain.gathered import GatheredMilestone, GatheredProgramme
from pret.domain.material import (
    COVER_TAG,
    Anonymity,
    DataTable,
    Note,
    PreparedPhoto,
    WithheldPhoto,
    allowed_photos,
)
from pret.domain.milestones import WEEK_THEMES, Milestone, MilestoneKind
from pret.domain.people import COLLEGE_LABELS, College, ConsentKind, Person
from pret.domain.tensions import Answer, answers
from pret.domain.tree import (
    Figure,
    Gallery,
    Picture,
)

#: Printed widths in millimetres; the text is 162 mm wide on a portrait page.
WIDTHS_MM = {"full": 162.0, "large": 130.0, "half": 79.0, "third": 52.0}
#: The height of an upright picture, in parts of the width that a wide one would have.
_TALLEST = 0.8


@dataclass
class Shared:
    """What every scope of one document shares. printed: places of the photos printed so far."""

    programme: GatheredProgramme
    audience: Audience
    day: date
    filling: Filling
    words: Vocabulary
    withheld: dict[str, WithheldPhoto]
    printed: set[str]
    unquoted: dict[str, str] = field(default_factory=dict)
    interviews: dict[str, Record] = field(default_factory=dict)


class PhotoView:
    """A photo seen from a template: the fields of its entry, and the picture to print."""

    def __init__(self, prepared: PreparedPhoto, filling: Filling) -> None:
        photo = prepared.photo
        place = Place(prepared.origin.file, prepared.origin.path, {})
        line = prepared.origin.line
        lines = {prepared.origin.path: line} if line is not None else {}
        self.prepared_ = prepared
        self.key_ = f"{prepared.origin.file}#{prepared.photo.file}"
        self.fields_ = Record(photo, Place(place.file, place.path, lines), filling)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.fields_, name)


class MilestoneScope:
    """A milestone as a template sees it: its facts and what was left in its folder."""

    def __init__(self, gathered: GatheredMilestone, shared: Shared) -> None:
        self.shared_, self.gathered_ = shared, gathered
        milestone, filling = gathered.milestone, shared.filling
        self.code = milestone.code
        self.kind = str(milestone.kind)
        self.number = milestone.number
        self.count = milestone.count
        self.label = computed(milestone.label, filling)
        self.theme = computed(_theme(milestone), filling)
        self.facts = record(gathered.facts, filling)
        shown, withheld = allowed_photos(
            gathered.photos, shared.programme.people.value, shared.audience, shared.day
        )
        shared.withheld.update({f"{milestone.folder}/{each.photo.file}": each for each in withheld})
        self.photos = [PhotoView(prepared, filling) for prepared in shown]
        self.interviews = [self._interview(each) for each in gathered.interviews]
        codes = [each.value.code for each in gathered.interviews]
        shared.interviews.update(zip(codes, self.interviews, strict=True))
        self.notes = list(gathered.notes)
        self.tables = list(gathered.tables)
        self.reports = [computed(name, filling) for name in gathered.reports]
        calendar = shared.programme.calendar
        codes = [entry.milestone for entry in calendar.value.milestones]
        self.dates: Any = None
        if milestone.code in codes:
            index = codes.index(milestone.code)
            place = Place(calendar.file, f"milestones[{index}]", calendar.lines)
            self.dates = Record(calendar.value.milestones[index], place, filling)

    def tagged(self, tag: Any) -> list[PhotoView]:
        """Return the photos that bear a tag (`prototype:P1`, `cover`)."""
        return [each for each in self.photos if str(tag) in each.prepared_.photo.tags]

    def untagged(self, *prefixes: str) -> list[PhotoView]:
        """Return the photos that bear no tag starting so."""
        return [
            each
            for each in self.photos
            if not any(tag.startswith(prefixes) for tag in each.prepared_.photo.tags)
        ]

    def of_site(self, site: Any) -> list[PhotoView]:
        """Return the photos of one site."""
        return [each for each in self.photos if each.prepared_.photo.site == str(site)]

    def photo(self, file: Any) -> PhotoView | None:
        """Return the photo of this file name, or None when it is absent or withheld."""
        return next((each for each in self.photos if each.prepared_.photo.file == str(file)), None)

    def chosen(self, files: Any) -> list[PhotoView]:
        """Return the photos of these file names that may be shown, in the order asked."""
        found = [self.photo(file) for file in files]
        return [each for each in found if each is not None]

    def leftover_photos(self) -> list[PhotoView]:
        """Return the photos not printed so far in this document, in the order of their list."""
        return [each for each in self.photos if each.key_ not in self.shared_.printed]

    def leftover_of(self, site: Any, but: Iterable[PhotoView] = ()) -> list[PhotoView]:
        """Return the photos of one site not printed so far. but: photos kept for further on."""
        kept = {each.key_ for each in but} | self.shared_.printed
        return [each for each in self.of_site(site) if each.key_ not in kept]

    def on_day(self, day: Any, but: Iterable[PhotoView] = ()) -> list[PhotoView]:
        """Return the photos of one day not printed so far. but: photos kept for further on."""
        wanted, kept = plain_value(day), {each.key_ for each in but}
        return [
            each
            for each in self.leftover_photos()
            if each.prepared_.photo.day == wanted and each.key_ not in kept
        ]

    def cover(self) -> PhotoView | None:
        """Return the cover's photo, or None; inside the document it counts as printed."""
        found = next(iter(self.tagged(COVER_TAG)), None)
        if found is not None:
            self.shared_.printed.add(found.key_)
        return found

    def portrait(self, interview: Any) -> PhotoView | None:
        """Return the photo that shows the interviewed person alone, when she may be named."""
        raw = interview.model_
        if raw.anonymity is not Anonymity.NAMED or raw.person is None:
            return None
        return next(
            (each for each in self.photos if each.prepared_.photo.people == (raw.person,)), None
        )

    def portraits(self) -> list[PhotoView]:
        """Return the photos that show an interviewed person alone."""
        found = [self.portrait(each) for each in self.interviews]
        return [each for each in found if each is not None]

    def note(self, name: Any) -> Note | None:
        """Return the note of this file name, or None when it is absent."""
        return next((each for each in self.notes if each.name == str(name)), None)

    def _interview(self, interview: Any) -> Record:
        return record(interview, self.shared_.filling)


class ProgrammeWords:
    """The functions that need the programme: people, sites, figures, notes, tables."""

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
            "site_name": self.site_name,
            "site": self.site,
            "speaker": self.speaker,
            "quotable": self.quotable,
            "may_quote": self.may_quote,
            "interview_title": self.interview_title,
            "figure": self.figure,
            "gallery": self.gallery,
            "note": self.note,
            "sheet": self.sheet,
            "people_table": self.people_table,
            "by_organisation": self.by_organisation,
            "cover_mention": self.cover_mention,
            "agenda_table": self.agenda_table,
            "contact_line": self.contact_line,
            "colleges": self.colleges,
            "strong_tensions": self.strong_tensions,
            "by_theme": by_theme,
        }

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
        return self.shared.words.table(codes, columns, caption)

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

    def agenda_table(self, items: Any, *, aims: bool = True, small: bool = False) -> Markup:
        """Print an agenda; the day is shown when the meeting lasts several.

        aims: whether to say what is expected of each point.
        """
        columns = [
            column("Heure", "start", 1.2),
            column("Point", "title", 4.4),
            column("Durée", lambda item: self.shared.words.duration(item.minutes), 1.2),
            column("Porté par", "lead", 2.6),
        ]
        if any(item.day for item in items):
            columns.insert(0, column("Jour", lambda item: _day_and_month(item.day), 1.4))
        if aims and any(item.aim for item in items):
            columns.append(column("Ce que l’on en attend", lambda item: item.aim or "", 4.4))
        return self.shared.words.table(items, columns, small=small)

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

    def strong_tensions(self, tensions: Many, scenario: Record) -> list[dict[str, Any]]:
        """Return the strong tensions with the scenario's answer in words."""
        raw = cast("tuple[Tension, ...]", tensions.items_)
        by_code = {tension.code.raw: tension for tension in tensions}
        return [
            {
                "code": by_code[answer.tension.code].code,
                "statement": by_code[answer.tension.code].statement,
                "gravity": self.shared.words.out_of(by_code[answer.tension.code].gravity),
                "answer": computed(_answer_in_words(answer), self.shared.filling),
            }
            for answer in answers(raw, cast("ScenarioFacts", scenario.model_))
        ]

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
            return self.shared.words.todo(f"personne {code}")
        person = cast("Person", found.model_)
        if not self._may_name(person):
            return found.function or computed("une personne présente", self.shared.filling)
        words = person.name if not person.civility else f"{person.civility} {person.name}"
        name = found.name.with_words(words)
        if function and person.function:
            return self.shared.words.join([name, lower_first(found.function)])
        return name

    def who_all(self, codes: Any, *, functions: bool = False) -> Markup:
        """Print several people, joined by commas and « et », or by semicolons with functions."""
        gap = getattr(codes, "missing_", None)
        if functions and gap is None:
            return self.shared.words.join([self._who_and_function(code) for code in codes], " ; ")
        items = [gap] if gap is not None else [self.who(code) for code in codes]
        return self.shared.words.join(items, last=" et ")

    def _name_in_list(self, code: Any) -> Any:
        """Print a name where the function stands beside it."""
        found = self.person(code)
        if found is not None and not self._may_name(cast("Person", found.model_)):
            return computed("nom non communiqué", self.shared.filling)
        return self.who(code)

    def _may_name(self, person: Person) -> bool:
        if self.shared.audience is Audience.PUBLIC or person.minor:
            return person.named and not person.minor
        return True

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
        return found.name if found is not None else self.shared.words.todo(f"site {code}")

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
            self.shared.unquoted[interview.place_.file] = raw.person
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
        where = [lower_first(self.site_name(interview.site))] if interview.site else []
        return words.join([interview.role, *where])

    def speaker(self, interview: Any, quote: Any = None) -> Any:
        """Print who speaks, as far as the level of anonymity allows."""
        words, raw = self.shared.words, interview.model_
        if raw.anonymity == "named" and raw.person is not None and self.quotable(interview):
            return words.join([self.who(raw.person), lower_first(interview.role)])
        named = raw.anonymity == "named"  # without a person's code, no name is printed
        parts = [quote.speaker] if quote is not None and quote.speaker and not named else []
        if raw.anonymity == "anonymous":
            return words.join(parts) if parts else computed("anonyme", self.shared.filling)
        return words.join([*parts, lower_first(interview.role) if parts else interview.role])

    def figure(self, photo: PhotoView | None, width: str = "full") -> Markup:
        """Print a photo with caption and credit; nothing when there is none."""
        if photo is None:
            return Markup("")
        return self.shared.filling.graft((self.photo_figure(photo, WIDTHS_MM[width]),))

    def gallery(self, photos: Iterable[PhotoView | None], columns: int = 2) -> Markup:
        """Print photos side by side."""
        width = WIDTHS_MM["half" if columns == 2 else "third"]
        figures = tuple(self.photo_figure(photo, width) for photo in photos if photo is not None)
        if len(figures) < 2:
            return self.shared.filling.graft(figures)
        return self.shared.filling.graft((Gallery(figures, columns),))

    def photo_figure(self, photo: PhotoView, width_mm: float) -> Figure:
        """Return a photo with caption and credit; from here on it counts as printed."""
        prepared, words = photo.prepared_, self.shared.words
        self.shared.printed.add(photo.key_)
        entry, picture = prepared.photo, prepared.picture
        alt = entry.alt or str(Missing.__str__(photo.alt))
        # An upright picture is no taller than a wide one is about wide: text stays near it.
        tallest = _TALLEST * width_mm
        printed = min(width_mm, tallest * picture.width_px / max(picture.height_px, 1))
        if not entry.alt:
            photo.alt.__html__()  # counted as missing
        shown = Picture(
            picture.key, picture.width_px, picture.height_px, alt, False, picture.media_type
        )
        credit = photo.credit
        line = (
            credit if isinstance(credit, Missing) else credit.with_words(f"©\u00a0{entry.credit}")
        )
        return Figure(
            shown, words.inline(photo.caption), words.inline(line), printed, prepared.origin
        )

    def cover_mention(self, photo: PhotoView | None) -> Markup:
        """Print what the cover shows and who made it; nothing without a cover."""
        if photo is None:
            return Markup("")
        words = self.shared.words
        parts = ["En couverture : ", photo.caption, " ©\u00a0", photo.credit]
        return words.small(words.join(parts, ""))

    def note(
        self,
        note: Note | None,
        level: int = 3,
        *,
        title: bool = True,
        photos: Iterable[PhotoView | None] = (),
    ) -> Markup:
        """Print a note with its headings brought under `level`.

        title: whether to keep its own title. photos: set beside the words that speak of them.
        """
        if note is None:
            return Markup.escape(self.shared.words.todo("note"))
        figures = [
            self.photo_figure(each, WIDTHS_MM["half"]) for each in photos if each is not None
        ]
        blocks = told(note, level, title=title)
        return self.shared.filling.graft(illustrated(blocks, figures))

    def sheet(self, table: DataTable) -> Markup:
        """Print a table that the team left, its first row as header."""
        made = set_table(table)
        return self.shared.filling.graft((made,) if made is not None else ())


def _answer_in_words(answer: Answer) -> str:
    counted = (
        (answer.levers, "levier", "leviers"),
        (answer.safeguards, "garde-fou", "garde-fous"),
        (answer.questions, "question ouverte", "questions ouvertes"),
    )
    said = [f"{count} {one if count == 1 else more}" for count, one, more in counted if count]
    return ", ".join(said) or "sans réponse"


def by_theme(lines: Many) -> list[tuple[Value, list[Any]]]:
    """Return the lines of an evaluation grid under the label of their theme, in order."""
    found = []
    for theme in EvaluationTheme:
        here = [line for line in lines if line.theme == theme]
        if here:
            found.append((here[0].theme, here))
    return found


def _day_and_month(day: Any) -> Any:
    return day.with_words(french.short_day(day.raw).rsplit(" ", 1)[0]) if day else day or ""


def _theme(milestone: Milestone) -> str:
    if milestone.kind is not MilestoneKind.IMMERSION_WEEK or milestone.number > len(WEEK_THEMES):
        return milestone.label
    return WEEK_THEMES[milestone.number - 1]


def scopes(
    milestones: Mapping[str, GatheredMilestone], shared: Shared
) -> dict[str, MilestoneScope]:
    """Return the scope of each gathered milestone by code."""
    return {code: MilestoneScope(gathered, shared) for code, gathered in milestones.items()}
