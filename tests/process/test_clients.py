"""The documentation's samples and examples, sent by curl, by PHP and by .NET to the demo brokerage."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from farstu import areas
from farstu.contract.model import INFO
from farstu.contract.operation import OPERATIONS
from farstu.server.routes import RouteTable
from farstu.wire.json_reading import lenient_reader
from farstu.wire.xml_writing import xml_writer
from tests.support.process import Server, demo

DATA = Path(__file__).parent.parent / "data"
SAMPLES: dict[str, dict[str, Any]] = json.loads((DATA / "seed_samples.json").read_text("utf-8"))
PLACES = {
    "M1": "customerId", "c": "contactId", "e": "estateId", "o": "officeId", "u": "userId", "g": "userGroupId",
    "v": "viewingId", "m": "meetingId", "L": "leadSourceId", "sample string 1": "leadSourceId",
}  # fmt: skip
MEDIA_TYPES = ["application/json", "application/xml"]
areas.load()
ROUTES = RouteTable(OPERATIONS.values())
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
    """What the documentation says of each of the five, in JSON or XML."""
    assert status == SAMPLES[name]["status"], answer
    if status == 400:
        assert json.loads(answer)["modelState"] if answer.startswith("{") else "<ModelState>" in answer
        return
    number = name[:3]
    value = re.sub("<[^>]*>", "", answer).strip('"')
    if number == "000":
        assert answer == ""
    elif number == "004":
        assert value in ("true", "false")
    else:
        assert value[:3] == {"001": "LOA", "002": "CAL", "003": "ADR"}[number]


def in_xml(name: str, body: dict[str, Any]) -> str:
    """The body as an XML document of its model."""
    match = ROUTES.match(SAMPLES[name]["path"])
    assert match is not None
    request = match.operations[SAMPLES[name]["method"]].request
    assert request is not None
    model = lenient_reader(INFO[request], "body")(json.dumps(body).encode(), "").model
    return xml_writer(request)(model).decode()


def calls(server: Server, media_type: str) -> dict[str, tuple[str, str, str]]:
    """Method, URL and body of each sample."""
    made = {}
    for name, sample in SAMPLES.items():
        path, body = in_the_demo(server.shown, sample)
        text = in_xml(name, body) if "xml" in media_type else json.dumps(body)
        made[name] = (sample["method"], server.url + path, text)
    return made


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
@pytest.mark.parametrize("media_type", MEDIA_TYPES)
def test_php_is_answered_as_documented(server: Server, media_type: str) -> None:
    for name, (method, url, body) in calls(server, media_type).items():
        arguments = [url, method, server.shown["partner"], server.shown["key"], body, media_type]
        command = ["php", str(DATA / "call.php"), *arguments]
        printed = subprocess.run(command, capture_output=True, text=True, check=True, timeout=20).stdout
        status, _, answer = printed.partition("\n")
        check(name, int(status), answer)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The C# client, compiled."""
    made = tmp_path_factory.mktemp("csharp") / "call.exe"
    command = ["mcs", "-r:System.Net.Http.dll", f"-out:{made}", str(DATA / "Call.cs")]
    subprocess.run(command, check=True, timeout=60, capture_output=True)
    return made


@pytest.mark.skipif(not (shutil.which("mcs") and shutil.which("mono")), reason="mcs and mono are not installed")
@pytest.mark.parametrize("media_type", MEDIA_TYPES)
def test_net_is_answered_as_documented_and_in_its_own_format(server: Server, program: Path, media_type: str) -> None:
    made = calls(server, media_type)
    lines = "".join(f"{method}\t{url}\t{media_type}\t{body}\n" for method, url, body in made.values())
    command = ["mono", str(program), server.shown["partner"], server.shown["key"]]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True, timeout=60)
    for name, line in zip(made, done.stdout.splitlines(), strict=True):
        status, answered, answer = line.split("\t")
        assert answered == (f"{media_type}; charset=utf-8" if answer else "")
        check(name, int(status), answer)
