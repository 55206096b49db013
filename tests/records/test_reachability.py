"""E-mail addresses, phone numbers and names in their one form."""

from __future__ import annotations

import unicodedata

import pytest
from email_validator import EmailNotValidError, validate_email
from hypothesis import given, settings
from hypothesis import strategies as st

from farstu.records.persons import doubtful_columns
from farstu.records.reachability import comparable_email, comparable_name, comparable_phone
from tests.support.effort import examples
from tests.support.people import spellings_of_email, spellings_of_phone

QUIET = settings(deadline=None, max_examples=examples(200))
WITHOUT_A_CASE_OF_THEIR_OWN = "ıİ"
"""Letters whose capital is another letter's."""
DOMAINS = (
    "Exempel.se",
    "xn--4cab6c.se",
    "localhost",
    "a.invalid",
    "a" * 63 + ".se",
    "a" * 64 + ".se",
    "a." * 126 + "se",
)
NAMES = st.text(
    st.characters(max_codepoint=0x17F, categories=("Lu", "Ll")).filter(lambda c: c not in WITHOUT_A_CASE_OF_THEIR_OWN)
    | st.sampled_from(" -'’"),
    min_size=1,
    max_size=12,
)


@pytest.mark.parametrize("text", spellings_of_email("anna.berg+hus@exempel.se"))
def test_an_address_is_the_same_in_any_case(text: str) -> None:
    assert comparable_email(text) == "anna.berg+hus@exempel.se"


@pytest.mark.parametrize(
    "text", ["", " ", "anna", "anna@", "@exempel.se", "anna@exempel", "a b@exempel.se", "anna@exempel..se", "a@b@c.se"]
)
def test_what_is_no_address_has_no_form(text: str) -> None:
    assert comparable_email(text) is None


@pytest.mark.parametrize(("one", "other"), [("åsa@exempel.se", "ÅSA@EXEMPEL.SE"), ("a@åäö.se", "A@xn--4cab6c.se")])
def test_an_address_may_be_swedish(one: str, other: str) -> None:
    assert comparable_email(one) == comparable_email(other)
    assert comparable_email(one) is not None


@pytest.mark.parametrize("address", ["a@exempel.test", "a@exempel.example.com", "root@localhost.test"])
def test_nobody_asks_the_network_whether_an_address_exists(address: str) -> None:
    assert comparable_email(address) == address


@pytest.mark.parametrize("national", ["0701740605", "084650042", "0313900612"])
def test_a_number_is_the_same_in_any_spelling(national: str) -> None:
    assert {comparable_phone(text) for text in spellings_of_phone(national)} == {f"+46{national[1:]}"}


@pytest.mark.parametrize(("text", "number"), [("+47 22 12 34 56", "+4722123456"), ("0045 32 12 34 56", "+4532123456")])
def test_a_number_of_another_country_keeps_its_country(text: str, number: str) -> None:
    assert comparable_phone(text) == number


@pytest.mark.parametrize("text", ["", " ", "x", "1", "12", "112", "0", "070", "070174060", "07017406055", "+999123456"])
def test_what_is_no_number_has_no_form(text: str) -> None:
    assert comparable_phone(text) is None


@QUIET
@given(NAMES)
def test_a_name_is_the_same_in_any_case_spacing_and_normal_form(name: str) -> None:
    form = comparable_name(name)
    written = {name.upper(), name.lower(), f"  {name}\t", name.replace(" ", "   ")}
    assert {comparable_name(text) for text in written} == {form}
    decomposed = {unicodedata.normalize(each, text) for each in ("NFC", "NFD") for text in {name, *written}}
    assert {comparable_name(text) for text in decomposed} == {form}
    assert comparable_name(form) == form


@pytest.mark.parametrize(
    ("one", "other"), [("Anna", "Ana"), ("Åsa", "Asa"), ("Öberg", "Oberg"), ("Anna-Lena", "Anna Lena"), ("Al", "AI")]
)
def test_other_letters_are_another_name(one: str, other: str) -> None:
    assert comparable_name(one) != comparable_name(other)


@pytest.mark.parametrize("text", ["", " ", "\t\n"])
def test_blanks_are_no_name(text: str) -> None:
    assert comparable_name(text) == ""


@QUIET
@given(st.text(max_size=40) | st.text('ab@.-+"()[] å', max_size=12))
def test_any_text_is_an_address_or_none(text: str) -> None:
    form = comparable_email(text)
    assert form is None or ("@" in form and comparable_email(form) == form == form.lower())


@QUIET
@given(
    st.builds("{}@{}".format, st.text("abX.-_+1", max_size=70), st.text("abX.-1", max_size=70))
    | st.builds("{}@{}".format, st.text("aB._+", min_size=1, max_size=8), st.sampled_from(DOMAINS))
)
def test_a_usual_address_has_the_form_that_the_library_gives_it(address: str) -> None:
    try:
        wanted = validate_email(address, check_deliverability=False, test_environment=True).normalized.lower()
    except EmailNotValidError:
        wanted = None
    assert comparable_email(address) == wanted


@QUIET
@given(st.text(max_size=17) | st.text("0123456789+-() ", max_size=17))
def test_any_text_is_a_phone_number_or_none(text: str) -> None:
    form = comparable_phone(text)
    assert form is None or (form[0] == "+" and form[1:].isascii() and form[1:].isdigit())
    assert form is None or comparable_phone(form) == form


def test_the_columns_that_hold_none_are_named() -> None:
    values = {"email": "x", "email2": "a@exempel.se", "home": "1", "cell": "0701740605", "other": "", "first_name": "x"}
    assert doubtful_columns(values) == ["email", "home"]
