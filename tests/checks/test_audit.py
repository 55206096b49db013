"""What the audit asks, what it remembers, and what it says where it cannot know."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from checks.advisories import DAY_SECONDS, CouldNotAsk, Result, advisories, pip_audit
from checks.bill import ROOT, licences, not_allowed, write_bill
from checks.static import bandit


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    path = tmp_path / "lock.txt"
    path.write_text(f"idna==3.7 --hash=sha256:{'0' * 64}\n", "utf-8")
    return path


class Database:
    """An advisory database that answers what it is told to, and counts the questions."""

    def __init__(self, *dependencies: dict[str, Any], gone: bool = False) -> None:
        self.dependencies = dependencies
        self.gone = gone
        self.asked = 0

    def __call__(self, lock: Path) -> dict[str, Any]:
        self.asked += 1
        if self.gone:
            raise CouldNotAsk("no route to host")
        return {"dependencies": list(self.dependencies)}


GOOD = {"name": "idna", "version": "3.7", "vulns": []}
BAD = {"name": "idna", "version": "3.6", "vulns": [{"id": "PYSEC-1", "fix_versions": ["3.7"]}]}
STRANGE = {"name": "ours", "skip_reason": "not found"}


def ask(database: Database, lock: Path) -> Result:
    return advisories(lock, lock.parent / "stamp", database)


def test_what_is_known_is_told_every_time(lock: Path) -> None:
    database = Database(GOOD, BAD)
    first, second = ask(database, lock), ask(database, lock)
    assert first == second
    assert first.known == ["idna 3.6: PYSEC-1 (fixed in: 3.7)"]
    assert first.said == "Advisories: 2 of 2 dependencies were asked for, 1 known."
    assert database.asked == 2


def test_a_lock_that_is_clean_is_asked_for_once_a_day(lock: Path) -> None:
    database = Database(GOOD)
    assert ask(database, lock).said == "Advisories: 1 of 1 dependencies were asked for, 0 known."
    assert ask(database, lock).said.endswith("0 known. (Not asked again yet.)")
    assert database.asked == 1
    stamp = lock.parent / "stamp"
    of, until, said = stamp.read_text("utf-8").split(" ", 2)
    assert float(until) - time.time() == pytest.approx(DAY_SECONDS, abs=60)
    stamp.write_text(f"{of} {time.time() - 1} {said}", "utf-8")
    ask(database, lock)
    assert database.asked == 2


def test_another_lock_is_asked_for_at_once(lock: Path) -> None:
    database = Database(GOOD)
    ask(database, lock)
    lock.write_text("idna==3.8", "utf-8")
    ask(database, lock)
    assert database.asked == 2


@pytest.mark.parametrize("database", [Database(gone=True), Database(STRANGE, STRANGE), Database()])
def test_a_database_that_cannot_be_asked_is_no_failure_and_is_said_plainly(lock: Path, database: Database) -> None:
    result = ask(database, lock)
    assert result.known == []
    assert "could not be asked" in result.said
    assert "could not be asked" in ask(database, lock).said


def test_a_dependency_that_nobody_knows_is_not_counted_as_asked_for(lock: Path) -> None:
    assert "1 of 2" in ask(Database(GOOD, STRANGE), lock).said


def test_without_a_network_pip_audit_could_not_ask(lock: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("https_proxy", "HTTPS_PROXY", "all_proxy"):
        monkeypatch.setitem(os.environ, name, "http://127.0.0.1:9")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("NO_PROXY", "")
    monkeypatch.setenv("no_proxy", "")
    with pytest.raises(CouldNotAsk):
        pip_audit(lock)


def test_bandit_finds_what_no_reason_stands_beside(tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text("exec(text)\n", "utf-8")
    (tmp_path / "good.py").write_text("exec(text)  # noqa: S102 - made of the contract\nassert text\n", "utf-8")
    (tmp_path / "other.py").write_text("exec(text)  # noqa: S307 - another rule\n", "utf-8")
    (tmp_path / "broken.py").write_text("exec(\n", "utf-8")
    found = bandit(tmp_path)
    assert [line.removeprefix(f"{tmp_path}/").partition(":")[0] for line in found] == [
        "broken.py",
        "bad.py",
        "other.py",
    ]


def test_every_licence_of_what_is_shipped_is_allowed(tmp_path: Path) -> None:
    write_bill(sys.executable, tmp_path / "bill.json", validate=False)
    found = licences(json.loads((tmp_path / "bill.json").read_text("utf-8")))
    lock = (ROOT / "requirements" / "run.txt").read_text("utf-8")
    shipped = {line.partition("==")[0].lower().replace("_", "-") for line in lock.splitlines() if "==" in line}
    named = {name: terms for name, terms in found.items() if name.split()[0].lower().replace("_", "-") in shipped}
    assert len(named) > 20
    assert not_allowed(named) == []


@pytest.mark.parametrize(
    ("terms", "allowed"),
    [
        (["MIT"], True),
        (["GPL-3.0-only"], False),
        (["GPL-3.0-only OR MIT"], True),
        (["MIT AND GPL-3.0-only"], False),
        (["(MIT OR Apache-2.0) AND GPL-3.0-only"], False),
        (["BSD License"], True),
        (["MIT", "GPL-3.0-only"], False),
        ([], False),
    ],
)
def test_a_licence_is_allowed_where_each_of_its_terms_is(terms: list[str], allowed: bool) -> None:
    assert (not_allowed({"x 1": terms}) == []) is allowed
