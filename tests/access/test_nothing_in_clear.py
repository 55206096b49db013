"""After the demo's traffic no personal number, key or password can be read in what is on the disk or in the log."""

from __future__ import annotations

import base64
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from farstu.contract.operation import OPERATIONS
from farstu.demo.start import set_up_demo
from farstu.engine.tables import JOURNAL
from farstu.records.contacts import CONTACT
from farstu.store.base import EVERY_CUSTOMER
from farstu.store.folder import DataFolder
from farstu.store.sqlite import SqliteDatabase
from farstu.store.vault import SealingVault
from tests.support.asking import ask

SENT = ("19121212-1212", "850312-2387", "19850312+2387", "198503122387")
WRONG_KEY = "fk_a-key-that-is-wrong-but-looks-like-one-0123456"


def forms(secret: str) -> Iterator[bytes]:
    """A key, or a number without its century as it is and without its mark, and what Base64 makes of it at each of the
    three places it may begin."""
    digits = re.sub(r"\D", "", secret)[-10:]
    for text in {secret} if secret.startswith("fk_") else {secret[-11:], digits}:
        raw = text.encode()
        yield raw
        for lead in range(3):
            encoded = base64.b64encode(b"\0" * lead + raw)
            yield encoded[(0, 2, 3)[lead] : len(encoded) - 4]


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], dict[str, list[str]], Path]:
    """What a server left behind that was killed in the middle of it: its files and log, and what was secret."""
    folder, log = tmp_path_factory.mktemp("demo"), tmp_path_factory.mktemp("log") / "log"
    with log.open("wb") as errors, subprocess.Popen(
        [sys.executable, "-m", "farstu", "demo", "--port", "0", "--data", str(folder), "--json",
         "--log-level", "debug"],
        stdout=subprocess.PIPE, stderr=errors, env=os.environ,
    ) as process:  # fmt: skip
        try:
            assert process.stdout is not None
            shown = httpx.Response(200, content=process.stdout.readline()).json()
            traffic(shown)
        finally:
            process.kill()
    files = {path.name: path.read_bytes() for path in folder.iterdir()} | {"log": log.read_bytes()}
    keys = [shown["key"], *shown["keys"].values(), WRONG_KEY]
    encoded = [base64.b64encode(f"demo:{key}".encode()).decode() for key in keys]
    return files, {"keys": keys, "headers": encoded}, folder


def traffic(shown: dict[str, str]) -> None:
    """Every operation once, persons with numbers in every spelling and place, and keys where they do not belong."""
    with httpx.Client(base_url=shown["url"], auth=("demo", shown["key"]), timeout=30) as client:
        for operation in OPERATIONS.values():
            asked = ask(operation, "StringValue")
            client.request(operation.method, asked.address, json=asked.body)
        watch = f"/Advertising/Estate/{shown['customerId']}/{shown['estateId']}/FinalPriceWatched"
        for place, number in enumerate(SENT):
            person = {
                "firstName": f"Åsa{place % 2}", "lastName": "Öberg", "email": {"emailAddress": "asa@example.com"},
                "socialSecurityNumber": number,
            }  # fmt: skip
            client.post(watch, json={"person": person})
            client.post(watch, content=f"<x>{number}</x>", headers={"Content-Type": "application/xml"})
            client.post(watch, content=f'{{"person": "{number}', headers={"Content-Type": "application/json"})
            client.get(f"/nowhere/{number}", params={"n": number})
        client.post(watch, json={"person": {"firstName": shown["key"]}}, headers={"X-Note": shown["key"]})
        client.get("/nowhere", params={"key": shown["key"]})
        for key in (WRONG_KEY, shown["key"] + "x"):
            client.post(watch, auth=("demo", key), json={})


def found_in(files: dict[str, bytes], secret: str) -> set[str]:
    return {name for name, content in files.items() for form in forms(secret) if form in content}


def test_no_key_and_no_password_is_left_in_clear(
    left: tuple[dict[str, bytes], dict[str, list[str]], Path],
) -> None:
    files, secrets, _ = left
    for key in secrets["keys"]:
        assert found_in(files, key) == set()
    assert not [name for name, content in files.items() for header in secrets["headers"] if header.encode() in content]


def test_no_personal_number_is_left_in_clear(left: tuple[dict[str, bytes], dict[str, list[str]], Path]) -> None:
    files, _, folder = left
    vault = SealingVault(DataFolder(folder).secrets())
    session = SqliteDatabase(folder / "farstu.sqlite3").write_session()
    try:
        rows = session.rows(f"SELECT personal_number FROM {CONTACT.name}", (), EVERY_CUSTOMER)  # noqa: S608
        calls = session.rows(f"SELECT count(*) FROM {JOURNAL.name}", (), EVERY_CUSTOMER)[0][0]  # noqa: S608
    finally:
        session.close()
    numbers = {vault.open(sealed) for (sealed,) in rows if sealed}
    assert len(numbers) > 50
    assert numbers & set(SENT)
    assert calls > len(SENT)
    assert {number: where for number in numbers | set(SENT) if (where := found_in(files, number))} == {}


def test_the_search_finds_what_is_there() -> None:
    for number in SENT:
        for clear in (number, number.replace("-", "").replace("+", "")):
            wrapped = f"ab{clear}cd".encode()
            assert found_in({"f": wrapped}, number)
            for lead in range(3):
                assert found_in({"f": base64.b64encode(b"x" * lead + clear.encode() + b"yy")}, number)


def test_a_demo_is_made_with_its_numbers_sealed(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    database = SqliteDatabase(folder.database)
    database.prepare()
    set_up_demo(database, folder.secrets(), 3)
    session = database.write_session()
    rows = session.rows("SELECT personal_number FROM contact WHERE personal_number IS NOT NULL", (), EVERY_CUSTOMER)
    session.close()
    assert rows
    assert all(sealed.startswith("\x01") for (sealed,) in rows)
