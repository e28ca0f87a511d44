"""Tables left by a team, as they are set in a document."""

from __future__ import annotations

from pret.compose.sheets import set_table
from pret.domain.material import DataTable
from pret.domain.origins import Origin, OriginKind
from pret.domain.tree import Align, Cell, Paragraph, Table
from pret.domain.tree_walk import plain

ORIGIN = Origin(OriginKind.FIELD, "tables/releve.csv", "", 1)


def _set(head: tuple[str, ...], *rows: tuple[str, ...], numeric: tuple[bool, ...]) -> Table:
    made = set_table(DataTable("releve.csv", "Relevé", head, rows, numeric, ORIGIN))
    assert made is not None
    return made


def _words(cell: Cell) -> str:
    return " ".join(plain(each.content) for each in cell if isinstance(each, Paragraph))


def _column(table: Table, index: int) -> list[str]:
    return [_words(row[index]) for row in table.body]


def test_hours_and_days_are_written_as_in_french() -> None:
    made = _set(
        ("Heure", "Jour"),
        ("08:00", "2027-09-29"),
        ("16 h 35", "29/09/2027"),
        ("midi", "31/02/2027"),
        numeric=(False, False),
    )
    assert _column(made, 0) == ["8\u00a0h", "16\u00a0h\u00a035", "midi"]
    assert _column(made, 1) == ["29\u00a0sept. 2027", "29\u00a0sept. 2027", "31/02/2027"]


def test_numbers_of_a_column_line_up_and_euros_have_cents() -> None:
    made = _set(
        ("Repas (€)", "Distance (km)", "Présents"),
        ("27,4", "2,25", "12"),
        ("0", "14", ""),
        numeric=(True, True, True),
    )
    assert _column(made, 0) == ["27,40", "0,00"]
    assert _column(made, 1) == ["2,25", "14,00"]
    assert _column(made, 2) == ["12", ""]
    assert made.columns[0].align is Align.RIGHT


def test_a_column_holds_its_longest_word_beside_long_texts() -> None:
    long = "une remarque qui n’en finit pas, et qui prendrait bien toute la page à elle seule"
    head = ("Site", "Porte", "Raison", "Remarque", "Depuis", "Mémoire")
    made = _set(head, ("Villefontaine", *[long] * 3, "2019", long), numeric=(False,) * 6)
    page_letters = 115  # of the small size, on 162 mm
    assert made.columns[0].share * page_letters > len("Villefontaine")
    assert made.columns[3].share > made.columns[0].share


def test_a_short_word_is_not_cut_by_the_sides_of_its_cell() -> None:
    head = ("Site", "Porte", "Fermée pendant les cours", "Depuis", "Raison", "Qui s’en souvient")
    row = ("Vénissieux", "Foyer des internes, ancien internat", "oui", "2019", "x" * 60, "Personne")
    made = _set(head, row, numeric=(False,) * 6)
    inner_mm = made.columns[2].share * 162 - 2 * 2.1
    assert inner_mm > len("pendant") * 0.5 * 8.5 * 0.3528  # as the PDF measures words


def test_a_title_of_several_words_takes_no_room_from_the_texts() -> None:
    head = ("Idée", "Vertes, lycée de Vénissieux", "Vertes, lycée de Villefontaine")
    idea = "Une armoire pour ce qui doit survivre, ouverte à qui la range"
    made = _set(head, (idea, "12", "3"), numeric=(False, True, True))
    assert made.columns[0].share > 0.5


def test_a_table_without_rows_is_not_set() -> None:
    assert set_table(DataTable("vide.csv", "Vide", ("Site",), (), (False,), ORIGIN)) is None
