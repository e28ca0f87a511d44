"""The page of all files and fields is what the models say today."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from pret.domain.facts import FACTS

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_reference", DOCS / "make_reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up there
    spec.loader.exec_module(module)
    return module


def test_the_reference_page_is_up_to_date(script: ModuleType) -> None:
    written = (DOCS / "reference.md").read_text("utf-8")
    assert written == script.reference(), "run .venv/bin/python docs/make_reference.py"


def test_every_field_of_every_milestone_is_on_the_page(script: ModuleType) -> None:
    page = script.reference()
    missing = [
        key for model in FACTS.values() for key in model.model_fields if f"| `{key}` |" not in page
    ]
    assert missing == []
