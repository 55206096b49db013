"""The client's models and methods are the contract's."""

from __future__ import annotations

import asyncio
import inspect
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import httpx
import msgspec
import pytest

from checks import client as made
from farstu import areas
from farstu.client import AsyncClient, Client, Moment, Unreadable, models
from farstu.client.shapes import Choice, Model
from farstu.contract.enums import ENUMS
from farstu.contract.model import MODELS
from farstu.contract.operation import OPERATIONS, Operation
from farstu.engine.reads import READS

CLIENT = Path(made.__file__).parent.parent / "src" / "farstu" / "client"
areas.load()


def test_the_modules_are_what_the_contract_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["client", str(tmp_path)])
    made.main()
    for file in tmp_path.iterdir():
        assert file.read_text("utf-8") == (CLIENT / file.name).read_text("utf-8"), "run: make docs"
    assert {file.name for file in tmp_path.iterdir()} == {"models.py", "operations.py"}


def test_every_model_has_the_members_of_the_contract_by_their_names_in_json() -> None:
    for info in MODELS.values():
        cls = getattr(models, made.class_names()[info.cls])
        assert {member.encode_name for member in msgspec.structs.fields(cls)} == {field.json for field in info.fields}
        msgspec.json.Decoder(cls, dec_hook=lambda kind, value: value)  # every type can be read
    assert all(issubclass(getattr(models, cls.__name__), Choice) for cls in ENUMS.values())


def _value(annotation: str) -> Any:
    name = annotation.partition(" |")[0]
    if name.startswith("list["):
        return [_value(name[5:-1])]
    if name.startswith("m."):
        cls = getattr(models, name[2:])
        return next(iter(cls)) if issubclass(cls, Choice) else cls.__new__(cls)
    return {"str": "å/b", "int": 7, "bool": True, "Moment": Moment("2040-01-01T00:00:00+01:00")}[name]


class Recorder:
    """Keeps what is asked for, and answers what cannot be read."""

    def __init__(self) -> None:
        self.asked: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        return httpx.Response(200, json={"not": "the answer"})


def _call(client: Any, operation: Operation, name: str) -> Any:
    """Calls a method with something for each argument; bodies are looked at elsewhere."""
    method = getattr(client, name)
    body = made.argument(operation.body_name) if operation.request else None
    given = {
        item.name: Model() if item.name == body else _value(str(item.annotation))
        for item in inspect.signature(method).parameters.values()
        if item.name != "idempotency_key"
    }
    return method(**given)


def _check(operation: Operation, request: httpx.Request) -> None:
    route, path = operation.route.split("/"), request.url.raw_path.decode().partition("?")[0].split("/")[1:]
    assert (request.method, len(path)) == (operation.method, len(route))
    assert all(said == part or part.startswith("{") for said, part in zip(path, route, strict=True))
    assert set(parse_qs(request.url.query.decode())) == {item.name for item in operation.query}
    assert ("Idempotency-Key" in request.headers) is (operation not in READS)
    assert (request.content == b"{}") is (operation.request is not None)
    assert request.extensions["timeout"].keys() == {"connect", "read", "write", "pool"}


def test_every_operation_is_called_as_the_contract_says() -> None:
    recorder = Recorder()
    with Client("http://here", "p", "k", transport=httpx.MockTransport(recorder)) as client:
        for operation, name in made.method_names().items():
            with suppress(Unreadable):
                _call(client, operation, name)
            _check(operation, recorder.asked[-1])
    assert len(recorder.asked) == len(OPERATIONS) == len(set(made.method_names().values()))


def test_every_operation_is_called_so_with_await_too() -> None:
    recorder = Recorder()

    async def call_all() -> None:
        async with AsyncClient("http://here", "p", "k", transport=httpx.MockTransport(recorder)) as client:
            for operation, name in made.method_names().items():
                with suppress(Unreadable):
                    await _call(client, operation, name)
                _check(operation, recorder.asked[-1])

    asyncio.run(call_all())
    assert len(recorder.asked) == len(OPERATIONS)


def _answering(document: Any) -> Client:
    return Client("http://here", "p", "k", transport=httpx.MockTransport(lambda _: httpx.Response(200, json=document)))


def test_what_is_not_known_in_an_answer_is_borne_and_dates_and_numbers_keep_their_digits() -> None:
    date, text = "0001-01-01T00:00:00.1234567", '"commissionWithoutTaxes": 1.10000000000000000001'
    content = f'{{"id":"CAL1","newer":{{"a":1}},"meetingDate":"{date}","bookedDate":"{date}","type":"Newer",{text}}}'
    transport = httpx.MockTransport(lambda _: httpx.Response(200, content=content))
    with Client("http://here", "p", "k", transport=transport) as client:
        meeting = client.read_meeting("M1", "CAL1")
    assert meeting.meeting_date == Moment(date)
    assert (meeting.type, meeting.type.value, meeting.state) == ("Newer", "Newer", models.MeetingState.Booked)
    assert meeting.commission_without_taxes == Decimal("1.10000000000000000001")


@pytest.mark.parametrize("wrong", [{"meetingDate": 5}, {"type": [5]}, {"id": None}, {"contactName": {}}])
def test_what_is_not_the_contracts_is_told_with_the_calls_id(wrong: dict[str, Any]) -> None:
    date = "2040-01-01T10:00:00"
    document = {"id": "CAL1", "meetingDate": date, "bookedDate": date} | wrong
    answer = httpx.Response(200, headers={"Request-Id": "r1"}, json=document)
    transport = httpx.MockTransport(lambda _: answer)
    with (
        Client("http://here", "p", "k", transport=transport) as client,
        pytest.raises(Unreadable, match=next(iter(wrong))) as raised,
    ):
        client.read_meeting("M1", "CAL1")
    assert (raised.value.status, raised.value.request_id) == (200, "r1")


def test_a_contact_is_read_as_the_kind_whose_members_came() -> None:
    common = {"type": "Company", "id": "ADR1", "customerId": "M1", "categories": []}
    dated = common | dict.fromkeys(("createdAt", "changedAt"), "2040-01-01T10:00:00")
    company = dated | {"name": "Bo AB", "corporateNumber": None, "telephone": None, "newer": 1}
    with _answering(company) as client:
        assert client.read_contact("M1", "ADR1").__class__ is models.CrmCompanyContact
    with _answering([dated, company]) as client:
        kinds = [type(contact) for contact in client.read_contacts("M1", ["ADR1", "ADR1"])]
    assert kinds == [models.CrmContact, models.CrmCompanyContact]


def test_what_cannot_be_sent_is_told_before_it_is() -> None:
    with _answering([]) as client:
        for wrong in ("", ".", ".."):
            with pytest.raises(ValueError, match="part of a path"):
                client.read_contact("M1", wrong)
        with pytest.raises(ValueError, match="comma"):
            client.read_contacts("M1", ["a,b"])
        for key in ("", "å", "a\nb", "k" * 256):
            with pytest.raises(ValueError, match="Idempotency-Key"):
                client.opt_out("M1", "ADR1", idempotency_key=key)
        assert client.read_contacts("M1", ["a", "b"]) == []
    with pytest.raises(ValueError, match="no address"):
        Client("here", "p", "k")
