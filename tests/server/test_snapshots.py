"""A sandbox is brought back to what it held: the seed, a snapshot, a file."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from farstu.areas.meeting.tables import COMEBACK
from farstu.engine.tables import EVENT, FIRST_ANSWER, JOURNAL
from farstu.privacy.absent import FORGET_IN_SNAPSHOTS, InSnapshots
from farstu.records.contacts import CONTACT, CONTACT_WORD
from farstu.records.finding import number_columns
from farstu.records.offices import Customer
from farstu.records.sandboxes import SANDBOX, SEED, SNAPSHOT
from farstu.records.sealing import seal_all
from farstu.records.snapshots import data_tables, lines_of, snapshot_of
from farstu.records.snapshots import kept as kept_as
from farstu.sandbox import snapshots
from farstu.store.secrets import Secrets
from farstu.store.settings_table import SCHEMA_VERSION
from farstu.store.table import Row, change
from farstu.store.vault import SealingVault
from tests.support.databases import SQLITE
from tests.support.rules import VAULT as PLAIN
from tests.support.rules import Desk
from tests.support.world import (
    CUSTOMER,
    GROUP_KEY,
    MEETING_KEY,
    NOW,
    PARTNER,
    SECRET,
    SECRETS,
    SISTER,
    STRANGER,
    World,
    furnish,
    person,
    records,
    world,
)

ROOT = f"/_farstu/sandbox/{CUSTOMER}"
PLACE = f"/Meeting/Comeback/{CUSTOMER}/c"
BODY = {"date": "2030-01-01T10:00:00", "note": "Ring"}
VAULT = SealingVault(SECRETS)
NUMBER = "19811218-9876"
NUMBERED = person(
    "n", first_name="Nora", last_name="Nord", email="nora@example.com", **number_columns(VAULT, NUMBER, False, NOW)
)


def seed(customer: str = CUSTOMER) -> list[Row]:
    """What the customer holds, and the snapshot of it."""
    own = [*records(customer), change(NUMBERED, customer=customer)]
    return [own[-1], snapshot_of(VAULT, customer, SEED, NOW, own)]


@pytest.fixture
def here(kind: str, tmp_path: Path) -> Iterator[World]:
    with world(tmp_path, [*seed(), *seed(SISTER)], kind=kind) as made:
        yield made


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[World]:
    with world(tmp_path, [*seed(), *seed(SISTER)], kind=SQLITE) as made:
        yield made


def held(here: World, customer: str = CUSTOMER) -> set[Row]:
    return {row for table in data_tables() for row in here.rows(table, customer=customer)}


def done(here: World, method: str, path: str, body: Any = None, **headers: str) -> httpx.Response:
    answer = here.call(method, f"{ROOT}/{path}", body, **headers)
    assert answer.status_code == 200, answer.text
    return answer


def test_a_reset_writes_what_differs_and_leaves_calls_and_events(here: World) -> None:
    done(here, "POST", "reset")
    before, other = held(here), held(here, SISTER)
    assert {row.contact for row in here.rows(CONTACT_WORD)} >= {"n", "c"}
    booked = here.call("POST", PLACE, BODY, Idempotency_Key="once")
    here.call("PUT", f"/Contacts/UpdatePerson/{CUSTOMER}", {"contactId": "n", "firstName": "Ulla", "lastName": "Nord"})
    here.call("POST", f"/Meeting/Comeback/{SISTER}/c", BODY, key=GROUP_KEY)
    assert held(here) != before
    events = len(here.rows(EVENT, customer=CUSTOMER))
    answer = done(here, "POST", "reset", Accept_Language="en")
    assert held(here) == before
    assert held(here, SISTER) > other
    assert answer.json()["gone"] >= 1
    assert here.rows(FIRST_ANSWER, customer=CUSTOMER) == []
    assert here.rows(SANDBOX, customer=CUSTOMER)[0].resets == 2
    kept = sorted(here.rows(EVENT, customer=CUSTOMER), key=lambda event: event.sequence)
    assert (len(kept), kept[-1].kind, kept[-1].ids) == (events + 1, "sandbox.reset", '{"snapshot":"seed"}')
    assert "snapshot seed says" in here.journal(answer, Accept_Language="en")["decided"][0]
    again = here.call("POST", PLACE, BODY, Idempotency_Key="once")
    assert (again.status_code, "Idempotency-Replayed" in again.headers) == (200, False)
    assert here.journal(booked)["response"]["status"] == 200


def test_a_reset_ends_orders_of_faults(embedded: World) -> None:
    done(embedded, "POST", "faults", {"status": 500})
    done(embedded, "POST", "reset")
    assert embedded.call("POST", PLACE, BODY).status_code == 200


def test_a_snapshot_is_taken_listed_loaded_and_dropped(here: World) -> None:
    first = here.call("POST", PLACE, BODY).json()
    taken = done(here, "PUT", "snapshots/one").json()
    assert done(here, "GET", "snapshots").json()["snapshots"][0] == taken
    here.call("POST", PLACE, BODY)
    loaded = done(here, "POST", "snapshots/one/load").json()
    assert (loaded["snapshot"], loaded["gone"]) == ("one", 1)
    assert [row.id for row in here.rows(COMEBACK)] == [first]
    assert here.rows(EVENT, kind="sandbox.loaded") != []
    done(here, "DELETE", "snapshots/one")
    assert here.call("POST", f"{ROOT}/snapshots/one/load").status_code == 404
    assert [one["name"] for one in done(here, "GET", "snapshots").json()["snapshots"]] == [SEED]


def test_a_file_is_the_same_on_a_server_with_another_secret(embedded: World, tmp_path: Path) -> None:
    embedded.call("POST", PLACE, BODY)
    done(embedded, "PUT", "snapshots/one")
    file = done(embedded, "GET", "snapshots/one")
    assert (file.headers["Content-Type"], file.content[:2]) == ("application/gzip", b"\x1f\x8b")
    assert NUMBER.encode() in gzip.decompress(file.content)
    assert not any(NUMBER in row.content for row in embedded.rows(SNAPSHOT))
    (tmp_path / "elsewhere").mkdir()
    with world(tmp_path / "elsewhere", secrets=Secrets((SECRET,), bytes(32), {1: bytes(32)})) as there:
        kept = there.call("PUT", f"{ROOT}/snapshots/two", file.content, Content_Type="application/gzip")
        assert kept.json()["rows"] > 20
        assert there.call("POST", f"{ROOT}/snapshots/two/load").status_code == 200
        assert len(there.rows(COMEBACK, customer=CUSTOMER)) == 1
        found = there.call("GET", f"/CRM/Contact/{CUSTOMER}/search/SocialNumber?SocialNumber={NUMBER}")
        assert [one["id"] for one in found.json()["matches"]] == ["n"]


def spoilt(file: bytes, **head: Any) -> bytes:
    first, _, lines = gzip.decompress(file).partition(b"\n")
    return gzip.compress(json.dumps(json.loads(first) | head).encode() + b"\n" + lines)


def test_a_file_with_anything_off_is_refused_whole(embedded: World) -> None:
    file = done(embedded, "GET", "snapshots/seed").content
    text = gzip.decompress(file)
    before = held(embedded)
    wrong = {
        "no whole file": [
            b"nonsense",
            file[:-9],
            spoilt(file, version=2),
            spoilt(file, takenAt="once"),
            gzip.compress(b"[]"),
        ],
        "other tables": [spoilt(file, schema=SCHEMA_VERSION + 1)],
        "of customer M9": [spoilt(file, customer="M9")],
        "not what was written": [gzip.compress(text.replace(b"Nora", b"Nova")), spoilt(file, rows=1)],
    }
    for why, files in wrong.items():
        for spoiled in files:
            answer = embedded.call(
                "PUT", f"{ROOT}/snapshots/x", spoiled, Accept_Language="en", Content_Type="application/gzip"
            )
            assert (answer.status_code, list(answer.json()["modelState"])) == (400, ["snapshot"])
            assert why in answer.text
    assert [one["name"] for one in done(embedded, "GET", "snapshots").json()["snapshots"]] == [SEED]
    assert held(embedded) == before


@pytest.mark.parametrize(
    ("line", "instead"),
    [
        ('"table":"office"', '"table":"journal"'),
        (f'"customer":"{CUSTOMER}"', f'"customer":"{STRANGER}"'),
        ('"created_at":', '"created":'),
        (f'"created_at":{NOW}', '"created_at":"then"'),
        (f'"created_at":{NOW}', f'"created_at":{2**70}'),
        ('"Nora"', '"No\\u0000ra"'),
        ('"sandbox":true', '"sandbox":false'),
        ('"id":"o1"', '"id":"o"'),
    ],
)
def test_lines_that_cannot_be_kept_are_refused(embedded: World, line: str, instead: str) -> None:
    """Though their sum is right."""
    made = changed(done(embedded, "GET", "snapshots/seed").content, line, instead)
    refused = embedded.call("PUT", f"{ROOT}/snapshots/x", made, Content_Type="application/gzip")
    assert (refused.status_code, list(refused.json()["modelState"])) == (400, ["snapshot"])


def changed(file: bytes, line: str, instead: str) -> bytes:
    """As somebody makes a file who knows how its sum is made."""
    from farstu.sandbox.files import _sum

    first, _, lines = gzip.decompress(file).partition(b"\n")
    assert line.encode() in lines
    lines = lines.replace(line.encode(), instead.encode())
    return gzip.compress(json.dumps(json.loads(first) | {"sum": _sum(lines)}).encode() + b"\n" + lines)


def test_a_number_is_not_valid_because_a_file_says_so(embedded: World) -> None:
    made = changed(done(embedded, "GET", "snapshots/seed").content, NUMBER, "20011399-9876")
    assert embedded.call("PUT", f"{ROOT}/snapshots/x", made, Content_Type="application/gzip").status_code == 200
    done(embedded, "POST", "snapshots/x/load")
    found = embedded.call("GET", f"/CRM/Contact/{CUSTOMER}/n").json()
    assert (found["socialSecurityNumber"], found["dateOfBirth"]) == ("20011399-9876", None)
    assert embedded.rows(CONTACT, id="n", customer=CUSTOMER)[0].personal_number_state == "invalid"


def test_a_file_that_unpacks_to_much_is_refused(embedded: World, monkeypatch: pytest.MonkeyPatch) -> None:
    file = done(embedded, "GET", "snapshots/seed").content
    monkeypatch.setattr("farstu.sandbox.files.LARGEST", 1_000)
    refused = embedded.call("PUT", f"{ROOT}/snapshots/x", file, Accept_Language="en", Content_Type="application/gzip")
    assert (refused.status_code, "larger than a sandbox" in refused.text) == (400, True)


def test_snapshots_are_sealed_anew_with_the_newest_key(here: World) -> None:
    newest = Secrets((SECRET,), SECRETS.index, SECRETS.sealing | {2: bytes(32)})
    before = {row.customer: row.content for row in here.rows(SNAPSHOT)}
    with closing(here.database.write_session()) as session:
        seal_all(session, SealingVault(newest))
    alone = SealingVault(Secrets((SECRET,), SECRETS.index, {2: bytes(32)}))
    for row in here.rows(SNAPSHOT):
        assert row.content != before[row.customer]
        assert NUMBER.encode() in lines_of(alone, row)


def test_a_snapshot_of_other_tables_is_not_brought_back(embedded: World) -> None:
    furnish(embedded.database, [kept_as(VAULT, CUSTOMER, "old", NOW, b'{"table":"tent","values":{}}\n')])
    refused = embedded.call("POST", f"{ROOT}/snapshots/old/load", Accept_Language="en")
    assert (refused.status_code, "other tables" in refused.text) == (409, True)


def test_a_snapshot_that_nobody_can_read_goes_when_somebody_is_forgotten() -> None:
    unread = kept_as(PLAIN, CUSTOMER, "old", NOW, b'{"table":"tent","values":{}}\n')
    desk = Desk([unread])
    assert desk.ask(FORGET_IN_SNAPSHOTS, InSnapshots(["old", "none"], ["x"])).value == 1
    assert desk.memory.all(SNAPSHOT) == []


def test_the_seed_and_names_that_are_none_are_refused(embedded: World) -> None:
    for name in (SEED, "a%20b", "x" * 61):
        for method in ("PUT", "DELETE"):
            refused = embedded.call(method, f"{ROOT}/snapshots/{name}")
            assert (refused.status_code, list(refused.json()["modelState"])) == (400, ["name"])


def test_there_is_an_end_to_snapshots_and_to_what_they_hold(embedded: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "MOST_SNAPSHOTS", 1)
    done(embedded, "PUT", "snapshots/one")
    done(embedded, "PUT", "snapshots/one")
    assert embedded.call("PUT", f"{ROOT}/snapshots/two").status_code == 409
    monkeypatch.setattr(snapshots, "MOST_ROWS", 10)
    assert embedded.call("PUT", f"{ROOT}/snapshots/one").status_code == 409
    assert embedded.call("POST", f"{ROOT}/reset").status_code == 409


EVERY = [("POST", "reset"), ("GET", "snapshots"), ("POST", "snapshots/seed/load")]
EVERY += [(method, "snapshots/one") for method in ("GET", "PUT", "DELETE")]


def test_only_a_key_to_all_of_a_sandbox_may_do_so(tmp_path: Path) -> None:
    (usual,) = (row for row in records(SISTER) if isinstance(row, Customer))
    with world(tmp_path, [*seed(), *seed(SISTER), change(usual, sandbox=False)], kind=SQLITE) as here:
        here.call("POST", f"/Meeting/Comeback/{SISTER}/c", BODY, key=GROUP_KEY)
        before = held(here), held(here, SISTER)
        for method, path in EVERY:
            assert here.send(method, f"{ROOT}/{path}", {}).status_code == 401
            assert here.call(method, f"{ROOT}/{path}", key=MEETING_KEY).status_code == 403
            assert here.call(method, f"/_farstu/sandbox/{STRANGER}/{path}", partner=PARTNER).status_code == 403
            live = here.call(method, f"/_farstu/sandbox/{SISTER}/{path}", key=GROUP_KEY, Accept_Language="en")
            assert (live.status_code, "no sandbox" in live.text) == (403, True)
        assert (held(here), held(here, SISTER)) == before
        assert here.rows(JOURNAL, operation="RestoreSandbox") == []
