"""The client against a server whose connections break, by the server's own faults."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from farstu.client import Client, Moment, Refused, Retry, Unreachable, models
from farstu.pytest.calls import Calls
from farstu.pytest.control import Faults
from farstu.pytest.running import Server

DATE = "2040-05-03T10:00:00.1234567+02:00"
BOOK = "POST-Meeting-Comeback-customerId-contactId"


def _client(server: Server, *, keeps_keys: bool) -> Client:
    return Client(server.url, server.partner, server.key, keeps_keys=keeps_keys, retry=Retry(pause=0))


def _booked(server: Server, client: Client) -> list[str]:
    return [meeting.id for meeting in client.list_comebacks(server.customer, server.ids["contactId"]).meetings]


def test_what_is_done_before_the_connection_breaks_is_done_once(
    farstu_server: Server, farstu_faults: Faults, farstu_calls: Calls
) -> None:
    with _client(farstu_server, keeps_keys=True) as client:
        before = _booked(farstu_server, client)
        farstu_faults.order(operation=BOOK, drop="after", count=2)
        comeback = models.Comeback(date=Moment(DATE))
        made = client.create_comeback(farstu_server.customer, farstu_server.ids["contactId"], comeback)
        assert sorted(_booked(farstu_server, client)) == sorted([*before, made])
    assert [call.method for call in farstu_calls(BOOK)] == ["POST"] * 3
    assert farstu_calls(BOOK)[0].understood["date"] == DATE


def test_without_a_promise_of_the_server_it_is_told_and_not_repeated(
    farstu_server: Server, farstu_faults: Faults, farstu_calls: Calls
) -> None:
    farstu_faults.order(operation=BOOK, drop="after", count=1)
    comeback = models.Comeback(date=Moment(DATE))
    with _client(farstu_server, keeps_keys=False) as client, pytest.raises(Unreachable) as raised:
        client.create_comeback(farstu_server.customer, farstu_server.ids["contactId"], comeback)
    assert (raised.value.sent, len(farstu_calls(BOOK))) == (True, 1)


def test_a_key_that_is_not_known_is_refused(farstu_server: Server) -> None:
    with Client(farstu_server.url, farstu_server.partner, "wrong") as client, pytest.raises(Refused) as raised:
        _booked(farstu_server, client)
    assert (raised.value.status, raised.value.members) == (401, {})


def test_a_moment_names_an_instant_and_keeps_its_text() -> None:
    instant = datetime(2040, 5, 3, 10, 0, 0, 123456, timezone(timedelta(hours=2)))
    assert Moment(DATE).to_datetime() == instant
    assert Moment.of(instant) == Moment("2040-05-03T10:00:00.123456+02:00")
    assert Moment("2040-05-03T10:00:00").to_datetime() == instant.replace(microsecond=0)
    assert len({Moment(DATE), Moment(DATE), Moment.of(instant)}) == 2
    assert repr(Moment(DATE)) == f"Moment({DATE!r})"
