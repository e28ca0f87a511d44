"""The guide's first ten minutes, followed to the letter: what it types, fills in and shows."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from app import cli

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "guide.md").read_text("utf-8")
START = GUIDE[GUIDE.index("## En dix minutes") : GUIDE.index("## Le dossier d’un programme")]
SHOWN = dict(re.findall(r"```console\n\$ pret ([^\n]+)\n(.+?)```", START, re.DOTALL))
FILLED = re.findall(r"```yaml\n(.*?)```", START, re.DOTALL)


def flowing(told: str) -> str:
    """Return text with one plain space between words, wherever its lines break."""
    return " ".join(told.split())


def test_each_step_shows_what_the_guide_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    inputs = tmp_path / "inputs"
    (inputs / "lycees").mkdir(parents=True)  # the sample is there too
    (inputs / "lycees" / "programme.yaml").touch()
    for name, value in {
        "PRET_INPUTS": str(inputs),
        "PRET_OUTPUTS": str(tmp_path / "outputs"),
        "PRET_STATE": str(tmp_path / "state"),
        "PRET_QUIET_S": "0",
        "COLUMNS": "88",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)

    def types(words: str) -> str:
        typed = re.findall(r'"([^"]*)"|(\S+)', words)
        monkeypatch.setattr(sys, "argv", ["pret", *(quoted or bare for quoted, bare in typed)])
        with pytest.raises(SystemExit):
            cli.main()
        told = capsys.readouterr()
        return flowing(told.out + told.err)

    first, second = (words for words in SHOWN if words.startswith("new"))
    for words in (first, second):
        assert types(words) == flowing(SHOWN[words])
    people, calendar, facts = FILLED
    gares = inputs / "gares"
    (gares / "people.yaml").write_text(people, "utf-8")
    with (gares / "calendar.yaml").open("a", encoding="utf-8") as dates:
        dates.write(calendar)
    sheet = gares / "03-lab-day-1" / "milestone.yaml"
    blank = sheet.read_text("utf-8")
    meeting = blank[blank.index("# meeting:") : blank.index("# secretary:")]
    sheet.write_text(blank.replace(meeting, f"{facts}\n"), "utf-8")
    check = next(words for words in SHOWN if words.startswith("check"))
    assert types(check) == flowing(SHOWN[check])
