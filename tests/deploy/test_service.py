"""Prêt as a service of a machine: its units, its settings, its nightly backup."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from pret.settings import Settings

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
PAGE = (ROOT / "docs" / "administration.md").read_text("utf-8")
SERVICE = (DEPLOY / "pret.service").read_text("utf-8")
ANALYZE = shutil.which("systemd-analyze")

#: Notes what it is asked; the service runs when `running` is there.
SYSTEMCTL = """\
#!/bin/sh
echo "$*" >>"$ASKED"
case "$*" in *is-active*) test -e "$RUNNING" ;; esac
"""


@pytest.mark.skipif(ANALYZE is None, reason="systemd-analyze is not installed")
@pytest.mark.parametrize(
    "unit", sorted(path.name for path in DEPLOY.iterdir() if path.suffix in {".service", ".timer"})
)
def test_systemd_takes_the_units_as_they_are(unit: str, tmp_path: Path) -> None:
    for path in (*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")):
        written = path.read_text("utf-8").replace("/opt/pret/.venv/bin/pret", sys.executable)
        (tmp_path / path.name).write_text(written.replace("/opt/pret", str(ROOT)), "utf-8")
    said = subprocess.run(
        [str(ANALYZE), "verify", str(tmp_path / unit)], capture_output=True, text=True, check=False
    )
    assert (said.returncode, said.stderr) == (0, "")


@pytest.mark.skipif(ANALYZE is None, reason="systemd-analyze is not installed")
def test_the_service_is_shut_in() -> None:
    said = subprocess.run(
        [str(ANALYZE), "security", "--offline=true", "--no-pager", str(DEPLOY / "pret.service")],
        capture_output=True,
        text=True,
        check=True,
    )
    (exposure,) = re.findall(r"Overall exposure level for pret.service: ([\d.]+)", said.stdout)
    assert float(exposure) < 2


def test_the_service_may_write_where_its_settings_say_and_nowhere_else() -> None:
    settings = Settings.from_environ(variables(), ROOT)
    (writable,) = re.findall(r"^ReadWritePaths=(.*)$", SERVICE, re.MULTILINE)
    (state,) = re.findall(r"^StateDirectory=(.*)$", SERVICE, re.MULTILINE)
    assert (Path(writable), Path("/var/lib", state)) == (settings.outputs, settings.state)
    assert "ProtectSystem=strict" in SERVICE


def test_every_setting_of_the_environment_file_is_a_setting() -> None:
    known = set(re.findall(r'"(PRET_[A-Z_]+)"', (ROOT / "pret" / "settings.py").read_text("utf-8")))
    told = (DEPLOY / "pret.env").read_text("utf-8")
    assert set(re.findall(r"^(?:# )?(PRET_[A-Z_]+)=", told, re.MULTILINE)) <= known


def test_the_page_names_files_that_are_there() -> None:
    named = re.findall(r"deploy/([a-z.-]+\.[a-z]+)", PAGE)
    assert named
    assert all((DEPLOY / name).is_file() for name in named)


def test_a_backup_holds_inputs_outputs_ledger_and_objects(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    assert machine.backup() == 0
    (made,) = machine.backups()
    with tarfile.open(made) as archive:
        held = {f"/{name}" for name in archive.getnames()}
    kept = {machine.inputs / "gare" / "people.yaml", machine.outputs / "a.docx"}
    kept |= {machine.state / "ledger.db", machine.state / "objects" / "ab"}
    assert {str(path) for path in kept} <= held
    assert not [name for name in held if "prefect" in name]
    assert made.stat().st_mode & 0o077 == 0


def test_a_service_that_runs_is_stopped_for_the_copy_and_started_again(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    assert machine.backup() == 0
    assert machine.asked() == ["--quiet is-active pret.service"]
    machine.running.touch()
    assert machine.backup() == 0
    assert machine.asked()[1:] == [
        "--quiet is-active pret.service",
        "stop pret.service",
        "start pret.service",
    ]


def test_a_backup_that_fails_leaves_nothing_and_the_service_runs_again(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    machine.running.touch()
    shutil.rmtree(machine.outputs)
    assert machine.backup() != 0
    assert machine.asked()[-1] == "start pret.service"
    assert list(machine.folder.iterdir()) == []


def test_only_the_last_fourteen_backups_are_kept(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    machine.folder.mkdir()
    for day in range(1, 31):
        (machine.folder / f"pret-2020-01-{day:02d}-033000.tar.gz").touch()
    (machine.folder / "autre.tar.gz").touch()
    assert machine.backup() == 0
    assert len(machine.backups()) == 14
    assert machine.backups()[-2].name == "pret-2020-01-30-033000.tar.gz"
    assert (machine.folder / "autre.tar.gz").exists()


class Machine:
    """Folders of a programme, and a systemctl that notes what it is asked."""

    def __init__(self, root: Path) -> None:
        self.inputs, self.outputs, self.state = root / "inputs", root / "outputs", root / "state"
        self.folder, self.running = root / "backups", root / "running"
        self._asked = root / "asked"
        for path in ("inputs/gare/people.yaml", "outputs/a.docx", "state/ledger.db"):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(path, "utf-8")
        for path in ("state/objects/ab", "state/prefect/prefect.db"):
            (root / path).parent.mkdir()
            (root / path).write_text(path, "utf-8")
        (root / "bin").mkdir()
        (root / "bin" / "systemctl").write_text(SYSTEMCTL, "utf-8")
        (root / "bin" / "systemctl").chmod(0o755)
        self._environ = {
            "PATH": f"{root / 'bin'}:{os.defpath}",
            "ASKED": str(self._asked),
            "RUNNING": str(self.running),
            "PRET_INPUTS": str(self.inputs),
            "PRET_OUTPUTS": str(self.outputs),
            "PRET_STATE": str(self.state),
        }

    def backup(self) -> int:
        """Make one as the unit does, and return the script's exit code."""
        script = shlex.quote(str(DEPLOY / "backup.sh"))
        line = f"umask 0077; {script} {shlex.quote(str(self.folder))}"
        return subprocess.run(["sh", "-c", line], env=self._environ, check=False).returncode

    def backups(self) -> list[Path]:
        return sorted(self.folder.glob("pret-*.tar.gz"))

    def asked(self) -> list[str]:
        return self._asked.read_text("utf-8").splitlines()


def variables() -> dict[str, str]:
    """Return what the environment file sets."""
    lines = (DEPLOY / "pret.env").read_text("utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
