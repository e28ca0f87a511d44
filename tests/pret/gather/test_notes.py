"""Notes in each format, and what becomes of files that are no notes."""

from __future__ import annotations

import contextlib
import functools
import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from memory_cache import MemoryCache

from pret.domain.tree import BulletList, Heading, Paragraph, Text
from pret.domain.tree_walk import plain, walk
from pret.errors import UnreadableFileError
from pret.gather.notes import read_note
from pret.gather.snapshot import ReadFile
from pret.pandoc import run_pandoc


def file_of(name: str, content: bytes) -> ReadFile:
    return ReadFile(f"02/notes/{name}", content, hashlib.sha256(content).hexdigest())


def test_a_note_bears_its_first_heading_or_its_name() -> None:
    cache = MemoryCache()
    assert read_note(file_of("lundi.md", b"# Un jour\n\nPluie."), cache)[0].title == "Un jour"
    assert read_note(file_of("lundi-matin.md", b"Pluie."), cache)[0].title == "Lundi matin"


def test_markdown_keeps_the_line_of_each_text() -> None:
    note, problems = read_note(file_of("a.md", b"# A\n\nUn\n\nDeux\n"), MemoryCache())
    last = note.blocks[-1]
    assert isinstance(last, Paragraph)
    assert isinstance(last.content[0], Text)
    assert last.content[0].origin.line == 5
    assert problems == ()


def test_plain_text_is_paragraphs_and_typed_lists() -> None:
    text = "Lundi.\nIl pleut.\n\nVu :\n- un banc\n- deux bancs\n\nFin # pas un titre\n"
    note, _ = read_note(file_of("a.txt", text.encode()), MemoryCache())
    assert [type(block) for block in note.blocks] == [Paragraph, Paragraph, BulletList, Paragraph]
    assert isinstance(note.blocks[0], Paragraph)
    assert plain(note.blocks[0].content) == "Lundi. Il pleut."


@pytest.mark.parametrize("utf_16", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_note_in_utf_16_is_read_and_one_cut_short_is_told_by_its_encoding(utf_16: str) -> None:
    typed = "Été à Die, quand « tout » ferme."
    note, problems = read_note(file_of("a.txt", typed.encode(utf_16)), MemoryCache())
    (block,) = note.blocks
    assert isinstance(block, Paragraph)
    assert (plain(block.content), problems) == (typed, ())
    with pytest.raises(UnreadableFileError, match=r"en UTF-16, et abîmé.*UTF-8"):
        read_note(file_of("a.txt", typed.encode(utf_16)[:-1]), MemoryCache())


def test_a_note_in_old_windows_is_read_and_told() -> None:
    note, problems = read_note(file_of("a.txt", "Été\x0bà Die".encode("cp1252")), MemoryCache())
    assert isinstance(note.blocks[0], Paragraph)
    assert plain(note.blocks[0].content) == "Été à Die"
    assert "Windows-1252" in problems[0].found


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(UnreadableFileError, match="pas un fichier de texte"):
        read_note(file_of("a.md", b"\x00\x01\xff\xfe\xfd"), MemoryCache())


def test_word_odt_and_html_say_the_same() -> None:
    markdown = b"# Lundi\n\nUn **banc**.\n\n- a\n- b\n"
    read = [
        read_note(
            file_of(f"a.{kind}", run_pandoc(("-f", "markdown", "-t", kind, "-o", "-"), markdown)),
            MemoryCache(),
        )[0]
        for kind in ("docx", "odt", "html")
    ]
    assert [note.title for note in read] == ["Lundi"] * 3
    for note in read:
        assert [type(block) for block in note.blocks] == [Heading, Paragraph, BulletList]


def test_an_office_note_is_read_once_and_then_remembered() -> None:
    cache = MemoryCache()
    file = file_of("a.html", b"<p>Un banc.</p>")
    first = read_note(file, cache)
    (key,) = cache.kept
    cache.kept[key] = cache.kept[key].replace(b"banc", b"arbre")
    assert first != read_note(file, cache)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a.doc", "Enregistrez-le au format .docx"),
        ("a.pdf", "Déposez-le dans « reports/ »"),
        ("a.JPG", "Déposez-la dans « photos/ »"),
        ("a.tex", "ce format n’est pas lu"),
        ("sans-suffixe", "ce format n’est pas lu"),
    ],
)
def test_a_file_that_is_no_note_is_refused_with_where_to_put_it(name: str, said: str) -> None:
    with pytest.raises(UnreadableFileError, match=said):
        read_note(file_of(name, b"x"), MemoryCache())


def test_an_empty_note_is_told() -> None:
    note, problems = read_note(file_of("a.md", b"\n\n"), MemoryCache())
    assert note.blocks == ()
    assert "aucun texte" in problems[0].found


@pytest.mark.parametrize(
    "text",
    [
        "[" * 3000,
        "".join("`" * count + " " for count in range(190)),
        "<!-- " * 3000,
        "&amp" * 3000,
        "[^a]: x [^a]",
        ">" * 3000,
        "*a " * 3000,
        "[a](" * 2000,
    ],
)
def test_what_makes_other_readers_hang_is_only_text(text: str) -> None:
    assert read_note(file_of("a.md", text.encode()), MemoryCache())[0].blocks != ()


def test_code_raw_html_pictures_and_bad_links_of_markdown_do_not_act() -> None:
    text = '<script>x</script>\n\n![x](/etc/passwd) [l](javascript:a) #read("x") $x$\n'
    note, _ = read_note(file_of("a.md", text.encode()), MemoryCache())
    assert all(isinstance(block, Paragraph) for block in walk(note.blocks))
    assert "Link" not in repr(note.blocks)


@functools.cache
def _word() -> bytes:
    return run_pandoc(("-f", "markdown", "-t", "docx", "-o", "-"), b"# A\n\nB\n")


@settings(max_examples=25)
@given(st.data())
def test_a_spoilt_word_file_is_read_or_refused_and_never_anything_else(data: st.DataObject) -> None:
    content = bytearray(_word())
    for _ in range(data.draw(st.integers(1, 3))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(UnreadableFileError):
        read_note(file_of("a.docx", bytes(content)), MemoryCache())


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.html"])
def test_invisible_characters_are_taken_out_and_told_with_their_line(name: str) -> None:
    typed = "Un\n\nd\u0001eu\u202ex\ufeff\n\ntrois\n"
    note, (told,) = read_note(file_of(name, typed.encode()), MemoryCache())
    words = " ".join(
        plain(each.content) for each in walk(note.blocks) if isinstance(each, Paragraph)
    )
    assert words == ("Un deux trois")
    assert (told.file, told.line) == (f"02/notes/{name}", 3)
    assert "U+0001, U+202E, U+FEFF" in told.found


def test_a_note_full_of_invisible_characters_is_told_in_a_few_lines() -> None:
    _, told = read_note(file_of("a.md", b"\x01a\n" * 5000), MemoryCache())
    assert len(told) == 21
    assert "4980 autres lignes" in told[-1].found


def test_a_picture_typed_in_a_note_is_told_with_its_line() -> None:
    _, (told,) = read_note(file_of("a.md", b"Un\n\n![mur](m.jpg)\n"), MemoryCache())
    assert (told.line, told.found) == (3, "image non reprise : « mur ».")
