"""Personal numbers: what is one, and its one form."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farstu.contract.moment import ticks_of
from farstu.records.finding import number_columns
from farstu.records.personal_numbers import normalised
from farstu.store.vault import PlainVault
from tests.support.effort import examples
from tests.support.people import WHO, civil_number, spellings_of_number
from tests.support.rules import NOW, VAULT

QUIET = settings(deadline=None, max_examples=examples(200))


def at(year: int) -> int:
    return ticks_of(datetime(year, 6, 1, tzinfo=UTC))


@pytest.mark.parametrize("text", spellings_of_number(WHO[0].number))
def test_every_usual_spelling_has_one_form(text: str) -> None:
    assert normalised(text, NOW) == WHO[0].number


@pytest.mark.parametrize(
    ("text", "year", "number"),
    [
        ("850312-2387", 2026, "198503122387"),
        ("850312+2387", 2026, "188503122387"),
        ("19850312+2387", 2026, "198503122387"),
        ("010919-3821", 2026, "200109193821"),
        ("010919+3821", 2026, "190109193821"),
        ("850312-2387", 1984, "188503122387"),
        ("850312-2387", 1985, "198503122387"),
        ("850312-2387", 2085, "208503122387"),
        ("850312-2387", 2084, "198503122387"),
        ("850312+2387", 2085, "198503122387"),
    ],
)
def test_a_number_without_a_century_is_of_somebody_born_by_now(text: str, year: int, number: str) -> None:
    assert normalised(text, at(year)) == number


def test_a_coordination_number_is_a_number() -> None:
    number = civil_number("19850372", 238)
    assert normalised(number, NOW) == number


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "x", "850312-2388", "19850312-238", "198503122387x", "x198503122387", "850312--2387", "8503122-387",
        "19851312-2387", "19850231-2382", "850312_2387", "850312–2387", "850312-２３８７", "1985 0312 2387",
        "198503122387\n198503122387", "000000-0000", "AB-123456", "850312-T387", "+46701740605",
    ],
)  # fmt: skip
def test_what_is_no_number_has_no_form(text: str) -> None:
    assert normalised(text, NOW) is None


@QUIET
@given(st.dates(min_value=date(1927, 1, 1), max_value=date(2025, 12, 31)), st.integers(0, 999))
def test_every_number_of_the_living_is_read_with_and_without_its_century(born: date, serial: int) -> None:
    number = civil_number(f"{born:%Y%m%d}", serial)
    assert {normalised(text, NOW) for text in spellings_of_number(number)} == {number if serial else None}


@QUIET
@given(st.text(max_size=20) | st.text("0123456789-+ ", max_size=14), st.integers(at(1900), at(2200)))
def test_any_text_has_a_form_or_none(text: str, now: int) -> None:
    number = normalised(text, now)
    assert number is None or (len(number) == 12 and number.isdigit() and number.endswith(text.strip()[-4:]))


@QUIET
@given(st.sampled_from([who.number for who in WHO]), st.integers(2, 11), st.integers(1, 9))
def test_one_wrong_digit_makes_it_none_or_another(number: str, place: int, step: int) -> None:
    wrong = f"{number[:place]}{(int(number[place]) + step) % 10}{number[place + 1 :]}"
    assert normalised(wrong, NOW) is None


@pytest.mark.parametrize(
    ("text", "is_foreign", "state"),
    [("850312-2387", False, "valid"), ("850312-2387", True, "foreign"), ("850312-0000", False, "invalid")],
)
def test_a_number_is_kept_as_written_with_its_state(text: str, is_foreign: bool, state: str) -> None:
    columns = number_columns(VAULT, text, is_foreign, NOW)
    assert (columns["personal_number"], columns["personal_number_state"]) == (VAULT.seal(text), state)
    assert (columns["personal_number_match"] is not None) is (state == "valid")


@pytest.mark.parametrize("text", [None, "", "  "])
def test_no_number_leaves_its_columns_empty(text: str | None) -> None:
    assert set(number_columns(VAULT, text, False, NOW).values()) == {None}


def test_the_match_key_is_keyed_and_the_same_for_every_spelling() -> None:
    def match(vault: PlainVault, text: str) -> str | None:
        return number_columns(vault, text, False, NOW)["personal_number_match"]

    assert match(VAULT, "850312-2387") == match(VAULT, "19850312-2387")
    assert match(VAULT, "850312-2387") != match(PlainVault(b"another"), "850312-2387")
    assert match(VAULT, "850312-2387") != match(VAULT, "010919-3821")
