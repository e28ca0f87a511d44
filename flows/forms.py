"""What the form of a flow accepts in Prefect's pages; the docstrings say it in French."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from pret.domain.milestones import Phase

ProgrammeChoice = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
MilestoneChoice = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
PhaseChoice = Phase
