"""Composing: values arrive as they were typed, and remember where they come from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pret.compose.composer import Composed
from pret.domain.documents import Audience, DocumentKind
from pret.domain.gathered import GatheredMilestone
from pret.domain.material import PreparedPhoto
from pret.domain.origins import OriginKind
from pret.domain.tree import (
    Block,
    Callout,
    Figure,
    Footnote,
    Foreign,
    Heading,
    Inline,
    Link,
    Paragraph,
    Style,
    Styled,
    Table,
    Text,
)
from pret.domain.tree_document import Status
from pret.domain.tree_walk import plain, walk
from pret.domain.withheld import Withheld, told_once
from pret.errors import TemplateError
from pret.problems import Problem

Compose = Callable[..., Composed]
LabDay = Callable[..., GatheredMilestone]


def texts(blocks: tuple[Block, ...]) -> Iterator[Text]:
    for block in walk(blocks):
        if isinstance(block, (Paragraph, Heading)):
            yield from inline_texts(block.content)


def inline_texts(content: tuple[Inline, ...]) -> Iterator[Text]:
    for inline in content:
        match inline:
            case Text():
                yield inline
            case Styled(_, inner) | Link(_, inner):
                yield from inline_texts(inner)
            case Footnote(blocks):
                yield from texts(blocks)
            case _:
                pass


def words(composed: Composed) -> str:
    return " ".join(text.value for text in texts(composed.document.blocks))


def test_a_value_keeps_its_file_its_path_and_its_line(compose: Compose, lab_day: LabDay) -> None:
    given_facts = lab_day(decisions=[{"text": "Ouvrir la cour", "owner": "La proviseure"}])
    composed = compose("Décidé : {{ facts.decisions[0].text }}.", given_facts)
    origins = {text.value: text.origin for text in texts(composed.document.blocks)}
    origin = origins["Ouvrir la cour"]
    assert (origin.kind, origin.file, origin.path, origin.line) == (
        OriginKind.FIELD,
        "03-lab-day-1/milestone.yaml",
        "decisions[0].text",
        20,
    )


def test_wording_keeps_its_template_and_its_line(compose: Compose) -> None:
    composed = compose("# Un titre\n\nPremière ligne\nsuite.\n\n{{ milestone.label }} finie.\n")
    origins = [(text.value.strip(), text.origin) for text in texts(composed.document.blocks)]
    lines = {value: origin.line for value, origin in origins}
    assert lines["Un titre"] == 1
    assert lines["Première ligne"] == 3
    assert lines["suite."] == 4
    assert lines["finie."] == 6
    assert all(
        origin.file == "documents/minutes.md.j2"
        for value, origin in origins
        if value in ("Un titre", "suite.", "finie.")
    )


def test_a_computed_value_says_that_it_is_computed(compose: Compose) -> None:
    composed = compose("{{ milestone.label }}")
    (text,) = texts(composed.document.blocks)
    assert (text.value, text.origin.kind) == ("Journée labo 1", OriginKind.COMPUTED)


def test_every_piece_of_text_of_a_finished_tree_has_an_origin(
    compose: Compose, lab_day: LabDay
) -> None:
    template = (
        "# Bilan\n\n{{ bullets(facts.pitfalls) }}\n\n{{ who('P-001') }} le {{ document.date }}."
    )
    composed = compose(template, lab_day(pitfalls=["Aller trop vite"]))
    found = list(texts(composed.document.blocks))
    assert found
    assert all(text.value for text in found)
    assert {text.origin.kind for text in found} == {
        OriginKind.TEMPLATE,
        OriginKind.FIELD,
        OriginKind.COMPUTED,
    }


def typed_as(text: str) -> str:
    """Return text without what French typography changes: some signs, and spaces."""
    for set_sign, typed in (("’", "'"), ("…", "..."), ("“", '"'), ("”", '"'), ("«", '"')):
        text = text.replace(set_sign, typed)
    return "".join(text.replace("»", '"').split())


@settings(
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    typed=st.text(
        st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp", "Co")), min_size=1, max_size=60
    ).filter(lambda text: text.strip() and " " not in text.strip())
)
def test_what_is_typed_in_a_field_arrives_as_the_same_text(
    compose: Compose, lab_day: LabDay, typed: str
) -> None:
    composed = compose("{{ facts.pitfalls[0] }}", lab_day(pitfalls=[typed]))
    (block,) = composed.document.blocks
    assert isinstance(block, Paragraph)
    assert typed_as(plain(block.content)) == typed_as(typed.strip())


@pytest.mark.parametrize(
    "typed",
    [
        "# Faux titre",
        "- puce",
        "1. un",
        "| a | b |",
        "> cité",
        "**gras** et `code`",
        "[lien](http://a.fr)",
        "<b>balise</b> &amp; {{ 7 * 7 }}",
        "```",
        "    retrait",
    ],
)
def test_markup_typed_in_a_field_is_text_and_nothing_else(
    compose: Compose, lab_day: LabDay, typed: str
) -> None:
    composed = compose("{{ facts.pitfalls[0] }}", lab_day(pitfalls=[typed]))
    (block,) = composed.document.blocks
    assert isinstance(block, Paragraph)
    assert plain(block.content) == " ".join(typed.split())
    assert all(isinstance(inline, Text) for inline in block.content)


def test_an_owed_value_that_is_absent_shows_its_mark_and_is_counted(compose: Compose) -> None:
    composed = compose("Secrétaire : {{ facts.secretary }}.")
    (block,) = composed.document.blocks
    assert isinstance(block, Paragraph)
    marks = [inline for inline in block.content if isinstance(inline, Styled)]
    assert [mark.style for mark in marks] == [Style.MISSING]
    assert plain(marks[0].content) == "[À COMPLÉTER\u00a0: Secrétaire de séance]"
    assert [(gap.label, gap.path) for gap in composed.gaps] == [
        ("Secrétaire de séance", "secretary")
    ]


def test_an_owed_list_that_is_empty_shows_one_mark_instead_of_a_table(compose: Compose) -> None:
    composed = compose('{{ table(facts.decisions, [column("Quoi", "text")]) }}')
    assert "[À COMPLÉTER\u00a0: Relevé de décisions]" in words(composed)
    assert not any(isinstance(block, Table) for block in walk(composed.document.blocks))


def test_an_owed_value_of_an_entry_is_told_with_its_path(compose: Compose, lab_day: LabDay) -> None:
    template = '{{ table(facts.decisions, [column("Quoi", "text"), column("Qui", "owner")]) }}'
    composed = compose(template, lab_day(decisions=[{"text": "Ouvrir"}]))
    assert [gap.path for gap in composed.gaps] == ["decisions[0].owner"]
    assert composed.gaps[0].line == 21


def test_a_name_that_does_not_exist_is_told_with_the_line_of_the_template(
    compose: Compose,
) -> None:
    with pytest.raises(TemplateError) as caught:
        compose("Un.\n\nDeux {{ facts.inconnu }}.\n")
    assert (caught.value.file, caught.value.line) == ("documents/minutes.md.j2", 3)
    assert "inconnu" in str(caught.value)


def test_a_syntax_fault_is_told_with_the_line_of_the_template(compose: Compose) -> None:
    with pytest.raises(TemplateError) as caught:
        compose("Un.\n\n{% if %}\n")
    assert caught.value.line == 3


@pytest.mark.parametrize(
    "attack",
    [
        "{{ facts.__class__.__mro__ }}",
        "{{ ''.__class__ }}",
        "{{ facts.model_ }}",
        "{{ photos.__init__.__globals__ }}",
    ],
)
def test_the_sandbox_keeps_templates_out_of_python(compose: Compose, attack: str) -> None:
    with pytest.raises(TemplateError):
        compose(attack)


def test_an_optional_value_that_is_absent_must_be_tested_by_the_template(
    compose: Compose, lab_day: LabDay
) -> None:
    with pytest.raises(TemplateError, match="facultative"):
        compose("{{ facts.decisions[0].state }}", lab_day(decisions=[{"text": "Ouvrir"}]))


def test_a_photo_of_somebody_without_consent_is_left_out_and_told(
    compose: Compose, lab_day: LabDay, photo: Callable[..., PreparedPhoto]
) -> None:
    photos = (
        photo("libre.jpg"),
        photo("ana.jpg", people=("P-001",), consents=("C-001",)),
        photo("leo.jpg", people=("P-002",)),
    )
    composed = compose("{{ gallery(photos) }}", lab_day(photos=photos))
    figures = [block for block in walk(composed.document.blocks) if isinstance(block, Figure)]
    assert len(figures) == 2
    (problem,) = told_once(composed.withheld)
    assert (problem.file, problem.line) == ("03-lab-day-1/photos/photos.yaml", 5)
    assert problem.where == "photo leo.jpg"
    assert problem.found == (
        "ne paraît pas dans les documents « partenaires » : "
        "P-002 n’a pas d’autorisation d’image dans people.yaml."
    )
    assert "citez son code ici" in problem.remedy


def test_what_several_documents_leave_out_is_told_once_with_all_their_publics() -> None:
    place = Problem("a/photos.yaml", 5, "photo a.jpg", "P-002 a refusé (C-002).", "Autre chose.")
    (problem,) = told_once(
        [Withheld(place, Audience.PUBLIC), Withheld(place, Audience.PARTNERS)] * 2
    )
    assert problem.found.startswith(
        "ne paraît pas dans les documents « partenaires » et « public »"
    )


def test_an_opening_is_a_heading_on_a_page_of_its_own_with_its_photo_if_any(
    compose: Compose, lab_day: LabDay, photo: Callable[..., PreparedPhoto]
) -> None:
    given_facts = lab_day(photos=(photo("hall.jpg"),))
    composed = compose(
        "{{ page_break() }}\n\n# Un\n\n{{ opening(photos[0]) }}\n\n{{ page_break() }}\n\n"
        "# Deux\n\n{{ opening(none) }}\n",
        given_facts,
    )
    kinds = [type(block).__name__ for block in composed.document.blocks]
    assert kinds == ["PageBreak", "Heading", "Figure", "PageBreak", "Heading", "PageBreak"]
    figure = composed.document.blocks[2]
    assert isinstance(figure, Figure)
    assert figure.bleed


def test_a_portrait_shows_one_person_alone_with_her_consent_and_without_caption(
    compose: Compose, lab_day: LabDay, photo: Callable[..., PreparedPhoto]
) -> None:
    photos = (
        photo("deux.jpg", people=("P-001", "P-002"), consents=("C-001",)),
        photo("leo.jpg", people=("P-002",)),
        photo("ana.jpg", people=("P-001",), consents=("C-001",)),
    )
    source = (
        "{% call card('Ana') %}\n{{ portrait(portrait_of('P-001')) }}\n\nElle compte.\n"
        "{% endcall %}\n\n{{ 'personne' if not portrait_of('P-002') }}\n\n"
        "Images : {{ picture_authors() }}.\n"
    )
    composed = compose(source, lab_day(photos=photos))
    (figure,) = [block for block in walk(composed.document.blocks) if isinstance(block, Figure)]
    assert (figure.caption, plain(figure.credit)) == ((), "©\u00a0Ana Roux")
    assert words(composed).endswith("personne Images\u00a0:  Ana Roux .")


def test_a_minor_is_named_by_what_she_does(compose: Compose) -> None:
    assert "élève" in words(compose("{{ who('P-002') }}"))
    assert "Léo" not in words(compose("{{ who('P-002') }}"))


def test_people_who_may_not_be_named_are_told_apart_by_semicolons(compose: Compose) -> None:
    assert (
        words(compose("{{ who_all(['P-001', 'P-001']) }}"))
        == "Mme\u00a0Ana Roux  et  Mme\u00a0Ana Roux"
    )
    assert "Ana Roux \u202f;  élève" in words(compose("{{ who_all(['P-001', 'P-002']) }}"))


def test_long_fields_understand_light_markdown_and_no_more(
    compose: Compose, lab_day: LabDay
) -> None:
    points = [{"title": "Un", "summary": "Un *mot* fort.\n\n- a\n- b\n\n<script>x</script>"}]
    composed = compose("{{ prose(facts.points[0].summary) }}", lab_day(points=points))
    assert "<script>x</script>" in words(composed)
    kinds = [type(block).__name__ for block in composed.document.blocks]
    assert kinds == ["Paragraph", "BulletList", "Paragraph"]


def test_a_call_block_becomes_a_callout_with_its_lines_known(compose: Compose) -> None:
    composed = compose('Un.\n\n{% call callout("key", "Bref") %}\nDedans.\n{% endcall %}\n')
    (callout,) = [block for block in composed.document.blocks if isinstance(block, Callout)]
    (text,) = texts(callout.blocks)
    assert plain(callout.title) == "Bref"
    assert (text.value, text.origin.line) == ("Dedans.", 4)


def test_a_block_in_the_middle_of_a_sentence_is_refused_in_words(
    compose: Compose, lab_day: LabDay
) -> None:
    with pytest.raises(TemplateError, match="milieu d’une phrase"):
        compose("Voici\n{{ bullets(facts.tips) | trim }} la suite.", lab_day(tips=["a"]))


def test_composing_twice_gives_the_same_tree(compose: Compose, lab_day: LabDay) -> None:
    template = "# {{ milestone.label }}\n\n{{ bullets(facts.tips) }}"
    first = compose(template, lab_day(tips=["a", "b"]))
    second = compose(template, lab_day(tips=["a", "b"]))
    assert repr(first.document) == repr(second.document)


def test_headings_get_identifiers_of_their_own(compose: Compose) -> None:
    composed = compose("# Été\n\n# Été\n")
    ids = [block.id for block in composed.document.blocks if isinstance(block, Heading)]
    assert ids == ["s-ete", "s-ete-2"]


def test_a_heading_inside_a_list_or_a_quotation_opens_no_section(
    compose: Compose, lab_day: LabDay
) -> None:
    points = [{"title": "Un", "summary": "> ### Cité\n\n- #### Puce\n"}]
    composed = compose("# Titre\n\n{{ prose(facts.points[0].summary) }}", lab_day(points=points))
    headings = [block for block in walk(composed.document.blocks) if isinstance(block, Heading)]
    assert [plain(heading.content) for heading in headings] == ["Titre"]
    assert composed.problems == ()


def test_a_whole_document_is_for_review_and_one_with_a_gap_is_a_draft(
    compose: Compose, lab_day: LabDay
) -> None:
    template = "{{ bullets(facts.tips) }}"
    assert compose(template, lab_day(tips=["a"])).document.status is Status.IN_REVIEW
    assert compose(template).document.status is Status.DRAFT


def test_a_value_used_as_an_address_makes_a_link(compose: Compose, lab_day: LabDay) -> None:
    tips = ["Le rapport (2026)", "https://exemple.fr/a_(b)?c=1&d=2"]
    composed = compose("Lire [{{ facts.tips[0] }}]({{ facts.tips[1] }}).", lab_day(tips=tips))
    (block,) = composed.document.blocks
    assert isinstance(block, Paragraph)
    (link,) = [each for each in block.content if isinstance(each, Link)]
    assert (link.target, plain(link.content)) == (tips[1], tips[0])


def test_a_foreign_passage_of_a_long_field_is_marked_and_left_as_it_was_typed(
    compose: Compose, lab_day: LabDay
) -> None:
    meeting = {"purpose": 'On dit : [is it "open" ?]{en}'}
    composed = compose("{{ prose(facts.meeting.purpose) }}", lab_day(meeting=meeting))
    (block,) = composed.document.blocks
    assert isinstance(block, Paragraph)
    (passage,) = [each for each in block.content if isinstance(each, Foreign)]
    assert passage.language == "en"
    assert plain(passage.content) == 'is it "open" ?'
    assert plain(block.content) == 'On dit\u00a0: is it "open" ?'


def test_the_cover_s_alternative_text_is_asked_for_as_any_other(
    compose: Compose, lab_day: LabDay, photo: Callable[..., PreparedPhoto]
) -> None:
    bare = photo("mur.jpg")
    unsaid = replace(bare, photo=bare.photo.model_copy(update={"alt": "IMG_1.jpg"}))
    template = "{% set cover = photos[0] %}texte"
    composed = compose(template, lab_day(photos=(unsaid,)), DocumentKind.FIELD_NOTEBOOK)
    (problem,) = composed.problems
    assert "nom de fichier" in problem.found
    assert (problem.file, problem.line) == ("03-lab-day-1/photos/photos.yaml", 5)


@pytest.mark.parametrize(
    "template", ["{% set cover = photos[0] %}texte", "{{ figure(photos[0]) }}"]
)
def test_an_alternative_text_that_is_missing_is_told_once(
    compose: Compose, lab_day: LabDay, photo: Callable[..., PreparedPhoto], template: str
) -> None:
    bare = photo("mur.jpg")
    unsaid = replace(bare, photo=bare.photo.model_copy(update={"alt": None}))
    composed = compose(template, lab_day(photos=(unsaid,)), DocumentKind.FIELD_NOTEBOOK)
    told = [(gap.label, gap.line) for gap in composed.gaps if gap.file.endswith("photos.yaml")]
    assert told == [("Texte alternatif", 5)]
    assert composed.problems == ()
    assert composed.document.status is Status.DRAFT


def test_a_picture_typed_in_a_long_field_is_told_with_its_place(
    compose: Compose, lab_day: LabDay
) -> None:
    typed = lab_day(decisions=[{"text": "Un ![banc](banc.jpg) gris.", "owner": "Léo"}])
    composed = compose("{{ prose(facts.decisions[0].text) }}", typed)
    (told,) = composed.problems
    assert (told.line, told.where) == (20, "decisions[0].text")
    assert "image non reprise : « banc »." in told.found
    assert composed.document.status is Status.DRAFT
