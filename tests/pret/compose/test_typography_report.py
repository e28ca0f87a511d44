"""What typography changed is told from the texts themselves, with their places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pret.compose.typography import french_blocks
from pret.compose.typography_report import ChangeKind, TypographicChange, typographic_changes
from pret.domain.origins import Origin, OriginKind
from pret.domain.tree import (
    Code,
    Footnote,
    Foreign,
    LineBreak,
    Link,
    Paragraph,
    Style,
    Styled,
    Text,
)

HERE = Origin(OriginKind.NOTE, "notes/a.md", "", 1)
THERE = Origin(OriginKind.FIELD, "milestone.yaml", "a", 2)


def changes(*content: object) -> tuple[TypographicChange, ...]:
    blocks = (Paragraph(content),)  # type: ignore[arg-type]
    return typographic_changes(blocks, french_blocks(blocks))


@pytest.mark.parametrize(
    ("typed", "kind", "after"),
    [
        ("Qui ?", ChangeKind.FINE, "Qui_?"),
        ("Qui?", ChangeKind.FINE, "Qui_?"),
        ("Lieu : là", ChangeKind.COLON, "Lieu~: là"),
        ("l'un", ChangeKind.APOSTROPHE, "l’un"),
        ("oui... non", ChangeKind.ELLIPSIS, "oui… non"),
        ("le 1er juin", ChangeKind.RAISED, "le 1^er juin"),
        ("12 000 pas", ChangeKind.GROUPS, "12_000 pas"),
        ("12 km", ChangeKind.UNIT, "12~km"),
        ("M. Roux", ChangeKind.TITLE, "M.~Roux"),
        ("un  deux", ChangeKind.DOUBLE, "un deux"),
    ],
)
def test_each_kind_of_change_is_told_with_what_was_typed_and_what_is_printed(
    typed: str, kind: ChangeKind, after: str
) -> None:
    assert changes(Text(typed, HERE)) == (TypographicChange(HERE, kind, typed, after),)


def test_quotation_marks_are_told_once_each() -> None:
    told = changes(Text('un "mot" là', HERE))
    assert [each.kind for each in told] == [ChangeKind.MARKS, ChangeKind.MARKS]
    assert {each.after for each in told} == {"un «_mot_» là"}


def test_each_change_bears_the_place_of_the_text_that_changed() -> None:
    told = changes(
        Text("Qui ", THERE),
        Styled(Style.STRONG, (Text("? Lui", HERE),)),
        Code("a ?", HERE),
        LineBreak(),
        Foreign("en", (Text("a ?", HERE),)),
        Link("https://a.fr", (Text(" ; là", THERE),)),
        Footnote((Paragraph((Text("Ah !", THERE),)),)),
    )
    assert [(each.origin, each.after) for each in told] == [
        (HERE, "Qui_? Lui[…] […]_; là[…]"),
        (THERE, "Qui_? Lui[…] […]_; là[…]"),
        (THERE, "Ah_!"),
    ]


def test_nothing_is_told_of_what_was_set_already() -> None:
    blocks = french_blocks((Paragraph((Text('M. Roux : "oui" ? 1er, l\'an...', HERE),)),))
    assert typographic_changes(blocks, french_blocks(blocks)) == ()


@given(
    st.lists(
        st.lists(st.sampled_from([*"aé 1M.:;!?«»'\"\u00a0\u202f…\n", "1er ", "..."]), max_size=9)
    )
)
def test_something_is_told_whenever_something_changed_and_only_then(runs: list[list[str]]) -> None:
    places = [Origin(OriginKind.NOTE, "notes/a.md", "", place) for place in range(len(runs))]
    content = tuple(Text("".join(run), at) for run, at in zip(runs, places, strict=True) if run)
    blocks = (Paragraph(content),)
    after = french_blocks(blocks)
    told = typographic_changes(blocks, after)
    assert bool(told) == (after != blocks)
    assert all(change.before != change.after for change in told)
