"""One milestone's folder: its facts, photos, interviews, notes, tables and reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from pret.domain.facts import FACTS, Facts
from pret.domain.facts.meeting import Meeting
from pret.domain.gathered import GatheredMilestone, GatheredProgramme, SetAsideFile, Sourced
from pret.domain.material import DataTable, Interview, Note, PhotoList, PreparedPhoto
from pret.domain.milestones import Milestone
from pret.errors import ProblemsError, UnreadableFileError
from pret.gather.cache import Cache
from pret.gather.crosscheck import Known, in_order, reference_problems
from pret.gather.days_held import day_problems
from pret.gather.hidden_names import interview_names, minors_names, photo_names
from pret.gather.notes import read_note
from pret.gather.photo_entries import gather_photos
from pret.gather.programme import known_of
from pret.gather.snapshot import ReadFile, Snapshot, take_snapshot
from pret.gather.tables import read_tables
from pret.gather.validation import validate
from pret.gather.yaml_reader import read_yaml
from pret.problems import Problem

FACTS_FILE = "milestone.yaml"
_FOLDERS = ("notes", "photos", "interviews", "tables", "reports")


@dataclass(slots=True)
class _Gathering:
    """What was found while reading, added to from one file to the next."""

    snapshot: Snapshot
    folder: str
    cache: Cache
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    set_aside: list[SetAsideFile] = field(default_factory=list)

    def files(self, folder: str) -> tuple[ReadFile, ...]:
        return self.snapshot.under(f"{self.folder}/{folder}")

    def put_aside(self, file: ReadFile, reason: str) -> None:
        self.set_aside.append(SetAsideFile(file.name, file.sha256, reason))


def gather_milestone(
    folder: Path,
    milestone: Milestone,
    programme: GatheredProgramme,
    cache: Cache,
    *,
    quiet_s: float,
    workers: int = 2,
) -> GatheredMilestone:
    """Read all that the team left for one milestone.

    folder: the programme's. quiet_s: see `take_snapshot`. workers: photos decoded at once.
    Nothing here raises for a user's file: what cannot be used is told, the rest is there.
    """
    reports = f"{milestone.folder}/reports/"
    snapshot = take_snapshot(
        folder,
        (milestone.folder,),
        quiet_s=quiet_s,
        hashed_only=lambda name: name.startswith(reports),
    )
    work = _Gathering(snapshot, milestone.folder, cache, set_aside=list(snapshot.set_aside))
    facts = _facts(work, milestone)
    photos = gather_photos(snapshot, f"{milestone.folder}/photos", cache, workers=workers)
    work.problems += photos.problems
    work.set_aside += photos.set_aside
    interviews = _interviews(work)
    notes, tables = _notes(work), _tables(work)
    names = tuple(file.name.removeprefix(reports) for file in work.files("reports"))
    work.problems += _misplaced(work)
    known = _known(programme, work, names)
    work.problems += _reference_problems(facts, photos.photos, interviews, known)
    work.problems += day_problems(facts, programme.calendar.value.planned(milestone.code))
    people = programme.people.value.people
    work.problems += photo_names(photos.photos, people)
    work.problems += (each for one in interviews for each in interview_names(one, people))
    filed = [(f"{milestone.folder}/notes/{note.name}", note) for note in notes]
    work.problems += minors_names(facts, filed, people)
    return GatheredMilestone(
        milestone=milestone,
        facts=facts,
        photos=photos.photos,
        interviews=interviews,
        notes=notes,
        tables=tables,
        reports=names,
        problems=in_order(work.problems),
        set_aside=tuple(work.set_aside),
        hashes=snapshot.hashes(),
        remarks=tuple(work.remarks),
    )


def read_meeting(folder: Path, milestone: Milestone) -> Meeting | None:
    """Return what `milestone.yaml` says of the meeting, and read nothing else of the folder.

    folder: the programme's. None when the file or its meeting cannot be read: `gather_milestone`
    tells why. A file that is absent, or of a milestone that is no meeting, gives an empty one.
    """
    path = folder / milestone.folder / FACTS_FILE
    if not path.is_file():
        return Meeting()
    try:
        parsed = read_yaml(path.read_bytes(), path.name)
        value, problems = validate(FACTS[milestone.kind], parsed, path.name)
    except ProblemsError:
        return None
    if value is None or any("(meeting" in problem.where for problem in problems):
        return None
    found = getattr(value.value, "meeting", None)
    return found if isinstance(found, Meeting) else Meeting()


def _facts(work: _Gathering, milestone: Milestone) -> Sourced[Facts]:
    """Read `milestone.yaml`; without it, or when it cannot be used, the facts are empty."""
    name = f"{work.folder}/{FACTS_FILE}"
    model = FACTS[milestone.kind]
    empty = Sourced(model(version=1), name)
    file = work.snapshot.files.get(name)
    if file is None:
        if all(one.file != name for one in work.set_aside):
            said = (
                "ce fichier n’existe pas ; les documents sortent en brouillon."
                if work.snapshot.files
                else "le dossier est vide ; les documents sortent en brouillon."
            )
            remedy = f"Créez-le, avec en tête « version: 1 », pour « {milestone.label} »."
            work.problems.append(Problem(name, None, "", said, remedy))
        return empty
    try:
        value, problems = validate(model, read_yaml(file.content, name), name)
    except ProblemsError as refusal:
        value, problems = None, refusal.problems
    work.problems += problems
    return value if value is not None else empty


def _interviews(work: _Gathering) -> tuple[Sourced[Interview], ...]:
    found: dict[str, Sourced[Interview]] = {}
    for file in work.files("interviews"):
        if not file.name.endswith((".yaml", ".yml")):
            work.put_aside(file, "un entretien se remplit dans un fichier .yaml, un par personne.")
            continue
        try:
            value, problems = validate(Interview, read_yaml(file.content, file.name), file.name)
        except ProblemsError as refusal:
            value, problems = None, refusal.problems
        work.problems += problems
        if value is None:
            continue
        first = found.setdefault(value.value.code, value)
        if first is not value:
            said = f"le code « {value.value.code} » est déjà celui de {first.file}."
            line = value.lines.get("code")
            remedy = "Donnez un code à chaque entretien."
            work.problems.append(Problem(file.name, line, "Code (code)", said, remedy))
    return tuple(found.values())


def _notes(work: _Gathering) -> tuple[Note, ...]:
    found: list[Note] = []
    for file in work.files("notes"):
        try:
            note, problems = read_note(file, work.cache)
        except UnreadableFileError as refusal:
            work.put_aside(file, refusal.reason)
        else:
            name = file.name.removeprefix(f"{work.folder}/notes/")
            found.append(replace(note, name=name))
            work.remarks += problems
    return tuple(found)


def _tables(work: _Gathering) -> tuple[DataTable, ...]:
    found: list[DataTable] = []
    for file in work.files("tables"):
        if not file.name.lower().endswith((".csv", ".xlsx")):
            work.put_aside(file, "ce format n’est pas lu. Enregistrez le tableau en .xlsx ou .csv.")
            continue
        try:
            tables, problems = read_tables(file, work.cache)
        except UnreadableFileError as refusal:
            work.put_aside(file, refusal.reason)
        else:
            found += tables
            work.problems += problems
    return tuple(found)


def _misplaced(work: _Gathering) -> Iterator[Problem]:
    """Yield what stands where nobody looks: beside the known folders, or in unknown ones."""
    told: set[str] = set()
    for name in work.snapshot.files:
        first, _, rest = name.removeprefix(f"{work.folder}/").partition("/")
        if first in told or (first in _FOLDERS if rest else first == FACTS_FILE):
            continue
        told.add(first)
        what = "ce dossier n’est pas lu." if rest else "ce fichier n’est pas lu à cet endroit."
        remedy = f"Rangez-le dans l’un des dossiers {', '.join(_FOLDERS)}."
        if first in ("milestone.yml", "milestones.yaml", "jalon.yaml"):
            remedy = f"Renommez-le en {FACTS_FILE}."
        yield Problem(f"{work.folder}/{first}", None, "", what, remedy)


def _known(programme: GatheredProgramme, work: _Gathering, reports: tuple[str, ...]) -> Known:
    """Return what the milestone's files may refer to; files set aside count as present."""

    def present(folder: str) -> frozenset[str]:
        prefix = f"{work.folder}/{folder}/"
        names = [*work.snapshot.files, *(one.file for one in work.set_aside)]
        return frozenset(name.removeprefix(prefix) for name in names if name.startswith(prefix))

    return replace(
        known_of(programme.programme.value, programme.people.value),
        photos=present("photos"),
        notes=present("notes"),
        reports=present("reports") | frozenset(reports),
    )


def _reference_problems(
    facts: Sourced[Facts],
    photos: tuple[PreparedPhoto, ...],
    interviews: tuple[Sourced[Interview], ...],
    known: Known,
) -> Iterator[Problem]:
    yield from reference_problems(facts, known)
    if photos:
        entries = PhotoList(version=1, photos=tuple(prepared.photo for prepared in photos))
        lines = {
            f"photos[{rank}]": prepared.origin.line
            for rank, prepared in enumerate(photos)
            if prepared.origin.line is not None
        }
        yield from reference_problems(Sourced(entries, photos[0].origin.file, lines), known)
    for interview in interviews:
        yield from reference_problems(interview, known)
