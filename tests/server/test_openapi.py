"""The served OpenAPI is valid, and what it says is what the server does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any
from urllib.parse import unquote, urlencode, urlsplit

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from farstu import areas, wire
from farstu.contract.operation import OPERATIONS, Operation
from farstu.help.openapi import openapi
from farstu.help.place import Place
from farstu.server.routes import RouteTable
from tests.support.databases import KINDS
from tests.support.effort import examples
from tests.support.world import CUSTOMER, World, basic, world

areas.load()
wire.load()

HERE = Place("http://farstu.test")
DOCUMENT = openapi(HERE)
MODES = ["positive", "negative"]
ROUTES = RouteTable(OPERATIONS.values())
KNOWN = {"customerId": CUSTOMER, "contactId": "c", "estateId": "e", "officeId": "o", "userId": "u"}


class Judge:
    """What makes requests and judges answers; it takes seconds to import, which only who runs this should pay."""

    def __init__(self) -> None:
        import schemathesis
        from schemathesis.specs.openapi import checks

        self._schema = schemathesis.openapi.from_dict(DOCUMENT)
        self._modes = {mode.value: mode for mode in schemathesis.GenerationMode}
        self.checks = [
            schemathesis.checks.not_a_server_error,
            checks.status_code_conformance,
            checks.content_type_conformance,
            checks.response_schema_conformance,
        ]
        assert list(self._modes) == MODES

    def cases(self, operation: Operation, mode: str) -> st.SearchStrategy[Any]:
        found = self._schema[f"/{operation.route}"][operation.method]
        return found.as_strategy(generation_mode=self._modes[mode])


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge()


def test_the_served_document_names_every_operation(shared: World) -> None:
    served = shared.send("GET", "/openapi.json", {"Accept-Language": "en"}).json()
    assert served == DOCUMENT
    named = {method["operationId"] for path in served["paths"].values() for method in path.values()}
    assert named == OPERATIONS.keys()


def content(wanted: dict[str, Any]) -> bytes | None:
    """The body as bytes; a form comes as its pairs."""
    sent = wanted.get("data")
    return urlencode(sent, doseq=True).encode() if isinstance(sent, dict) else sent


def operation_at(method: str, path: str) -> Operation | None:
    """Which one a path leads to."""
    match = ROUTES.match(path)
    return match.operations.get(method) if match else None


def test_a_list_in_the_path_is_said_to_need_two_where_one_leads_elsewhere() -> None:
    least = {}
    for item in OPERATIONS.values():
        described = DOCUMENT["paths"][f"/{item.route}"][item.method.lower()]["parameters"]
        for parameter in (parameter for parameter in item.parameters if parameter.items):
            said = next(each for each in described if each.get("name") == parameter.name)["schema"]["minItems"]
            path = re.sub(r"\{\w+\}", "x", f"/{item.route}")
            assert (said == 1) is (operation_at(item.method, path) is item), item.id
            least[item.id] = said
    assert set(least.values()) == {1, 2}
    assert least["GET-CRM-Contact-customerId-contactIds"] == 2


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[World]]:
    """A world over each kind of database: to draw a request takes longer than to answer it twice."""
    with ExitStack() as stack:
        yield [stack.enter_context(world(tmp_path_factory.mktemp(kind), kind=kind)) for kind in KINDS]


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=lambda item: item.id)
@pytest.mark.parametrize("mode", MODES)
def test_generated_requests_get_documented_answers_and_never_a_5xx(
    both: list[World], judge: Judge, operation: Operation, mode: str
) -> None:
    @settings(max_examples=examples(40), deadline=None, suppress_health_check=list(HealthCheck))
    @given(judge.cases(operation, mode), st.booleans())
    def check(case: Any, known: bool) -> None:
        for name in case.path_parameters or {}:
            if name in KNOWN and (known or name == "customerId"):
                case.path_parameters[name] = KNOWN[name]
        wanted = case.as_transport_kwargs(base_url="http://farstu.test")
        meant = operation_at(case.method, unquote(urlsplit(wanted["url"]).path))
        assume(meant in (None, operation))  # else the other one's description counts
        headers = {str(name): str(value) for name, value in (wanted.get("headers") or {}).items()} | basic()
        for asked in both:
            response = asked.send(
                case.method, wanted["url"], headers, content(wanted), wanted.get("json"), params=wanted.get("params")
            )
            assert response.status_code < 500, asked.database
            case.validate_response(response, checks=judge.checks)

    check()
