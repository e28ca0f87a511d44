"""What templates see of a programme and of its milestones, for one document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pret.compose.block_words import BlockWords
from pret.compose.views import (
    Filling,
    Place,
    Record,
    computed,
    plain_value,
    record,
)
from pret.compose.vocabulary import Vocabulary
from pret.domain.documents import Audience
from pret.domain.gathered import GatheredMilestone, GatheredProgramme
from pret.domain.material import (
    COVER_TAG,
    Anonymity,
    Note,
    PreparedPhoto,
    WithheldPhoto,
    allowed_photos,
)
from pret.domain.milestones import WEEK_THEMES, Milestone, MilestoneKind


@dataclass
class Shared:
    """What every scope of one document shares. printed: places of the photos printed so far."""

    programme: GatheredProgramme
    audience: Audience
    day: date
    filling: Filling
    words: Vocabulary
    blocks: BlockWords
    withheld: dict[str, WithheldPhoto]
    printed: set[str]
    unquoted: dict[str, Record] = field(default_factory=dict)
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
        self.shared_ = shared
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


def _theme(milestone: Milestone) -> str:
    if milestone.kind is not MilestoneKind.IMMERSION_WEEK or milestone.number > len(WEEK_THEMES):
        return milestone.label
    return WEEK_THEMES[milestone.number - 1]


def scopes(
    milestones: Mapping[str, GatheredMilestone], shared: Shared
) -> dict[str, MilestoneScope]:
    """Return the scope of each gathered milestone by code."""
    return {code: MilestoneScope(gathered, shared) for code, gathered in milestones.items()}
