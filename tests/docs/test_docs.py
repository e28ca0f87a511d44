"""What the pages say exists: commands, options, settings, exit codes, links, make's targets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main

from app.cli import app
from pret.errors import OUTCOME

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "guide.md").read_text("utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
COMMANDS = typer.main.get_group(app).commands

_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"```.*?```|^    .*?$|`[^`\n]*`", re.DOTALL | re.MULTILINE)


def shown(names: list[str]) -> str:
    return ", ".join(names)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_is_in_the_guide_and_has_help(name: str) -> None:
    assert re.search(rf"^### `pret {name}\b", GUIDE, re.MULTILINE)
    assert COMMANDS[name].help


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_option_is_in_the_guide_and_has_help(name: str) -> None:
    parameters = COMMANDS[name].params
    silent = [str(each.name) for each in parameters if not getattr(each, "help", None)]
    assert not silent, shown(silent)
    options = [opt for each in parameters for opt in each.opts if opt.startswith("-")]
    absent = [opt for opt in options if not re.search(rf"(?<![\w-]){opt}(?![\w-])", GUIDE)]
    assert not absent, shown(absent)


def test_the_guide_names_no_command_that_does_not_exist() -> None:
    named = set(re.findall(r"(?:^\$ |`)pret ([a-z]+)", GUIDE, re.MULTILINE))
    assert named <= set(COMMANDS), shown(sorted(named - set(COMMANDS)))


def test_every_setting_is_in_the_guide_and_no_other() -> None:
    source = (ROOT / "pret" / "settings.py").read_text("utf-8")
    known = set(re.findall(r'"(PRET_[A-Z_]+)"', source))
    named = set(re.findall(r"`(PRET_[A-Z_]+)`", GUIDE))
    assert known, "no setting was found in the source"
    assert named == known, shown(sorted(named ^ known))


def test_every_exit_code_is_in_the_guide_and_no_other() -> None:
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", GUIDE, re.MULTILINE)}
    taken = {0, 1, 2, 3} | {code for code, _ in OUTCOME.values()}
    assert told == taken, sorted(told ^ taken)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_internal_link_leads_somewhere(page: Path) -> None:
    dead = [target for target in links(page) if not leads_somewhere(page, target)]
    assert not dead, shown(dead)


def test_a_dead_link_would_be_found() -> None:
    guide = ROOT / "docs" / "guide.md"
    assert leads_somewhere(guide, "reference.md")
    assert not leads_somewhere(guide, "absent.md")
    assert not leads_somewhere(guide, "reference.md#absent")


def test_the_readme_s_make_commands_exist() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE))
    named = set(re.findall(r"`make ([a-z]+)`", readme))
    assert {"run", "test"} <= named <= targets


def test_decisions_are_numbered_without_a_gap_and_say_the_four_things() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [page.name[:4] for page in pages] == [f"{n:04d}" for n in range(1, len(pages) + 1)]
    for page in pages:
        text = page.read_text("utf-8")
        assert text.startswith(f"# {page.name[:4]} "), page.name
        parts = re.findall(r"^\*\*(\w+)\.\*\*", text, re.MULTILINE)
        assert parts == ["Context", "Decision", "Reason", "Consequence"], page.name


def links(page: Path) -> Iterator[str]:
    """Yield the targets of a page's links and pictures, but those to the web."""
    for target in _LINK.findall(_CODE.sub("", page.read_text("utf-8"))):
        if not re.match(r"[a-z]+:", target):
            yield target


def leads_somewhere(page: Path, target: str) -> bool:
    """Tell whether a link of a page leads to a file, and to a heading when it names one."""
    path, _, anchor = target.partition("#")
    file = (page.parent / path).resolve() if path else page
    if not file.exists():
        return False
    return not anchor or anchor in anchors(file)


def anchors(page: Path) -> set[str]:
    """Return the anchors that the usual viewers of Markdown give to a page's headings."""
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    found = re.findall(r"^#{1,6} (.+)$", text, re.MULTILINE)
    return {anchor(heading) for heading in found}


def anchor(heading: str) -> str:
    """Return a heading in lower case, without punctuation, its spaces turned into dashes."""
    kept = [sign for sign in heading.lower() if sign in " -_" or is_letter_or_number(sign)]
    return "".join(kept).replace(" ", "-")


def is_letter_or_number(sign: str) -> bool:
    """Tell whether a character stays in an anchor."""
    return unicodedata.category(sign)[0] in "LN"
