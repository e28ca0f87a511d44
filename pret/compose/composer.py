"""One document, from material and template to a finished tree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2

from pret.compose.assembling import assembled, cover_problems
from pret.compose.block_words import BlockWords
from pret.compose.book import BookWords
from pret.compose.drawings import Drawings
from pret.compose.environment import TemplateEnvironment
from pret.compose.figures import budget_rows, closed_rows, plan_rows
from pret.compose.filled import FilledReader
from pret.compose.finishing import finished
from pret.compose.lint import lint, names_told
from pret.compose.people_words import PeopleWords
from pret.compose.phrases import Phrases
from pret.compose.picture_words import PictureWords
from pret.compose.quote_words import QuoteWords
from pret.compose.row_words import RowWords
from pret.compose.scopes import MilestoneScope, Shared, scopes
from pret.compose.template_names import name_faults
from pret.compose.views import Filling, Gap, computed, record
from pret.compose.vocabulary import Vocabulary
from pret.compose.withheld import withheld_from
from pret.domain import french
from pret.domain.documents import SHAPES, Audience, DocumentKind
from pret.domain.facts.immersion_week import ImmersionWeekFacts, Post
from pret.domain.gathered import GatheredMilestone, GatheredProgramme
from pret.domain.milestones import Phase
from pret.domain.programme import Programme
from pret.domain.references import DocumentReference
from pret.domain.schedule import steps
from pret.domain.tree import Block
from pret.domain.tree_document import Document, Status
from pret.domain.withheld import Withheld
from pret.errors import TemplateError
from pret.problems import PretError, Problem
from pret.template_words import UnusableValueError, template_fault


@dataclass(frozen=True, slots=True)
class Composed:
    """A finished tree with what was found on the way.

    problems: faults of accessibility, with their place. gaps: owed values that are absent.
    withheld: photos and interviews left out for want of consent. typed: the blocks before
    French typography.
    """

    document: Document
    problems: tuple[Problem, ...]
    gaps: tuple[Gap, ...]
    withheld: tuple[Withheld, ...]
    typed: tuple[Block, ...]


class Composer:
    """Fills the templates of a folder; keeps them compiled between documents."""

    def __init__(self, templates: Path) -> None:
        self.environment = TemplateEnvironment(
            jinja2.FileSystemLoader(templates / "documents", encoding="utf-8")
        )

    def compose(
        self,
        reference: DocumentReference,
        programme: GatheredProgramme,
        milestones: Mapping[str, GatheredMilestone],
    ) -> Composed:
        """Compose one document.

        milestones: by code, at least the document's own; documents that draw on others (the
        booklet) see all that are given. Raises TemplateError with the template's file and line.
        """
        shape = SHAPES[reference.kind]
        post = _post(reference, milestones)
        day = document_day(reference, programme) if post is None else post.day
        name = f"{reference.kind}.md.j2"
        shared, reader = self._filling(programme, shape.audience, day, name)
        try:
            template = self.environment.get_template(name)
            names = self._names(reference, shared, milestones)
            module = template.make_module(names)
            typed = reader.blocks(str(module))
            blocks = finished(typed)
            document = assembled(reference, shared, module, blocks, reader)
        except PretError:
            raise
        except Exception as error:
            raise self._fault(error, name) from error
        problems = (
            *cover_problems(module, shape),
            *dict.fromkeys(shared.filling.lost),
            *lint(blocks),
            *names_told(blocks, programme.people.value, shape.audience),
        )
        gaps = tuple(shared.filling.missing.values())
        # Whole, it goes to its reviewers; with a gap or a fault, it is a draft and says so.
        status = Status.DRAFT if gaps or problems else Status.IN_REVIEW
        return Composed(
            replace(
                document,
                status=status,
                not_before=post.not_before if post else None,
                entry=_entry(reference, programme, milestones) if post else "",
            ),
            problems,
            gaps,
            # What is made before a milestone is held shows nothing of it.
            withheld_from(shared) if reference.phase is Phase.COMPLETE else (),
            typed,
        )

    def _filling(
        self, programme: GatheredProgramme, audience: Audience, day: date, name: str
    ) -> tuple[Shared, FilledReader]:
        """Return what the words of one document share, and the reader of its filled template."""
        filling = Filling()
        reader = FilledReader(filling, self.environment.files, name)
        words = Vocabulary(filling, reader)
        blocks = BlockWords(words)
        return Shared(programme, audience, day, filling, words, blocks, {}, set()), reader

    def faults(
        self,
        reference: DocumentReference,
        programme: GatheredProgramme,
        milestones: Mapping[str, GatheredMilestone],
    ) -> tuple[Problem, ...]:
        """Return every name that a document's template uses and that does not exist.

        Raises TemplateError when its syntax is wrong: the rest cannot be read then.
        """
        name = f"{reference.kind}.md.j2"
        filling = Filling()
        words = Vocabulary(filling, FilledReader(filling, self.environment.files, name))
        day, audience = document_day(reference, programme), SHAPES[reference.kind].audience
        shared = Shared(programme, audience, day, filling, words, BlockWords(words), {}, set())
        try:
            source = (self.environment.loader or jinja2.DictLoader({})).get_source(
                self.environment, name
            )
            tree = self.environment.parse(source[0], name)
        except (jinja2.TemplateError, UnicodeDecodeError) as error:
            raise self._fault(error, name) from error
        names = self._names(reference, shared, milestones)
        return name_faults(tree, f"templates/documents/{name}", names)

    def _fault(self, error: Exception, name: str) -> TemplateError:
        return template_fault(error, name, "documents", self.environment)

    def _names(
        self,
        reference: DocumentReference,
        shared: Shared,
        milestones: Mapping[str, GatheredMilestone],
    ) -> dict[str, Any]:
        programme, filling = shared.programme, shared.filling
        by_code = scopes(milestones, shared)
        scope = by_code[reference.milestone.code]
        people, pictures = PeopleWords(shared), PictureWords(shared)
        names: dict[str, Any] = {
            **shared.words.names(),
            **shared.blocks.names(),
            **people.names(),
            **QuoteWords(people).names(),
            **RowWords(shared).names(),
            **pictures.names(),
            **BookWords(pictures, by_code).names(),
            **Phrases(shared.blocks).names(),
            **Drawings(shared).names(),
            "programme": record(programme.programme, filling),
            "people": record(programme.people, filling).people,
            "milestone": scope,
            "facts": scope.facts,
            "photos": scope.photos,
            "interviews": scope.interviews,
            "notes": scope.notes,
            "tables": scope.tables,
            "of": _Finder(by_code, programme.programme.value),
            "budget_rows": budget_rows(programme, filling),
            "plan_rows": plan_rows(programme, filling),
            "closed_rows": closed_rows(programme, filling),
            "document": SimpleNamespace(
                label=computed(SHAPES[reference.kind].label, filling),
                date=computed(french.short_day(shared.day), filling),
                before=reference.phase is Phase.PREPARE,
            ),
        }
        if reference.kind is DocumentKind.BLOG_POST:
            names["post"] = scope.facts.posts[reference.number - 1]
        return names


class _Finder:
    """`of("closing-seminar")`, or `of.kind("workshop")`: other milestones of the programme.

    A milestone that the programme does not hold is None; one that was not gathered is a fault.
    """

    def __init__(self, by_code: Mapping[str, MilestoneScope], programme: Programme) -> None:
        self.by_code_ = by_code
        self.codes_ = frozenset(milestone.code for milestone in programme.milestones())

    def __call__(self, code: str) -> MilestoneScope | None:
        if code in self.codes_ and code not in self.by_code_:
            raise UnusableValueError(
                f"ce document ne puise pas dans « {code} » : dites-le dans DRAWS_ON"
            )
        return self.by_code_.get(code)

    def kind(self, kind: str) -> list[MilestoneScope]:
        """Return the gathered milestones of one kind, in order."""
        return [scope for scope in self.by_code_.values() if scope.kind == kind]


def _post(reference: DocumentReference, milestones: Mapping[str, GatheredMilestone]) -> Post | None:
    """Return the entry that a blog post is made from; None for another kind of document."""
    facts = milestones[reference.milestone.code].facts.value
    if reference.kind is not DocumentKind.BLOG_POST or not isinstance(facts, ImmersionWeekFacts):
        return None
    return facts.posts[reference.number - 1]


def _entry(
    reference: DocumentReference,
    programme: GatheredProgramme,
    milestones: Mapping[str, GatheredMilestone],
) -> str:
    """Return what tells a post from the others: the file of its text, which keeps its name.

    Its rank would not do: a post may be inserted before it.
    """
    facts = milestones[reference.milestone.code].facts.value
    assert isinstance(facts, ImmersionWeekFacts)  # noqa: S101 - only such weeks have posts
    notes = [post.note for post in facts.posts[: reference.number]]
    again = notes.count(notes[-1])
    name = f"{programme.programme.value.code}/{reference.milestone.code}/{notes[-1]}"
    return name if again == 1 else f"{name}#{again}"


def document_day(reference: DocumentReference, programme: GatheredProgramme) -> date:
    """Return the day that a document bears: the milestone's last, or that of its preparation.

    It comes from the calendar, never from the clock, so that the same inputs give the same bytes.
    """
    source, calendar = programme.programme.value, programme.calendar.value
    planned = calendar.planned(reference.milestone.code)
    if planned is None:
        return source.start
    if reference.phase is Phase.COMPLETE:
        return planned.end
    due = {step.key: step.due for step in steps(source, calendar)}
    return due.get(f"{reference.milestone.code}/{reference.phase}", source.start)
