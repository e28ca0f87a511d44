"""Settings as the environment gives them; one that is not what it should be is told in French."""

from __future__ import annotations

from pathlib import Path

import pytest

from pret.errors import SettingError
from pret.settings import Settings


def test_without_any_setting_everything_is_in_the_product_s_own_folder(tmp_path: Path) -> None:
    settings = Settings.from_environ({}, tmp_path)
    folders = (settings.inputs, settings.outputs, settings.templates, settings.state)
    assert {folder.parent for folder in folders} == {tmp_path}
    assert settings.ledger_address == f"sqlite:///{tmp_path}/.pret/ledger.db"
    assert (settings.workers, settings.quiet_s, settings.late_days) == (2, 2.0, 7)


@pytest.mark.parametrize("written", ["deux", "nan", "inf", "1e999", "-inf"])
@pytest.mark.parametrize("name", ["PRET_WORKERS", "PRET_QUIET_S", "PRET_LATE_DAYS", "PRET_TICK_S"])
def test_what_is_no_number_is_told_with_its_name(name: str, written: str, tmp_path: Path) -> None:
    with pytest.raises(SettingError, match=f"{name} vaut « {written} »"):
        Settings.from_environ({name: written}, tmp_path)


def test_the_password_of_the_mail_server_is_not_shown(tmp_path: Path) -> None:
    secret = "smtp://atelier:motdepasse@smtp.example.fr:587"  # noqa: S105 - invented
    assert "motdepasse" not in repr(Settings.from_environ({"PRET_SMTP_URL": secret}, tmp_path))
