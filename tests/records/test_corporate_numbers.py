"""Corporate numbers: what is one, in each of its spellings."""

from __future__ import annotations

import pytest

from farstu.records.corporate_numbers import normalised_corporate
from tests.support.rules import NOW


@pytest.mark.parametrize("text", ["556036-0793", "5560360793", "556036 0793", "165560360793", " 16556036-0793 "])
def test_a_number_has_one_form_however_it_is_written(text: str) -> None:
    assert normalised_corporate(text, NOW) == "5560360793"


def test_a_sole_traders_number_is_the_owners_personal_number() -> None:
    assert normalised_corporate("19121212-1212", NOW) == "191212121212"


@pytest.mark.parametrize("text", ["", "556036-0794", "55603-60793", "551036-0793", "556036-07933", "SE556036079301"])
def test_anything_else_is_none(text: str) -> None:
    assert normalised_corporate(text, NOW) is None
