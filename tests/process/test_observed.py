"""A real server process, watched from outside: metrics, log and traces."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest
import typer
from prometheus_client.parser import text_string_to_metric_families

from farstu.cli.serving import _become
from farstu.contract.operation import OPERATIONS
from farstu.engine.calls import REQUEST_ID, Answer
from farstu.server import metrics, tracing
from farstu.server.exchange import Exchange
from farstu.server.faults import PORT_UNUSABLE, TRACING_MISSING, CannotServe
from farstu.serving.settings import Settings
from farstu.serving.watchers import observers
from tests.support.collector import Collector, collector
from tests.support.process import Server, demo, failing

OPERATION = "POST-Meeting-Comeback-customerId-contactId"
PERSONAL = "19900101-2384"
PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Watched:
    """A server, where its metrics are, who gets its traces, and, once it has ended, its log."""

    def __init__(self, server: Server, port: int, to: Collector, folder: Path) -> None:
        self.server = server
        self.port = port
        self.collector = to
        self.called = self._call("")
        self.refused = self._call("", {"date": "never", "note": PERSONAL})
        self.unknown = self._call("fk_wrong_and_secret")
        self.shown = httpx.get(f"http://127.0.0.1:{port}/metrics")
        self.taken = failing("serve", "--port", "0", "--data", str(folder), "--metrics", f"127.0.0.1:{port}")
        self.exit_code = server.stop()
        assert server.process.stderr is not None
        self.log = server.process.stderr.read()

    def _call(self, key: str, body: Any = None) -> httpx.Response:
        shown = self.server.shown
        path = f"/Meeting/Comeback/{shown['customerId']}/{shown['contactId']}"
        body = body or {"date": "2030-01-01T10:00:00", "note": f"Anna {PERSONAL}"}
        return self.server.post(path, body, key=key, traceparent=PARENT)

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log.splitlines()]


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    """All that there is to watch with, at once."""
    folder, port = tmp_path_factory.mktemp("watched"), free_port()
    with collector() as to:
        asked = ("--metrics", f"127.0.0.1:{port}", "--access-log", "--log-level", "info", "--traces", to.url)
        with demo(folder, *asked) as server:
            yield Watched(server, port, to, tmp_path_factory.mktemp("other"))


def test_prometheus_reads_what_the_server_counted(watched: Watched) -> None:
    assert watched.shown.headers["Content-Type"].startswith("text/plain")
    found = {
        (sample.name, sample.labels.get("status")): sample.value
        for family in text_string_to_metric_families(watched.shown.text)
        for sample in family.samples
    }
    assert (watched.called.status_code, watched.refused.status_code, watched.unknown.status_code) == (200, 400, 401)
    assert found["farstu_calls_total", "200"] == 1
    assert found["farstu_refused_credentials_total", None] == 1
    assert found["farstu_connections", None] >= 0
    assert found["farstu_info", None] == 1
    assert found["farstu_data_free_bytes", None] > 0
    assert 20e6 < found["process_resident_memory_bytes", None] < 200e6
    assert set(metrics.GAUGES) <= {name for name, _ in found}
    assert {f"{name}_total" for name in metrics.COUNTERS} <= {name for name, _ in found}


def test_a_port_for_metrics_that_is_taken_is_one_line_and_an_exit_code(watched: Watched) -> None:
    code, output, errors = watched.taken
    assert (code, output) == (PORT_UNUSABLE, "")
    assert f"Port {watched.port} on 127.0.0.1, for --metrics, is in use by another program." in errors.splitlines()[-1]


def test_every_line_of_the_log_is_json_and_each_call_has_one_with_its_request_id(watched: Watched) -> None:
    calls = {line["request_id"]: line for line in watched.lines if line["event"] == "call"}
    line = calls[watched.called.headers["Request-Id"]]
    assert (line["operation"], line["status"], line["partner"], line["level"]) == (OPERATION, 200, "demo", "info")
    assert line["milliseconds"] > 0
    assert calls[watched.refused.headers["Request-Id"]]["status"] == 400
    assert calls[watched.unknown.headers["Request-Id"]]["partner"] is None


def test_a_span_is_sent_for_each_call_within_the_callers_trace(watched: Watched) -> None:
    assert watched.collector.paths == {"/v1/traces"}
    spans = watched.collector.spans()
    calls = {_attributes(span)["farstu.request_id"].string_value: span for span in spans if span.name == OPERATION}
    assert set(calls) == {answer.headers["Request-Id"] for answer in (watched.called, watched.refused, watched.unknown)}
    span = calls[watched.called.headers["Request-Id"]]
    assert span.trace_id.hex() == PARENT.split("-")[1]
    assert span.parent_span_id.hex() == PARENT.split("-")[2]
    assert set(_attributes(span)) == {
        "http.request.method",
        "http.route",
        "http.response.status_code",
        "farstu.request_id",
    }
    (database,) = [child for child in spans if child.parent_span_id == span.span_id]
    assert (database.name, database.trace_id) == ("database", span.trace_id)
    assert span.start_time_unix_nano <= database.start_time_unix_nano < database.end_time_unix_nano
    assert database.end_time_unix_nano == span.end_time_unix_nano
    assert abs(span.start_time_unix_nano / 1e9 - time.time()) < 300


def _attributes(span: Any) -> dict[str, Any]:
    return {item.key: item.value for item in span.attributes}


def test_nothing_personal_and_no_key_is_in_metrics_log_or_traces(watched: Watched) -> None:
    shown = watched.server.shown
    told = {"metrics": watched.shown.text, "log": watched.log, "traces": repr(watched.collector.sent)}
    for place, text in told.items():
        for secret in ("2384", "Anna", "fk_", str(shown["key"]), str(shown["contactId"])):
            found = re.search(rf"(?<![\d.A-F]){re.escape(secret)}(?![\d.])", text)
            assert found is None, f"{secret} in the {place}"


def test_a_server_that_was_watched_ends_in_order(watched: Watched) -> None:
    assert watched.exit_code == 0


def test_a_collector_that_is_not_there_costs_neither_calls_nor_the_end(tmp_path: Path) -> None:
    with demo(tmp_path, "--traces", f"http://127.0.0.1:{free_port()}") as server:
        path = f"/Meeting/Comeback/{server.shown['customerId']}/{server.shown['contactId']}"
        assert server.post(path, {"date": "2030-01-01T10:00:00"}).status_code == 200
        started = time.monotonic()
        assert server.stop() == 0
        assert time.monotonic() - started < 9
        assert server.process.stderr is not None
        lines = [json.loads(line) for line in server.process.stderr.read().splitlines()]
    assert all(line["logger"].startswith("opentelemetry") for line in lines)


def test_what_nobody_asks_for_is_not_even_loaded() -> None:
    code = (
        "import sys; import farstu.serving.commands\n"
        "print(sorted({'prometheus_client', 'opentelemetry', 'requests'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def settings_with(**others: Any) -> Settings:
    """Settings of a server that is never started."""
    usual = {"data": Path("unused"), "host": "127.0.0.1", "port": 0, "journal_days": 30, "connections": 1}
    return Settings(**usual, log_level="info", **others)


def test_traces_without_the_library_are_one_line_and_an_exit_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace", None)
    settings = settings_with(traces="http://127.0.0.1:1")
    with ExitStack() as stack, pytest.raises(CannotServe, match=r"requirements/tracing\.txt") as refused:
        observers(settings, stack)
    assert refused.value.code == TRACING_MISSING


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--metrics", "everywhere"),
        ("--metrics", "127.0.0.1:99999"),
        ("--metrics", "127.0.0.1:"),
        ("--traces", "collector:4318"),
        ("--traces", "http://me:secret@collector:4318"),
    ],
)
def test_an_address_that_is_none_is_refused_at_once(option: str, value: str) -> None:
    settings = settings_with(**{option.strip("-"): value})
    with pytest.raises(typer.BadParameter) as refused:
        _become("serve", settings)
    assert refused.value.param_hint == option
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", None),
        ("9460", ("127.0.0.1", 9460)),
        ("0.0.0.0:9460", ("0.0.0.0", 9460)),  # noqa: S104 - as a container says it
        ("[::1]:9460", ("::1", 9460)),
    ],
)
def test_a_port_alone_is_on_this_machine(text: str, place: tuple[str, int] | None) -> None:
    assert settings_with(metrics=text).metrics_place == place


def test_an_error_makes_its_span_an_error() -> None:
    scope = {"method": "POST", "path": "/", "raw_path": b"/", "headers": [], "query_string": b"",
             REQUEST_ID: "0" * 32}  # fmt: skip
    exchange = Exchange(scope, 17_900_000_000_000_000)
    with collector() as to:
        with tracing.traced(to.url) as observe:
            observe(exchange, Answer(404, (), b""))
            exchange.operation = OPERATIONS[OPERATION]
            observe(exchange, Answer(500, (), b""))
        spans = to.spans()
    assert [span.name for span in spans] == [OPERATION]
    assert spans[0].status.code == 2
    assert spans[0].start_time_unix_nano == 1_790_000_000_000_000_000
