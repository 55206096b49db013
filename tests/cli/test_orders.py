"""Faults are ordered from the command line at a server that runs."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest

from farstu.pytest.running import Server
from tests.support.commands import Ended, Run, runner


@pytest.fixture
def run(
    farstu_server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    monkeypatch.setenv("FARSTU_PARTNER", farstu_server.partner)
    monkeypatch.setenv("FARSTU_KEY", farstu_server.key)
    return runner(tmp_path, monkeypatch, capsys)


def test_an_order_meets_calls_is_listed_and_ends(run: Run, farstu_server: Server) -> None:
    there = (farstu_server.url, farstu_server.customer)
    assert "FAU" in run("sandbox", "order", *there, "status=503; retryAfter=7; share=1.0; count=2")
    path = f"{farstu_server.url}/CRM/Contact/{farstu_server.customer}/{farstu_server.ids['contactId']}"
    met = httpx.get(path, auth=farstu_server.auth)
    assert (met.status_code, met.headers["retry-after"]) == (503, "7")
    listed = json.loads(run("sandbox", "orders", *there, "--json"))
    assert [(one["met"], "retryAfter=7" in one["fault"]) for one in listed] == [(1, True)]
    assert "ended: 1" in run("sandbox", "end", *there, listed[0]["order"])
    assert httpx.get(path, auth=farstu_server.auth).status_code == 200
    assert "ended: 0" in run("sandbox", "end", *there)


def test_what_cannot_be_ordered_is_said(run: Run, farstu_server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    there = (farstu_server.url, farstu_server.customer)
    with pytest.raises(Ended, match="status") as failed:
        run("sandbox", "order", *there, "status=99")
    assert failed.value.code == 1
    with pytest.raises(Ended, match="a key that covers it"):
        run("sandbox", "order", farstu_server.url, "M404", "status=503")
    with pytest.raises(Ended) as unreachable:
        run("sandbox", "orders", "http://127.0.0.1:1", farstu_server.customer)
    assert unreachable.value.code == 2
    monkeypatch.setenv("FARSTU_KEY", "wrong")
    with pytest.raises(Ended):
        run("sandbox", "orders", *there)
