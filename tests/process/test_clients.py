"""The documentation's samples and examples, sent by curl and by PHP to the demo brokerage."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.process import Server, demo

DATA = Path(__file__).parent.parent / "data"
SAMPLES: dict[str, dict[str, Any]] = json.loads((DATA / "seed_samples.json").read_text("utf-8"))
PLACES = {
    "M1": "customerId", "c": "contactId", "e": "estateId", "o": "officeId", "u": "userId", "g": "userGroupId",
    "v": "viewingId", "m": "meetingId", "L": "leadSourceId", "sample string 1": "leadSourceId",
}  # fmt: skip
ID_MEMBERS = {"estateId", "meetingId", "userId", "userGroupId", "officeId", "contactId", "viewingId", "leadSourceId"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with demo(tmp_path_factory.mktemp("demo")) as made:
        yield made


def in_the_demo(shown: dict[str, Any], sample: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The path and body with the demo's ids; the examples' `StringValue` is left as it stands, customer included."""
    segments = sample["path"].split("/")
    if "StringValue" in json.dumps(sample):
        return "/".join("StringValue" if part == "M1" else part for part in segments), sample["body"]
    return "/".join(str(shown.get(PLACES.get(part, ""), part)) for part in segments), put_ids(shown, sample["body"])


def put_ids(shown: dict[str, Any], body: Any) -> Any:
    if not isinstance(body, dict):
        return body
    return {
        name: shown[PLACES[value]] if name in ID_MEMBERS and value in PLACES else put_ids(shown, value)
        for name, value in body.items()
    }


def check(name: str, status: int, answer: str) -> None:
    """What product.md says of each of the five."""
    assert status == SAMPLES[name]["status"], answer
    if status == 400:
        assert json.loads(answer)["modelState"]
        return
    number = name[:3]
    if number == "000":
        assert answer == ""
    elif number == "004":
        assert answer in ("true", "false")
    else:
        assert json.loads(answer)[:3] == {"001": "LOA", "002": "CAL", "003": "ADR"}[number]


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_curl_is_answered_as_documented(server: Server, name: str) -> None:
    path, body = in_the_demo(server.shown, SAMPLES[name])
    command = [
        "curl", "-s", server.url + path, "-X", SAMPLES[name]["method"], "-H", "Content-Type: application/json",
        "-u", f"{server.shown['partner']}:{server.shown['key']}", "-d", json.dumps(body), "-w", "\n%{http_code}",
    ]  # fmt: skip
    printed = subprocess.run(command, capture_output=True, text=True, check=True, timeout=20).stdout
    answer, _, status = printed.rpartition("\n")
    check(name, int(status), answer)


@pytest.mark.skipif(shutil.which("php") is None, reason="php is not installed")
@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_php_is_answered_as_documented(server: Server, name: str) -> None:
    path, body = in_the_demo(server.shown, SAMPLES[name])
    arguments = [server.url + path, SAMPLES[name]["method"], server.shown["partner"], server.shown["key"]]
    command = ["php", str(DATA / "call.php"), *arguments, json.dumps(body)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, timeout=20).stdout
    status, _, answer = printed.partition("\n")
    check(name, int(status), answer)
