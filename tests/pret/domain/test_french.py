"""Dates, hours and amounts in words."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest

from pret.domain.french import day_range, euros, hour, long_day, parse_day, percent, short_day


def test_the_first_of_a_month_is_written_1er() -> None:
    assert short_day(date(2027, 6, 1)) == "1er\u00a0juin 2027"


def test_a_day_has_its_name() -> None:
    assert long_day(date(2027, 5, 11)) == "mardi 11\u00a0mai 2027"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2027, 3, 16), date(2027, 3, 18), "du 16 au 18\u00a0mars 2027"),
        (date(2027, 9, 27), date(2027, 10, 1), "du 27\u00a0septembre au 1er\u00a0octobre 2027"),
        (date(2027, 12, 30), date(2028, 1, 3), "du 30\u00a0décembre 2027 au 3\u00a0janvier 2028"),
        (date(2027, 5, 11), date(2027, 5, 11), "le mardi 11\u00a0mai 2027"),
    ],
)
def test_a_range_says_no_more_than_it_must(first: date, last: date, words: str) -> None:
    assert day_range(first, last) == words


def test_hours_are_written_with_h() -> None:
    assert (hour(time(9, 30)), hour(time(14))) == ("9\u00a0h\u00a030", "14\u00a0h")


def test_amounts_are_grouped_by_three_with_a_comma() -> None:
    assert euros(166200) == "166\u202f200\u00a0€"
    assert euros(166200, cents=True) == "166\u202f200,00\u00a0€"
    assert euros(Decimal(-443), cents=True) == "-443,00\u00a0€"
    assert euros(Decimal("1234.5")) == "1\u202f234,50\u00a0€"


def test_a_share_of_nothing_is_a_dash() -> None:
    assert percent(Decimal(1), Decimal(0)) == "–"
    assert percent(Decimal(1), Decimal(4)) == "25\u00a0%"


@pytest.mark.parametrize(
    "written",
    [
        "2027-05-10",
        "10 mai 2027",
        "lundi 10 mai 2027",
        "le lundi 10 Mai 2027 ",
        "10/05/2027",
        "10/5/2027",
        "10\u00a0mai 2027",
    ],
)
def test_a_day_is_read_as_people_write_it(written: str) -> None:
    assert parse_day(written) == date(2027, 5, 10)


def test_the_first_of_a_month_and_accents_are_read_however_they_are_encoded() -> None:
    assert parse_day("1er février 2028") == date(2028, 2, 1)
    assert parse_day("1er fe\u0301vrier 2028") == date(2028, 2, 1)


@pytest.mark.parametrize(
    "written",
    ["", "mai 2027", "mardi 10 mai 2027", "31 juin 2027", "10 may 2027", "20270", "demain"],
)
def test_what_is_no_day_is_not_guessed(written: str) -> None:
    assert parse_day(written) is None
