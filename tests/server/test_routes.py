"""Paths find their operations: literals before parameters, and every operation by its own route."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farstu.contract.errors import ContractError
from farstu.contract.fields import Items, about
from farstu.contract.operation import OPERATIONS, FunctionGroup, Operation
from farstu.contract.parameters import texts
from farstu.server.routes import RouteTable
from tests.support.effort import examples

ALL = RouteTable(OPERATIONS.values())
VALUES = st.text(min_size=1, max_size=12).filter(lambda text: not set("/,") & set(text))
SEVERAL = VALUES.map(lambda text: f"{text},x")


def made(route: str, method: str = "GET") -> Operation:
    """An operation that nothing declares."""
    return Operation(method, route, FunctionGroup.CRM, about(en="A", sv="B"), (), None, None, "")


def several(route: str) -> Operation:
    """One whose last parameter is a list."""
    name = route.rpartition("{")[2].rstrip("}")
    many = texts(name, en="Ids", sv="Id:n", items=Items(20))
    return Operation("GET", route, FunctionGroup.CRM, about(en="A", sv="B"), (many,), None, None, "")


def table(*routes: str) -> RouteTable:
    return RouteTable(made(route) for route in routes)


def found(routes: RouteTable, path: str) -> tuple[str, tuple[str, ...]] | None:
    """The route that a path leads to, and its values."""
    match = routes.match(path)
    return (match.operations["GET"].route, match.values) if match else None


@pytest.mark.parametrize(
    ("path", "route", "values"),
    [
        ("/CRM/Contact/M1/Search", "CRM/Contact/{customerId}/Search", ("M1",)),
        ("/CRM/Contact/M1/c1", "CRM/Contact/{customerId}/{contactId}", ("M1", "c1")),
        ("/CRM/Contact/Person/M1", "CRM/Contact/Person/{customerId}", ("M1",)),
        ("/CRM/Contact/Person/Search", "CRM/Contact/Person/{customerId}", ("Search",)),
        ("/CRM/Contact/Person/M1/Note", "CRM/Contact/{customerId}/{contactId}/Note", ("Person", "M1")),
        ("/CRM/Contact/person/search/note", "CRM/Contact/{customerId}/{contactId}/Note", ("person", "search")),
        ("/CRM/All", "CRM/All", ()),
        ("/CRM/Other", "CRM/{id}", ("Other",)),
        ("/CRM/Contact", "CRM/{id}", ("Contact",)),
    ],
)
def test_a_literal_beats_a_parameter_from_left_to_right(path: str, route: str, values: tuple[str, ...]) -> None:
    routes = table(
        "CRM/Contact/{customerId}/{contactId}",
        "CRM/Contact/{customerId}/{contactId}/Note",
        "CRM/Contact/{customerId}/Search",
        "CRM/Contact/Person/{customerId}",
        "CRM/{id}",
        "CRM/All",
    )
    assert found(routes, path) == (route, values)


def test_the_order_of_declaration_does_not_matter() -> None:
    routes = ("{a}/x", "y/{b}", "y/x", "{a}/{b}")
    for table_of_them in (table(*routes), table(*reversed(routes))):
        assert found(table_of_them, "/y/x") == ("y/x", ())
        assert found(table_of_them, "/y/z") == ("y/{b}", ("z",))
        assert found(table_of_them, "/z/x") == ("{a}/x", ("z",))
        assert found(table_of_them, "/z/z") == ("{a}/{b}", ("z", "z"))


@pytest.mark.parametrize("path", ["/crm/TEST/M1", "/CRM/Test/M1", "/cRm/tEsT/M1"])
def test_literals_compare_ignoring_case(path: str) -> None:
    assert found(table("CRM/Test/{customerId}"), path) == ("CRM/Test/{customerId}", ("M1",))


@pytest.mark.parametrize("value", ["M1", "mIxEd", " x ", " ", "å+%2F;x=1", "a.b", "..", "{customerId}", "🏠", "\x00"])
def test_values_keep_their_case_and_their_blanks(value: str) -> None:
    assert found(table("CRM/Test/{customerId}"), f"/CRM/Test/{value}") == ("CRM/Test/{customerId}", (value,))


@pytest.mark.parametrize("slashes", ["", "/", "//", "/////"])
def test_slashes_at_the_end_do_not_count(slashes: str) -> None:
    routes = table("CRM/Test/{customerId}", "CRM/Test")
    assert found(routes, f"/CRM/Test/M1{slashes}") == ("CRM/Test/{customerId}", ("M1",))
    assert found(routes, f"/CRM/Test{slashes}") == ("CRM/Test", ())


@pytest.mark.parametrize(
    "path",
    ["", "/", "//", "CRM/Test/M1", "/CRM//Test/M1", "//CRM/Test/M1", "/CRM/Test//M1", "/CRM", "/CRM/Test",
     "/CRM/Tes/M1", "/CRM/Test/M1/x", "/CRM/Test/M1/x/", "/CRM /Test/M1", "/x/CRM/Test/M1", "/CRM/Test/a/b"],
)  # fmt: skip
def test_missing_extra_and_empty_segments_match_nothing(path: str) -> None:
    assert table("CRM/Test/{customerId}").match(path) is None


def test_nothing_matches_an_empty_table() -> None:
    assert table().match("/CRM") is None


def test_a_comma_says_that_several_are_meant() -> None:
    one, many = made("CRM/{id}"), several("CRM/{ids}")
    for routes in (RouteTable([one, many]), RouteTable([many, one])):
        assert [found(routes, f"/CRM/{value}") for value in ("a", "a,b", ",")] == [
            ("CRM/{id}", ("a",)),
            ("CRM/{ids}", ("a,b",)),
            ("CRM/{ids}", (",",)),
        ]


def test_a_list_that_stands_alone_takes_one_id_too() -> None:
    assert found(RouteTable([several("CRM/{ids}")]), "/CRM/a") == ("CRM/{ids}", ("a",))


@pytest.mark.parametrize("make", [made, several])
def test_two_operations_of_one_path_and_method_fail(make: Callable[[str], Operation]) -> None:
    with pytest.raises(ContractError, match="have the same path"):
        RouteTable([make("CRM/{a}"), make("crm/{b}")])


def test_methods_of_one_path_come_together() -> None:
    get, put = made("CRM/{id}/Part"), made("crm/{other}/part", "PUT")
    match = RouteTable([get, put]).match("/CRM/1/Part")
    assert match is not None
    assert match.operations == {"GET": get, "PUT": put}
    assert match.values == ("1",)


@settings(deadline=None, max_examples=examples(100))
@given(st.data())
def test_every_operation_is_found_by_its_own_route(data: st.DataObject) -> None:
    for operation in OPERATIONS.values():
        values = tuple(
            data.draw(SEVERAL if parameter.items else VALUES, label=parameter.name)
            for parameter in operation.parameters
        )
        left = iter(values)
        segments = [next(left) if segment.startswith("{") else segment for segment in operation.route.split("/")]
        path = "/" + "/".join(segments)
        match = ALL.match(path + data.draw(st.sampled_from(["", "/", "//"])))
        assert match is not None
        assert (match.operations[operation.method], match.values) == (operation, values)


@settings(deadline=None, max_examples=examples(300))
@given(st.text(max_size=40) | st.lists(st.sampled_from(["CRM", "Buyer", "M1", "", "LoanPromise", "/"])).map("/".join))
def test_any_path_leads_somewhere_or_nowhere(path: str) -> None:
    match = ALL.match(path)
    assert match is None or match.operations
    assert match is None or all(value and "/" not in value for value in match.values)
