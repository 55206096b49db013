"""Several server processes on one PostgreSQL database."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from tests.support.commands import runner
from tests.support.databases import cluster
from tests.support.process import Server, demo

BODY = {"date": "2030-01-01T10:00:00"}
SECRET_WORD = "hemlig"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """An empty database; the password in its address is not asked for, and is to be seen nowhere."""
    made = cluster().empty()
    yield made.replace("farstu@", f"farstu:{SECRET_WORD}@")
    cluster().drop(made)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the secret is."""
    return tmp_path_factory.mktemp("shared")


@pytest.fixture(scope="module")
def servers(address: str, folder: Path) -> Iterator[list[Server]]:
    """Two that were started at the same moment, on a database without a schema."""
    arguments = ("--database", address, "--log-level", "info")
    with ExitStack() as stack, ThreadPoolExecutor(2) as threads:
        starting = [threads.submit(stack.enter_context, demo(folder, *arguments, first=True)) for _ in range(2)]
        yield [each.result() for each in starting]


def test_both_made_the_same_brokerage(servers: list[Server]) -> None:
    first, second = ({name: value for name, value in each.shown.items() if name != "url"} for each in servers)
    assert first == second


def test_what_one_is_told_the_other_knows(servers: list[Server]) -> None:
    first, second = servers
    shown = first.shown
    path = f"/Meeting/Comeback/{shown['customerId']}/{shown['contactId']}"
    key = {"Idempotency-Key": "once"}
    answers = [server.post(path, BODY, **key) for server in (first, second)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json() == answers[1].json()
    assert answers[1].headers["Idempotency-Replayed"] == "true"
    entry = httpx.get(
        f"{second.url}/_farstu/calls/{answers[0].headers['Request-Id']}", auth=(shown["partner"], shown["key"])
    )
    assert entry.json()["response"]["body"] == answers[0].text


def test_rights_act_in_every_process_within_a_second(
    servers: list[Server],
    address: str,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shown = servers[0].shown
    path = f"/Meeting/Comeback/{shown['otherCustomerId']}/nobody"
    run = runner(folder, monkeypatch, capsys)
    key = json.loads(run("key", "issue", "demo", "--for", shown["otherCustomerId"], "--json", "--database", address))
    time.sleep(1)
    assert [server.post(path, BODY, key=key["key"]).status_code for server in servers] == [404, 404]
    run("key", "revoke", key["id"], "--database", address)
    time.sleep(1)
    assert [server.post(path, BODY, key=key["key"]).status_code for server in servers] == [401, 401]


def test_the_command_line_of_a_server_shows_no_password(servers: list[Server]) -> None:
    for server in servers:
        shown = Path(f"/proc/{server.process.pid}/cmdline").read_bytes()
        assert SECRET_WORD.encode() not in shown


def test_they_stop_in_order_and_their_logs_show_no_password(servers: list[Server]) -> None:
    for server in servers:
        assert server.stop() == 0
        assert server.process.stderr is not None
        log = server.process.stderr.read()
        assert "Traceback" not in log
        assert SECRET_WORD not in log
