"""Servers as processes: what they print, what they refuse, how they stop."""

from __future__ import annotations

import json
import signal
import socket
import threading
import time
from pathlib import Path

import httpx
import pytest

from farstu.server.faults import CannotServe
from farstu.server.run import Location, bind, open_location
from tests.support.commands import runner
from tests.support.process import demo, failing, farstu, made_demo

SHOWN = {
    "url", "partner", "keys", "key", "console", "customerId", "otherCustomerId", "officeId", "userId", "userGroupId",
    "contactId", "estateId", "viewingId", "participantId", "meetingId", "leadSourceId", "bidId", "timeSlotId",
    "companyId", "deceasedEstateId", "doubleContactId",
}  # fmt: skip
BODY = {"date": "2030-01-01T10:00:00"}


def test_the_demo_prints_one_line_serves_and_stops(tmp_path: Path) -> None:
    (tmp_path / "somebody-elses.txt").write_text("keep me")
    with demo(tmp_path, "--seed", "7", first=True) as server:
        assert set(server.shown) == SHOWN
        assert set(server.shown["keys"]) == {"BusinessIntelligence", "CRM", "Meeting", "Advertising", "Viewing"}
        path = f"/Meeting/Comeback/{server.shown['customerId']}/{server.shown['contactId']}"
        answer = server.post(path, BODY)
        assert (answer.status_code, answer.json()[:3]) == (200, "CAL")
        assert server.post(path, BODY, key=server.shown["keys"]["Meeting"]).status_code == 200
        assert server.post(path, BODY, key=server.shown["keys"]["CRM"]).status_code == 403
        other = f"/Meeting/Comeback/{server.shown['otherCustomerId']}/x"
        assert server.post(other, BODY).status_code == 403
        assert server.post("/Meeting/Comeback/StringValue/StringValue", BODY).status_code == 200
        started = time.monotonic()
        assert server.stop() == 0
        assert time.monotonic() - started < 10
        assert server.process.stdout is not None
        assert server.process.stdout.read() == ""
    assert (tmp_path / "somebody-elses.txt").read_text() == "keep me"


def test_the_demo_started_again_keeps_its_data_and_its_keys(tmp_path: Path) -> None:
    with demo(tmp_path, first=True) as first:
        contact = first.post(
            f"/Advertising/Estate/{first.shown['customerId']}/{first.shown['estateId']}/FinalPriceWatched",
            {"person": {"firstName": "Ny", "lastName": "Person", "email": {"emailAddress": "ny@example.com"}}},
        ).json()
        first.stop(signal.SIGKILL)
    with demo(tmp_path, first=True) as second:
        assert {**second.shown, "url": ""} == {**first.shown, "url": ""}
        path = f"/Meeting/Comeback/{second.shown['customerId']}/{contact}"
        assert second.post(path, BODY).status_code == 200


def test_the_demo_of_another_seed_is_refused(tmp_path: Path) -> None:
    made_demo(tmp_path)
    code, output, errors = failing("demo", "--port", "0", "--data", str(tmp_path), "--seed", "2")
    assert (code, output) == (7, "")
    assert "holds the demo of seed 1" in errors


def test_the_demo_for_people_says_what_to_try(tmp_path: Path) -> None:
    made_demo(tmp_path)
    with farstu("demo", "--port", "0", "--data", str(tmp_path)) as process:
        assert process.stdout is not None
        lines: list[str] = []
        while not any("REQUEST-ID" in line for line in lines):
            lines.append(process.stdout.readline())
        process.terminate()
        assert process.wait(10) == 0
    text = "".join(lines)
    assert "/Help" in text
    assert text.count("curl ") == 2


def test_a_real_server_refuses_the_keys_of_a_demo(tmp_path: Path) -> None:
    shown = made_demo(tmp_path)
    port = free_port()
    with farstu("serve", "--port", str(port), "--data", str(tmp_path)) as process:
        until_up(port)
        path = f"http://127.0.0.1:{port}/Meeting/Comeback/{shown['customerId']}/{shown['contactId']}"
        answer = httpx.post(path, json=BODY, auth=(shown["partner"], shown["key"]))
        process.terminate()
        assert process.wait(10) == 0
    assert answer.status_code == 401


def test_an_empty_server_names_three_commands_in_its_log_and_they_act_beside_it_within_a_second(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    port, run = free_port(), runner(tmp_path, monkeypatch, capsys)
    with farstu("serve", "--port", str(port), "--data", str(tmp_path)) as process:
        until_up(port)
        run("customer", "add", "M1", "--name", "Ett")
        run("partner", "add", "byran")
        key = json.loads(run("key", "issue", "byran", "--for", "M1", "--json"))
        path = f"http://127.0.0.1:{port}/Meeting/Comeback/M1/nobody"
        time.sleep(1)
        assert httpx.post(path, json=BODY, auth=("byran", key["key"])).status_code == 404
        run("key", "revoke", key["id"])
        time.sleep(1)
        assert httpx.post(path, json=BODY, auth=("byran", key["key"])).status_code == 401
        process.terminate()
        _, errors = process.communicate(timeout=10)
    assert process.returncode == 0
    entries = [json.loads(line) for line in errors.splitlines() if line.startswith("{")]
    commands = next(entry["commands"] for entry in entries if "commands" in entry)
    assert [command.split()[1] for command in commands] == ["customer", "partner", "key"]


def test_a_second_server_on_the_same_data_is_refused(tmp_path: Path) -> None:
    with demo(tmp_path) as server:
        code, _, errors = failing("serve", "--port", "0", "--data", str(tmp_path))
        assert code == 5
        assert errors.count("\n") == 1
        assert f"process {server.process.pid}" in errors


def test_a_port_in_use_is_refused(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, output, errors = failing("demo", "--json", "--port", str(port), "--data", str(tmp_path))
    assert (code, output) == (4, "")
    assert f"Port {port} on 127.0.0.1 is in use" in errors


def test_a_host_that_is_none_is_refused() -> None:
    with pytest.raises(CannotServe, match="cannot be used") as refused:
        bind("192.0.2.1", 0)
    assert refused.value.code == 4


def test_an_unwritable_folder_is_refused() -> None:
    with pytest.raises(CannotServe, match="cannot be used") as refused:
        open_location(Location(Path("/proc/farstu")), serving=True)
    assert refused.value.code == 3
    assert "\n" not in refused.value.line


def test_a_server_that_is_stopped_while_it_starts_ends(tmp_path: Path) -> None:
    for delay in (0.3, 0.6, 0.9):
        with farstu("demo", "--json", "--port", "0", "--data", str(tmp_path / str(delay))) as process:
            time.sleep(delay)
            process.terminate()
            process.communicate(timeout=10)


def test_what_is_in_flight_is_finished_when_the_server_stops_and_a_slow_or_gone_client_holds_nobody_up(
    tmp_path: Path,
) -> None:
    answers: list[int] = []
    with demo(tmp_path) as server:
        shown = server.shown
        path = f"/Meeting/Comeback/{shown['customerId']}/{shown['contactId']}"

        def post() -> None:
            with httpx.Client(auth=(shown["partner"], shown["key"])) as client:
                try:
                    while True:
                        answers.append(client.post(f"{server.url}{path}", json=BODY).status_code)
                except httpx.TransportError:
                    return

        threads = [threading.Thread(target=post) for _ in range(8)]
        host, port = server.url.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port))) as slow:
            slow.sendall(f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n".encode())
            with socket.create_connection((host, int(port))) as gone:
                gone.sendall(f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{{".encode())
            for thread in threads:
                thread.start()
            while not answers:
                time.sleep(0.01)
            assert server.stop() == 0
        for thread in threads:
            thread.join(10)
    assert set(answers) <= {200, 503}
    assert answers.count(200) > 0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until_up(port: int) -> None:
    for _ in range(200):
        try:
            if httpx.get(f"http://127.0.0.1:{port}/readyz").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    raise AssertionError("the server did not come up")
