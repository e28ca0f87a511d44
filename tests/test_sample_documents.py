"""Every document of the sample programme, in Word and PDF, held against independent checks."""

from __future__ import annotations

import dataclasses
import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
import yaml
from lxml import html
from PIL import Image

from pret.domain.milestones import phases
from pret.domain.origins import Origin, OriginKind
from pret.domain.tree import Figure, Text
from pret.domain.tree_walk import walk
from pret.service.checking import check
from pret.service.making import Made, issue, make, material
from pret.service.session import Session

if TYPE_CHECKING:
    from pret.domain.tree_document import Document
    from pret.settings import Settings

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "inputs" / "lycees"
PRIVATE_USE = re.compile("[\ue000-\uf8ff\U000f0000-\U000fffff\U00100000-\U0010ffff]")
#: What a template or a value that went wrong would leave on a page.
LEAKS = re.compile(
    r"\bNone\b|\{\{|\{%|%\}|\bUndefined\b|\bSourced\(|\[\[|À COMPLÉTER|\ufffd|\u25a1"
)
#: A date or a word of a closed list: printed in other words.
CODED = re.compile(r"\d{4}-\d\d-\d\d|: [a-z_-]+$")
#: Parts of a Word file that hold words.
SPEAKING = re.compile(r"(word/(document|footnotes|header\d*|footer\d*)|docProps/\w+)\.xml$")


@dataclass(frozen=True, slots=True)
class Sample:
    """The sample's published documents. files: path → content."""

    settings: Settings
    made: tuple[Made, ...]
    files: dict[str, bytes]

    def of(self, suffix: str) -> dict[str, bytes]:
        """Return the files of one format."""
        return {path: content for path, content in self.files.items() if path.endswith(suffix)}


def publish_all(settings: Settings) -> Sample:
    """Make and publish the whole programme, as the flows do."""
    made: list[Made] = []
    with Session(settings, "lycees") as session, ThreadPoolExecutor(2) as pool:
        for milestone in session.milestones:
            for phase in phases(milestone.kind):
                read = material(session, milestone, phase)
                here = tuple(pool.map(lambda ref: make(session, ref), read.documents))
                issue(session, milestone, phase, read, here)
                made += here
    root = settings.outputs
    found = {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }
    return Sample(settings, tuple(made), found)


@pytest.fixture(scope="session")
def published(
    tmp_path_factory: pytest.TempPathFactory, settings_in: Callable[[Path, Path], Settings]
) -> Sample:
    return publish_all(settings_in(tmp_path_factory.mktemp("sample"), FOLDER.parent))


@pytest.fixture(scope="session")
def trees(published: Sample) -> dict[str, Document]:
    """Every document composed, by its code."""
    with Session(published.settings, "lycees") as session:
        return {
            made.reference.code: session.composer.compose(
                made.reference, session.programme, session.sources(made.reference)
            ).document
            for made in published.made
        }


def test_every_document_of_every_milestone_is_there_in_its_formats(published: Sample) -> None:
    assert len(published.made) > 50
    for made in published.made:
        assert {path.rpartition(".")[2] for path in made.files} >= {"docx", "odt", "pdf"}
    beside = {"lycees/index.html", "lycees/blog/index.html", "lycees/blog/feed.xml"}
    dates = {path for path in published.files if path.endswith(".ics")}
    assert len(dates) == 15  # one a milestone, one for all
    made = {path for each in published.made for path in each.files}
    assert made == set(published.files) - beside - dates
    assert [path.rpartition("/")[2] for path in published.of(".xlsx")] == [
        "budget-travail-preparatoire.xlsx",
        "planning.xlsx",
        "grille-evaluation.xlsx",
        "budget-cloture-et-restitution.xlsx",
    ]


def test_nothing_is_missing_wrong_or_set_aside_in_the_sample(published: Sample) -> None:
    with Session(published.settings, "lycees") as session:
        assert session.programme.problems == ()
        assert session.programme.set_aside == ()
        states = [check(session, milestone) for milestone in session.milestones]
    assert [str(each) for state in states for each in state.problems] == []
    assert [each for state in states for each in state.set_aside] == []
    documents = [document for state in states for document in state.documents]
    assert [(each.reference.code, gap.label) for each in documents for gap in each.gaps] == []
    assert [str(problem) for each in documents for problem in each.problems] == []


def test_every_pdf_is_accessible_and_archivable(
    published: Sample, pdf_faults: Callable[[bytes], list[str]]
) -> None:
    found = {path: pdf_faults(content) for path, content in published.of(".pdf").items()}
    assert len(found) > 50
    assert {path: faults for path, faults in found.items() if faults} == {}


def test_the_booklet_has_its_pages_and_nine_numbered_chapters(published: Sample) -> None:
    (booklet,) = [content for path, content in published.of(".pdf").items() if "livret" in path]
    with pikepdf.open(io.BytesIO(booklet)) as pdf, pdf.open_outline() as outline:
        assert 48 <= len(pdf.pages) <= 72  # as many as it is printed and sewn with
        chapters = [item.title for item in outline.root if item.title[0].isdigit()]
    assert [title.split(" ")[0] for title in chapters] == [str(n) for n in range(1, 10)]


def test_the_booklet_prints_no_photo_twice(trees: dict[str, Document]) -> None:
    (book,) = [tree for code, tree in trees.items() if code.endswith("booklet")]
    figures = [block for block in walk(book.blocks) if isinstance(block, Figure)]
    keys = [each.picture.key for each in figures if each.caption and each.picture.key]
    assert len(keys) > 40  # as many pictures as the programme wants of its booklet
    assert sorted(set(keys)) == sorted(keys)


def test_every_word_file_is_valid(
    published: Sample, docx_faults: Callable[[bytes], list[str]]
) -> None:
    found = {path: docx_faults(content) for path, content in published.of(".docx").items()}
    assert len(found) > 50
    assert {path: faults for path, faults in found.items() if faults} == {}


def test_every_web_page_stands_alone_and_is_accessible(
    published: Sample, html_faults: Callable[[bytes], list[str]]
) -> None:
    found = {path: html_faults(content) for path, content in published.of(".html").items()}
    assert len(found) == 9  # six posts, the booklet, the two lists
    assert {path: faults for path, faults in found.items() if faults} == {}


def test_every_open_document_is_valid(
    published: Sample, odt_faults: Callable[[bytes], list[str]]
) -> None:
    found = {path: odt_faults(content) for path, content in published.of(".odt").items()}
    assert len(found) > 50
    assert {path: faults for path, faults in found.items() if faults} == {}


def fonts(content: bytes) -> Iterator[tuple[str, bool]]:
    """Yield each font of a PDF: its name, and whether the file holds it."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for held in pdf.objects:
            if isinstance(held, pikepdf.Dictionary) and held.get("/Type") == "/FontDescriptor":
                name = str(held.FontName).lstrip("/").rpartition("+")[2]
                yield name, any(f"/FontFile{suffix}" in held for suffix in ("", "2", "3"))


def test_every_font_is_embedded_and_is_one_of_the_themes(published: Sample) -> None:
    theme = yaml.safe_load((ROOT / "templates" / "theme.yaml").read_text("utf-8"))
    families = tuple(family.replace(" ", "") for family in theme["fonts"].values())
    seen = {font for content in published.of(".pdf").values() for font in fonts(content)}
    assert all(embedded for _, embedded in seen)
    assert {name for name, _ in seen if not name.startswith(families)} == set()
    assert len(seen) > 3


def test_a_document_without_quotation_or_code_needs_one_family_only(
    published: Sample, trees: dict[str, Document]
) -> None:
    """A character that the family of the text lacks would bring in another one."""
    others: dict[str, set[str]] = {}
    for made in published.made:
        if re.search(r"\b(Quotation|Code|CodeBlock)\(", repr(trees[made.reference.code])):
            continue
        (path,) = [path for path in made.files if path.endswith(".pdf")]
        named = {name for name, _ in fonts(published.files[path])}
        others[path] = {name for name in named if not name.startswith("SourceSans")}
    assert len(others) > 25
    assert {path: names for path, names in others.items() if names} == {}


def words_of(docx: bytes) -> str:
    """Return all that a Word file says: body, notes, headers, alternative texts, properties."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        names = [name for name in package.namelist() if SPEAKING.match(name)]
        whole = "\n".join(package.read(name).decode() for name in names)
    texts = re.findall(r"<(?:w:t|dc:\w+|cp:\w+|vt:\w+)(?: [^>]*)?>([^<]*)", whole)
    return "\n".join([*texts, *re.findall(r' (?:descr|title)="([^"]*)"', whole)])


def text_of(pdf: bytes) -> str:
    """Return a PDF's text as other programmes read it."""
    ran = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return ran.stdout.decode()


def leaks(told: str) -> list[str]:
    """Return what should not be on a page, with what stands around."""
    return [
        told[max(0, match.start() - 30) : match.end() + 30]
        for pattern in (PRIVATE_USE, LEAKS)
        for match in pattern.finditer(told)
    ]


def test_no_word_file_shows_a_mark_or_a_leftover_of_its_making(published: Sample) -> None:
    found = {path: leaks(words_of(content)) for path, content in published.of(".docx").items()}
    assert {path: shown for path, shown in found.items() if shown} == {}


def test_no_pdf_shows_a_mark_or_a_leftover_of_its_making(published: Sample) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    found = {path: leaks(text_of(content)) for path, content in published.of(".pdf").items()}
    assert {path: shown for path, shown in found.items() if shown} == {}


def test_no_web_page_shows_a_mark_or_a_leftover_of_its_making(published: Sample) -> None:
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    told = {
        path: html.document_fromstring(content, parser=parser).body.text_content()
        for path, content in published.of(".html").items()
    }
    assert {path: shown for path, text in told.items() if (shown := leaks(text))} == {}


def test_leaks_are_seen() -> None:
    assert leaks("Porteur : None.")
    assert leaks("a\U000f0001b")
    assert leaks("[À COMPLÉTER : date]")
    assert leaks("Aucun, Nonette, [sic]") == []


@pytest.mark.parametrize(
    "code",
    [
        "study-trip/study-trip-dossier",
        "lab-day-2/minutes",
        "evaluation-grid",
        "immersion-2/blog-post-1",
    ],
)
def test_a_document_made_again_from_nothing_is_the_same_byte_for_byte(
    code: str, published: Sample, tmp_path: Path, settings_in: Callable[[Path, Path], Settings]
) -> None:
    with Session(settings_in(tmp_path, FOLDER.parent), "lycees") as session:
        made = make(session, session.reference(code))
        again = {path: session.store.object(key) for path, key in made.files.items()}
    assert again == {path: published.files[path] for path in again}


def origins(held: Any) -> Iterator[tuple[Origin, str]]:
    """Yield where each text of a tree comes from, wherever it stands, and what it says."""
    if isinstance(held, Text):
        yield held.origin, held.value
    elif isinstance(held, tuple):
        for each in held:
            yield from origins(each)
    elif dataclasses.is_dataclass(held) and not isinstance(held, type):
        for each in dataclasses.fields(held):
            yield from origins(getattr(held, each.name))


def test_every_text_of_every_document_comes_from_a_place_that_exists(
    trees: dict[str, Document],
) -> None:
    places = {origin for tree in trees.values() for origin, _ in origins(tree)}
    assert {origin.kind for origin in places} == set(OriginKind)
    assert len(places) > 1000
    assert [each for each in places if not stands(each)] == []


def stands(origin: Origin) -> bool:
    """Tell whether the file that a text comes from exists, and has that line."""
    if origin.kind is OriginKind.COMPUTED:
        return True
    root = ROOT / "templates" if origin.kind is OriginKind.TEMPLATE else FOLDER
    path = root / origin.file
    if not path.is_file():
        return False
    if origin.line is None or path.suffix in (".docx", ".odt", ".xlsx"):
        return True
    return 0 < origin.line <= len(path.read_text("utf-8").splitlines())


def test_what_a_field_says_is_read_at_the_line_that_its_origin_names(
    trees: dict[str, Document],
) -> None:
    """Later work brings edited Word files back through this map: it has to be true."""
    wrong: list[tuple[str, Origin, str]] = []
    seen = 0
    for code, tree in trees.items():
        for origin, value in origins(tree.blocks):
            words = re.findall(r"[A-Za-zÀ-ÿ]{5,}", value)
            if origin.kind is not OriginKind.FIELD or not origin.file.endswith(".yaml"):
                continue
            if origin.line is None or not words:
                continue
            seen += 1
            lines = (FOLDER / origin.file).read_text("utf-8").splitlines()
            first = lines[origin.line - 1]
            here = "\n".join(lines[origin.line - 1 : origin.line + 60]).lower()
            if words[0].lower() not in here and not CODED.search(first):
                wrong.append((code, origin, value))
    assert seen > 3000
    assert wrong == []


def test_the_ledger_and_the_names_of_objects_hold_no_name_of_a_person(published: Sample) -> None:
    people = yaml.safe_load((FOLDER / "people.yaml").read_text("utf-8"))["people"]
    kept = (published.settings.state / "ledger.db").read_bytes().decode("utf-8", "replace").lower()
    assert "compte-rendu-journee-labo-1" in kept
    assert len(people) > 20
    assert [person["name"] for person in people if person["name"].lower() in kept] == []
    objects = [path.name for path in (published.settings.state / "objects").glob("*/*")]
    assert all(re.fullmatch(r"[0-9a-f]{64}", name) for name in objects)


def test_no_document_holds_metadata_of_a_picture(published: Sample) -> None:
    for content in published.of(".docx").values():
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            media = [package.read(name) for name in package.namelist() if "/media/" in name]
        assert not [picture for picture in media if b"Exif\0\0" in picture or b"eXIf" in picture]
    for content in published.of(".pdf").values():
        assert b"Exif\0\0" not in content


def test_the_designers_package_has_every_photo_as_large_as_the_team_left_it(
    published: Sample,
) -> None:
    (content,) = published.of("livret.zip").values()
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        notice = package.read("LISEZ-MOI.txt").decode("utf-8-sig")
        names = [name for name in package.namelist() if name.startswith("images/")]
        widths = [
            Image.open(io.BytesIO(package.read(name))).width
            for name in names
            if name.endswith(".jpg")
        ]
    assert "ORIGINAUX INTROUVABLES" not in notice
    assert len(widths) > 40
    assert min(widths) >= 1000  # the smallest photo of the sample
