"""What a member may be, and what fails at once because no format could read or write it."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
import pytest

from farstu.contract.errors import ContractError
from farstu.contract.fields import IN_BASE_CLASS, LONG, BaseClass, Between, Items, Kind, Length, Wire, about
from farstu.contract.model import INFO, MODELS, Model, model
from farstu.contract.names import camel, json_name
from tests.support.declarations import MODEL, NAME, declare_model, registries

__all__ = ["registries"]


@pytest.mark.parametrize(
    ("hint", "default", "said"),
    [
        (Annotated[int | str, NAME], ..., "one type"),
        (Annotated[str, NAME, LONG], ..., "only a whole number is long"),
        (Annotated[int | None, NAME, Length(0, 1)], None, "only texts have a length"),
        (Annotated[bool, NAME, Between(0, 1)], False, "only numbers lie between"),
        (Annotated[str | None, NAME, Items(1)], None, "only collections have items"),
        (Annotated[list[str], NAME, Between(0, 1)], ..., "only numbers lie between"),
        (Annotated[list[str | None], NAME], ..., "is no type of the contract"),
        (Annotated[list[list[str]], NAME], ..., "is no type of the contract"),
        (Annotated[dict[str, str], NAME], ..., "is no type of the contract"),
        (Annotated[int, NAME], 5, "what is absent is null"),
        (Annotated[int | None, NAME], 0, "what is absent is null"),
        (Annotated[str, NAME], "", "what is absent is null"),
        (Annotated[float, NAME], None, "what is absent is null"),
        (Annotated[list[str] | None, NAME], [], "is not made anew"),
        (Annotated[str | None, NAME, Wire("Other")], None, "Other is other in JSON, not givenName"),
        (Annotated[str | None, NAME, BaseClass(0, "urn:x")], None, "only a member of a base class"),
        (Annotated[str | None, NAME, IN_BASE_CLASS, BaseClass(2)], None, "BaseClass is said twice"),
    ],
)
def test_what_no_format_could_read_or_write_fails(hint: Any, default: Any, said: str) -> None:
    with pytest.raises(ContractError, match=said):
        declare_model(hint, default)


def test_a_model_within_another_must_be_declared_before() -> None:
    class Stranger(Model, kw_only=True):
        name: str | None = None

    with pytest.raises(ContractError, match="is no type of the contract"):
        declare_model(Annotated[Stranger | None, NAME], None)


def test_two_members_with_one_name_fail() -> None:
    members: list[Any] = [("given_name", Annotated[str | None, NAME], None)]
    other = ("givenname", Annotated[str | None, about(en="The same again", sv="Samma igen")], None)
    made = msgspec.defstruct("Thing", [*members, other], bases=(Model,), rename=camel, kw_only=True)
    with pytest.raises(ContractError, match="two members have one name"):
        model("Test_Thing", **MODEL)(made)


def test_a_namespace_that_is_not_known_is_assumed_from_the_key() -> None:
    texts = {name: text for name, text in MODEL.items() if name != "namespace"}
    members: list[Any] = [("given_name", Annotated[str | None, NAME], None)]
    beginning = "http://schemas.datacontract.org/2004/07/"
    model("Meeting_Thing", **texts)(msgspec.defstruct("Thing", members, bases=(Model,), rename=camel))
    assert MODELS["Meeting_Thing"].namespace == f"{beginning}Vitec.Housing.Connect.Api.Models.Meeting"
    made = msgspec.defstruct("Thing", members, bases=(Model,), rename=camel)
    model("Advertising_Thing", type_name="Other", **texts)(made)
    assert MODELS["Advertising_Thing"].namespace == f"{beginning}Express.Connect.Api.Models.Advertising"
    assert MODELS["Advertising_Thing"].type_name == "Other"


def test_an_item_of_a_collection_is_a_member_of_its_own() -> None:
    field = INFO[declare_model(Annotated[list[int] | None, NAME, LONG, Between(1, 9), Items(3)], None)].fields[0]
    assert (field.kind, field.holds, field.between, field.items) == (Kind.COLLECTION, Kind.LONG, None, Items(3))
    assert field.item is not None
    assert (field.item.kind, field.item.nullable, field.item.between) == (Kind.LONG, False, Between(1, 9))


@pytest.mark.parametrize(
    ("wire", "json"),
    [("SMSBidding", "smsBidding"), ("VAT", "vat"), ("GDPRApprovalDate", "gdprApprovalDate"), ("Id", "id"), ("ID", "id"),
     ("EmailAddress2", "emailAddress2"), ("IncreasedRequirementIDs", "increasedRequirementIDs"), ("A", "a"),
     ("aB", "aB")],
)  # fmt: skip
def test_leading_capitals_are_lowered_in_json_up_to_the_one_that_begins_a_word(wire: str, json: str) -> None:
    assert json_name(wire) == json
