"""One name, three spellings."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farstu.contract.model import MODELS
from farstu.contract.names import camel, pascal
from farstu.contract.namespaces import express, housing

PARTS = st.from_regex(r"[a-z][a-z0-9]{0,8}", fullmatch=True)


@pytest.mark.parametrize(
    ("name", "in_xml", "in_json"),
    [
        ("bank", "Bank", "bank"),
        ("email_address2", "EmailAddress2", "emailAddress2"),
        ("is_foreign_social_security_number", "IsForeignSocialSecurityNumber", "isForeignSocialSecurityNumber"),
        ("utm_tags", "UtmTags", "utmTags"),
        ("x", "X", "x"),
        ("a_b_c", "ABC", "aBC"),
        ("", "", ""),
    ],
)
def test_a_name_is_spelled_in_pascal_case_and_camel_case(name: str, in_xml: str, in_json: str) -> None:
    assert (pascal(name), camel(name)) == (in_xml, in_json)


@settings(deadline=None)
@given(st.lists(PARTS, min_size=1, max_size=5))
def test_the_spellings_differ_in_the_first_letter_alone_and_lose_no_letter(parts: list[str]) -> None:
    name = "_".join(parts)
    assert pascal(name)[0].lower() + pascal(name)[1:] == camel(name)
    assert pascal(name).lower() == "".join(parts)
    assert sum(letter.isupper() for letter in pascal(name)) == len(parts)


def test_members_of_the_contract_are_spelled_alike_apart_from_case() -> None:
    fields = [field for info in MODELS.values() for field in info.fields]
    assert len(fields) > 40
    for field in fields:
        assert field.json.lower() == field.wire.lower()
        assert field.json[0].islower()
        assert field.wire[0].isupper()


def test_no_two_members_of_a_model_differ_in_case_alone() -> None:
    for info in MODELS.values():
        assert len(info.by_folded_name) == len(info.fields)


def test_namespaces_say_where_a_type_lives() -> None:
    beginning = "http://schemas.datacontract.org/2004/07/"
    assert housing() == f"{beginning}Vitec.Housing.Connect.Api.Models"
    assert housing("Meeting") == f"{beginning}Vitec.Housing.Connect.Api.Models.Meeting"
    assert express("Services.Advertising") == f"{beginning}Express.Connect.Api.Services.Advertising"
