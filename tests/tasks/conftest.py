"""Every test here talks to one Prefect server."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="session", autouse=True)
def on_prefect(prefect_server: None) -> None:
    """Start the server before the first test of this folder."""
