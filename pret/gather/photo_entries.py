"""A milestone's photos joined to their entries in `photos.yaml` or `photos.xlsx`."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from pret.domain.fields import Entry, must
from pret.domain.gathered import SetAsideFile, Sourced
from pret.domain.material import COVER_TAG, Photo, PhotoList, PreparedPhoto
from pret.domain.origins import Origin, OriginKind
from pret.domain.tree import Picture
from pret.errors import ProblemsError, UnreadableFileError
from pret.gather.cache import Cache
from pret.gather.photos import Prepared, prepare
from pret.gather.picture_code import OPENING_SIDE_PX, PHOTO_SIDE_PX, Preparation
from pret.gather.row_entries import read_row_entries
from pret.gather.snapshot import ReadFile, Snapshot
from pret.gather.validation import validate
from pret.gather.yaml_reader import Parsed, read_yaml
from pret.problems import Problem

_LISTS = ("photos.yaml", "photos.yml", "photos.xlsx")


class _Rows(Entry):
    """The whole of `photos.xlsx`."""

    photos: tuple[Photo, ...] = must("Photos")


@dataclass(frozen=True, slots=True)
class GatheredPhotos:
    """The photos that documents may use, and what is wrong with the others."""

    photos: tuple[PreparedPhoto, ...]
    problems: tuple[Problem, ...]
    set_aside: tuple[SetAsideFile, ...]


@dataclass(frozen=True, slots=True)
class _Entries:
    """The entries of a list.

    told: file names of all of them, also of those refused; None when the list cannot be read.
    """

    photos: tuple[tuple[Photo, Origin], ...]
    told: frozenset[str] | None
    problems: tuple[Problem, ...]


def gather_photos(
    snapshot: Snapshot, folder: str, cache: Cache, *, workers: int = 2
) -> GatheredPhotos:
    """Return the photos of a folder that have an entry, in the order of the list.

    folder: as the snapshot names it (`05-lab-day-2/photos`).
    """
    files = {file.name[len(folder) + 1 :]: file for file in snapshot.under(folder)}
    lists = [name for name in _LISTS if name in files]
    pictures = {name: file for name, file in files.items() if name not in _LISTS}
    if not lists:
        return GatheredPhotos((), _unlisted(folder, pictures), ())
    try:
        entries = _read_list(files[lists[0]], cache)
    except UnreadableFileError as refusal:
        aside = SetAsideFile(refusal.file, files[lists[0]].sha256, refusal.reason)
        return GatheredPhotos((), (), (aside,))
    problems = list(entries.problems)
    if len(lists) > 1:
        found = f"il y a aussi {lists[1]}, qui n’est pas lu."
        problems.append(Problem(files[lists[0]].name, None, "", found, "Gardez une seule liste."))
    listed, unmatched = _matched(entries, pictures, folder, snapshot)
    problems += [*unmatched, *_without_entry(entries, pictures)]
    prepared = _prepared([photo for photo, _ in listed], pictures, cache, workers)
    photos: list[PreparedPhoto] = []
    aside_files: list[SetAsideFile] = []
    for photo, origin in listed:
        file = pictures[photo.file]
        picture = prepared[file.name]
        if isinstance(picture, Picture):
            photos.append(PreparedPhoto(photo, replace(picture, alt=photo.alt or ""), origin))
        else:
            aside_files.append(SetAsideFile(file.name, file.sha256, picture.reason))
    return GatheredPhotos(tuple(photos), tuple(problems), tuple(aside_files))


def _prepared(
    photos: Sequence[Photo], pictures: Mapping[str, ReadFile], cache: Cache, workers: int
) -> dict[str, Prepared]:
    """Return the prepared pictures by file name: larger where a photo opens a document."""
    wanted = []
    for each in photos:
        side_px = OPENING_SIDE_PX if COVER_TAG in each.tags else PHOTO_SIDE_PX
        wanted.append((pictures[each.file], Preparation(side_px)))
    return prepare(wanted, cache, workers=workers)


def _unlisted(folder: str, pictures: Mapping[str, ReadFile]) -> tuple[Problem, ...]:
    if not pictures:
        return ()
    return (
        Problem(
            f"{folder}/photos.yaml",
            None,
            "",
            f"ce fichier n’existe pas : aucune des photos ({len(pictures)}) ne sera montrée.",
            "Créez-le, avec pour chaque photo « file: », « caption: », « alt: » et « credit: ».",
        ),
    )


def _read_list(file: ReadFile, cache: Cache) -> _Entries:
    problems: tuple[Problem, ...]
    value: Sourced[PhotoList] | Sourced[_Rows] | None
    try:
        if file.name.endswith(".xlsx"):
            parsed = read_row_entries(file, Photo, "photos", cache)
            value, problems = validate(_Rows, parsed, file.name)
        else:
            parsed = read_yaml(file.content, file.name)
            value, problems = validate(PhotoList, parsed, file.name)
    except ProblemsError as refusal:
        return _Entries((), None, refusal.problems)
    photos: list[tuple[Photo, Origin]] = []
    for rank, photo in enumerate(value.value.photos if value is not None else ()):
        path = f"photos[{rank}]"
        line = value.lines.get(path) if value is not None else None
        name = unicodedata.normalize("NFC", photo.file).removeprefix("photos/")
        photos.append(
            (
                photo.model_copy(update={"file": name}),
                Origin(OriginKind.FIELD, file.name, path, line),
            )
        )
    return _Entries(tuple(photos), _names_told(parsed), problems)


def _names_told(parsed: Parsed) -> frozenset[str]:
    """Return the file names that a list gives, valid entries or not."""
    entries = parsed.data.get("photos") if isinstance(parsed.data, dict) else None
    return frozenset(
        unicodedata.normalize("NFC", str(entry.get("file"))).removeprefix("photos/")
        for entry in (entries if isinstance(entries, list) else ())
        if isinstance(entry, dict)
    )


def _matched(
    entries: _Entries, pictures: Mapping[str, ReadFile], folder: str, snapshot: Snapshot
) -> tuple[list[tuple[Photo, Origin]], list[Problem]]:
    """Return the entries that have a file, and a problem for each of the others."""
    listed: list[tuple[Photo, Origin]] = []
    problems: list[Problem] = []
    aside = {one.file for one in snapshot.set_aside}
    seen: set[str] = set()
    for photo, origin in entries.photos:
        where = f"photo « {photo.file} »"
        if photo.file in seen:
            found, remedy = "cette photo a deux entrées.", "Gardez-en une seule."
            problems.append(Problem(origin.file, origin.line, where, found, remedy))
        elif photo.file in pictures:
            listed.append((photo, origin))
        elif f"{folder}/{photo.file}" not in aside:
            remedy = _near(photo.file, tuple(pictures))
            found = "ce fichier n’est pas dans le dossier photos/."
            problems.append(Problem(origin.file, origin.line, where, found, remedy))
        seen.add(photo.file)
    return listed, problems


def _near(name: str, known: Sequence[str]) -> str:
    folded = {other.casefold(): other for other in known}
    near = get_close_matches(name.casefold(), folded, n=1, cutoff=0.85)
    if near:
        return f"Vouliez-vous dire « {folded[near[0]]} » ?"
    return "Déposez-y la photo, ou retirez l’entrée."


def _without_entry(entries: _Entries, pictures: Mapping[str, ReadFile]) -> list[Problem]:
    return [
        Problem(
            file.name,
            None,
            "",
            "cette photo n’a pas d’entrée dans la liste ; elle ne sera pas montrée.",
            f"Ajoutez « - file: {name} » avec sa légende, ou retirez la photo.",
        )
        for name, file in pictures.items()
        if entries.told is not None and name not in entries.told
    ]
