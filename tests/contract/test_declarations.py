"""What fails while the contract is declared, so that a half-made one never starts."""

from decimal import Decimal
from typing import Annotated, Any

import msgspec
import pytest

from farstu.contract.enums import ENUMS, ContractEnum, enum, has_zero, member
from farstu.contract.errors import ContractError
from farstu.contract.fields import (
    DEFAULT_TEXT_LIMIT,
    ID,
    IN_BASE_CLASS,
    PERSONAL_NUMBER,
    REQUIRED,
    Between,
    Items,
    Kind,
    Length,
    OneOf,
    Wire,
    about,
)
from farstu.contract.model import INFO, MODELS, Model, model
from farstu.contract.moment import Moment
from farstu.contract.names import camel
from farstu.contract.operation import OPERATIONS, FunctionGroup, Place, group_of, operation
from farstu.contract.origin import ASSUMED
from farstu.contract.parameters import Parameter, choice, date, text, texts, truth, whole
from tests.support.declarations import MODEL, NAME, REGISTRIES, declare_model, registries

__all__ = ["registries"]

TEXTS: dict[str, str] = {"en": "Does something", "sv": "Gör något"}
CUSTOMER = text("customerId", en="Whose it is", sv="Vems det är")
ROUTE = "CRM/Test/{customerId}"


def declare_operation(route: str = ROUTE, **facts: Any) -> Any:
    given: dict[str, Any] = {"group": FunctionGroup.CRM, "parameters": (CUSTOMER,), **TEXTS}
    return operation("POST", route, **given | facts)


def nothing_was_kept(before: tuple[dict[Any, Any], ...]) -> bool:
    return all(registry == kept for registry, kept in zip(REGISTRIES, before, strict=True))


@enum("Test_Size")
class Size(ContractEnum):
    Small = member(0, en="Small", sv="Liten")
    Large = member(1, en="Large", sv="Stor")


@enum("Test_Colour")
class Colour(ContractEnum):
    Red = member(1, en="Red", sv="Röd")
    Blue = member(2, en="Blue", sv="Blå")


@model("Test_Inner", en="A thing inside another", sv="En sak i en annan")
class Inner(Model, kw_only=True):
    name: Annotated[str | None, NAME] = None


del ENUMS["Test_Size"], ENUMS["Test_Colour"], MODELS["Test_Inner"]


@pytest.mark.parametrize("hint", [str, str | None, Annotated[str | None, Length(0, 10)], Annotated[Size, REQUIRED]])
def test_a_member_without_a_description_fails(hint: Any, registries: tuple[dict[Any, Any], ...]) -> None:
    with pytest.raises(ContractError, match=r"Test_Thing\.GivenName: no description"):
        declare_model(hint)
    assert nothing_was_kept(registries)


@pytest.mark.parametrize(
    ("en", "sv"), [("", "Namnet man har"), ("The name had", ""), ("  ", "Namnet"), ("A", "A"), ("A ", " A")]
)
def test_a_description_that_is_not_two_texts_fails(en: str, sv: str) -> None:
    with pytest.raises(ContractError, match="two different texts"):
        declare_model(Annotated[str | None, about(en=en, sv=sv)], None)


@pytest.mark.parametrize("said", ["Given name", "given name.", "GivenName", "GIVEN NAME"])
def test_a_description_that_is_the_members_name_fails_in_either_language(said: str) -> None:
    for described in (about(en=said, sv="Förnamnet"), about(en="What one is called", sv=said)):
        with pytest.raises(ContractError, match="says nothing"):
            declare_model(Annotated[str | None, described], None)


@pytest.mark.parametrize(
    "marks",
    [
        (NAME, NAME),
        (NAME, Length(0, 1), Length(0, 2)),
        (NAME, Between(0, 1), Between(0, 2)),
        (NAME, Wire("A"), Wire("B")),
        (NAME, OneOf("a"), OneOf("b")),
        (NAME, Items(1), Items(2)),
    ],
)
def test_a_fact_said_twice_fails(marks: tuple[Any, ...]) -> None:
    with pytest.raises(ContractError, match="is said twice"):
        declare_model(Annotated[(str | None, *marks)], None)


@pytest.mark.parametrize("hint", [complex, bytes, dict, object, Any, set[str], Annotated[bytes | None, NAME]])
def test_a_type_that_the_contract_does_not_have_fails(hint: Any) -> None:
    with pytest.raises(ContractError, match="is no type of the contract"):
        declare_model(hint)


@pytest.mark.parametrize("default", [..., Size.Large, None])
def test_an_absent_enum_with_a_zero_member_must_be_that_member(default: Any) -> None:
    with pytest.raises(ContractError, match="takes its zero member"):
        declare_model(Annotated[Size, NAME], default)


def test_an_enum_with_a_zero_member_may_be_nullable() -> None:
    field = INFO[declare_model(Annotated[Size | None, NAME], None)].fields[0]
    assert (field.kind, field.nullable, field.default) == (Kind.ENUM, True, None)


def test_an_enum_without_a_zero_member_is_unset_and_null_is_no_value_of_it() -> None:
    field = INFO[declare_model(Annotated[Colour | None, NAME], None)].fields[0]
    assert (field.nullable, field.default, has_zero(Colour), has_zero(Size)) == (False, None, False, True)


@pytest.mark.parametrize(
    "texts", [{"en": ""}, {"sv": " "}, {"en": "Samma", "sv": "Samma"}, {"en": "Thing"}, {"sv": "Thing."}]
)
def test_a_model_needs_two_descriptions_that_say_something(texts: dict[str, str]) -> None:
    with pytest.raises(ContractError, match=r"^Test_Thing: "):
        declare_model(Annotated[str | None, NAME], None, **texts)


def test_a_model_declared_twice_fails_and_the_first_one_stays() -> None:
    first = declare_model(Annotated[str | None, NAME], None)
    with pytest.raises(ContractError, match="Test_Thing is declared twice"):
        declare_model(Annotated[str | None, NAME], None)
    assert MODELS["Test_Thing"].cls is first


def test_a_model_says_what_was_declared() -> None:
    declared = declare_model(Annotated[str, NAME, Length(1, 9), Wire("GIVENName"), OneOf("names"), PERSONAL_NUMBER])
    info = INFO[declared]
    assert (info.key, info.type_name, info.namespace) == ("Test_Thing", "Thing", "urn:test")
    assert (info.about.en, info.about.sv) == (MODEL["en"], MODEL["sv"])
    (field,) = info.fields
    assert (field.name, field.wire, field.json, field.kind, field.type) == (
        "given_name", "GIVENName", "givenName", Kind.TEXT, str,
    )  # fmt: skip
    assert (field.nullable, field.required, field.default, field.about) == (False, True, None, NAME)
    assert (field.length, field.one_of, field.personal_number) == (Length(1, 9), "names", True)
    assert (field.base_level, field.is_id, field.between, field.items) == (0, False, None, None)
    assert info.by_folded_name == {"givenname": field}


@pytest.mark.parametrize(
    ("hint", "kind", "type", "nullable"),
    [
        (str | None, Kind.TEXT, str, True),
        (int | None, Kind.INTEGER, int, True),
        (bool, Kind.BOOLEAN, bool, False),
        (Moment, Kind.DATE, Moment, False),
        (Moment | None, Kind.DATE, Moment, True),
        (Colour, Kind.ENUM, Colour, False),
        (Decimal | None, Kind.DECIMAL, Decimal, True),
        (float, Kind.DOUBLE, float, False),
        (Inner | None, Kind.MODEL, Inner, True),
        (list[Inner] | None, Kind.COLLECTION, Inner, True),
        (list[str] | None, Kind.COLLECTION, str, True),
        (list[Colour], Kind.COLLECTION, Colour, False),
    ],
)
def test_a_members_kind_follows_from_its_type(hint: Any, kind: Kind, type: Any, nullable: bool) -> None:
    field = INFO[declare_model(Annotated[hint, NAME])].fields[0]
    assert (field.kind, field.type, field.nullable, field.required) == (kind, type, nullable, True)
    assert field.length == (Length(0, DEFAULT_TEXT_LIMIT, ASSUMED) if kind is Kind.TEXT else None)


def test_flags_are_read() -> None:
    field = INFO[declare_model(Annotated[str | None, NAME, ID, REQUIRED, IN_BASE_CLASS], None)].fields[0]
    assert (field.is_id, field.required, field.base_level, field.nullable) == (True, True, 1, True)


@pytest.mark.parametrize(("en", "sv"), [("", "Röd"), ("Red", ""), (" ", " ")])
def test_an_enum_member_without_a_label_fails(en: str, sv: str) -> None:
    class Bare(ContractEnum):
        Red = member(0, en=en, sv=sv)

    with pytest.raises(ContractError, match=r"Test_Bare\.Red: a label is missing"):
        enum("Test_Bare")(Bare)
    assert "Test_Bare" not in ENUMS


def test_enum_members_that_share_a_number_fail() -> None:
    class Shared(ContractEnum):
        Red = member(1, en="Red", sv="Röd")
        Blue = member(1, en="Blue", sv="Blå")

    with pytest.raises(ContractError, match="two members share a number"):
        enum("Test_Shared")(Shared)


def test_an_enum_declared_twice_fails() -> None:
    enum("Test_Size")(Size)
    with pytest.raises(ContractError, match="Test_Size is declared twice"):
        enum("Test_Size")(Colour)
    assert ENUMS["Test_Size"] is Size


def test_an_enum_members_value_is_its_name() -> None:
    assert [(item.name, item.value, item.number, item.en, item.sv) for item in Size] == [
        ("Small", "Small", 0, "Small", "Liten"),
        ("Large", "Large", 1, "Large", "Stor"),
    ]


def test_an_operation_is_kept_under_its_id() -> None:
    made = declare_operation("CRM/Test/{customerId}/Part")
    assert made.id == "POST-CRM-Test-customerId-Part"
    assert OPERATIONS[made.id] is made
    assert (made.request, made.response, made.body_name) == (None, None, "")


@pytest.mark.parametrize("group", [None, "CRM", "Crm", "", 3])
def test_an_operation_without_a_function_group_fails(group: Any, registries: tuple[dict[Any, Any], ...]) -> None:
    with pytest.raises(ContractError, match="names no function group"):
        declare_operation(group=group)
    assert nothing_was_kept(registries)


@pytest.mark.parametrize("group", [item for item in FunctionGroup if item is not FunctionGroup.CRM])
def test_an_operation_in_another_function_group_than_its_route_fails(group: FunctionGroup) -> None:
    with pytest.raises(ContractError, match=f"belongs to CRM, not to {group}"):
        declare_operation(group=group)


@pytest.mark.parametrize("route", ["Weather/{customerId}", "{customerId}", "", "v2/{customerId}", "v2/CRM/{id}"])
def test_a_route_that_no_function_group_has_fails(route: str) -> None:
    with pytest.raises(ContractError, match="no function group has routes that begin so"):
        declare_operation(route)


@pytest.mark.parametrize(
    ("route", "group"),
    [
        ("BusinessIntelligence/Budget", "BusinessIntelligence"),
        ("REPORT/x", "BusinessIntelligence"),
        ("Contacts", "CRM"),
        ("Note/{a}", "CRM"),
        ("Meeting/Comeback", "Meeting"),
        ("appointment", "Meeting"),
        ("Advertising/x/y", "Advertising"),
        ("v2/Advertising/x", "Advertising"),
        ("interest", "Advertising"),
        ("Viewing", "Viewing"),
        ("ViewingParticipant/{c}", "Viewing"),
    ],
)
def test_the_first_segment_says_the_function_group(route: str, group: str) -> None:
    assert group_of(route) is FunctionGroup(group)


@pytest.mark.parametrize(
    ("route", "names"),
    [(ROUTE, []), (ROUTE, ["customerID"]), (ROUTE, ["customerId", "contactId"]), ("CRM/Test", ["customerId"]),
     ("CRM/{customerId}/{contactId}", ["contactId", "customerId"]), ("CRM/{customerId}/{contactId}", ["customerId"])],
)  # fmt: skip
def test_parameters_that_do_not_fit_the_route_fail(route: str, names: list[str]) -> None:
    with pytest.raises(ContractError, match=r"the route names \["):
        declare_operation(route, parameters=tuple(text(name, en="An id", sv="Ett id") for name in names))


@pytest.mark.parametrize("texts", [{"en": ""}, {"sv": " "}, {"en": "Samma", "sv": "Samma"}])
def test_an_operation_and_each_parameter_need_two_descriptions(texts: dict[str, str]) -> None:
    with pytest.raises(ContractError, match="two different texts"):
        declare_operation(**texts)
    with pytest.raises(ContractError, match=r"customerId: .*two different texts"):
        declare_operation(parameters=(text("customerId", **{"en": "Whose", "sv": "Vems", **texts}),))


def test_a_request_that_is_no_model_of_the_contract_fails() -> None:
    class Stranger(Model, kw_only=True):
        name: str | None = None

    with pytest.raises(ContractError, match="Stranger is not a model of the contract"):
        declare_operation(request=Stranger)


def test_an_operation_declared_twice_fails() -> None:
    first = declare_operation()
    with pytest.raises(ContractError, match="POST-CRM-Test-customerId is declared twice"):
        declare_operation()
    assert OPERATIONS[first.id] is first


def test_the_bodys_name_is_the_models_unless_one_is_given() -> None:
    request = declare_model(Annotated[str | None, NAME], None, key="Test_LongThing")
    assert declare_operation("CRM/A/{customerId}", request=request).body_name == "longThing"
    assert declare_operation("CRM/B/{customerId}", request=request, body_name="thing").body_name == "thing"


def test_a_parameter_is_a_text_or_a_whole_number_in_its_range() -> None:
    assert (CUSTOMER.type, CUSTOMER.between) == (str, None)
    year = whole("year", en="The year", sv="Året", between=Between(2000, 2100))
    assert year == Parameter("year", about(en="The year", sv="Året"), int, Between(2000, 2100))


@pytest.mark.parametrize("kind", [str, bool, list[str], list[bool]])
def test_an_answer_is_a_type_or_a_list_of_one(kind: Any) -> None:
    made = declare_operation(response=kind)
    assert made.answers_list is (kind not in (str, bool))
    assert made.answer_type in (str, bool)


@pytest.mark.parametrize("kind", [int, dict, list[int]])
def test_an_answer_that_the_contract_does_not_know_fails(kind: Any) -> None:
    with pytest.raises(ContractError, match="is no answer of the contract"):
        declare_operation(response=kind)


def test_the_customer_stands_in_the_path_else_the_query_else_the_body() -> None:
    named = text("CustomerId", en="Whose", sv="Vems", required=False)
    request = declare_model(Annotated[str | None, NAME], None, key="Test_Asked")
    asks = msgspec.defstruct(
        "Asks", [("customer_id", Annotated[str, NAME])], bases=(Model,), module=__name__, rename=camel, kw_only=True
    )
    whole_body = model("Test_Asks", **MODEL)(asks)
    assert declare_operation().customer_place is Place.PATH
    assert declare_operation("CRM/Q", parameters=(), query=(named,)).customer_place is Place.QUERY
    assert declare_operation("CRM/B", parameters=(), request=whole_body).customer_place is Place.BODY
    with pytest.raises(ContractError, match="names no customer"):
        declare_operation("CRM/C", parameters=(), request=request)


def test_a_route_of_our_own_says_its_function_group_itself() -> None:
    made = declare_operation("_farstu/{customerId}", group=FunctionGroup.MEETING)
    assert (made.is_own, made.group) == (True, FunctionGroup.MEETING)
    assert not declare_operation().is_own


@pytest.mark.parametrize(
    ("query", "why"),
    [
        (text("CUSTOMERID", en="Whose", sv="Vems"), "two parameters have one name"),
        (text("x", en="A word", sv="Ett ord", default="y"), "what is required has no default"),
    ],
)
def test_a_query_that_contradicts_itself_fails(query: Parameter, why: str) -> None:
    with pytest.raises(ContractError, match=why):
        declare_operation(query=(query,))


def test_a_part_of_the_path_cannot_be_left_out() -> None:
    with pytest.raises(ContractError, match="cannot be left out"):
        declare_operation(parameters=(text("customerId", en="Whose", sv="Vems", required=False),))


def test_a_parameter_says_what_it_holds() -> None:
    named = {"en": "A word", "sv": "Ett ord"}
    made = (text("a", **named), whole("a", **named, between=Between(0, 1)), truth("a", **named), date("a", **named))
    assert [item.kind for item in made] == [Kind.TEXT, Kind.INTEGER, Kind.BOOLEAN, Kind.DATE]
    assert choice("a", Size, **named).kind is Kind.ENUM
    assert texts("a", **named, items=Items(20)).items == Items(20)
    assert [text(name, **named).is_customer for name in ("customerId", "CustomerIds", "licenseId", "contactId")] == [
        True, True, True, False,
    ]  # fmt: skip


def test_a_type_may_be_called_something_else_than_its_key_says() -> None:
    made = declare_model(Annotated[str | None, NAME], None, key="Test_Thing_GET", type_name="Thing")
    assert (INFO[made].key, INFO[made].type_name) == ("Test_Thing_GET", "Thing")
