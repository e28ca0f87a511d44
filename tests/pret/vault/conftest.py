from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pret.vault.ledger import Ledger

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    return tmp_path / "outputs"


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger.open(f"sqlite:///{tmp_path}/state/ledger.db")
