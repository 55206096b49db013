"""`farstu sandbox`, on a folder of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from farstu.demo.start import set_up_demo
from farstu.sandbox.snapshots import restore
from farstu.store.vault import SealingVault
from tests.support.commands import Ended, Run, runner
from tests.support.databases import POSTGRES, SQLITE, cluster, database
from tests.support.world import SECRETS

OF = "M10001"


@pytest.fixture
def run(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Run]:
    address = cluster().empty() if kind == POSTGRES else None
    if address:
        monkeypatch.setenv("FARSTU_DATABASE", address)
    made = runner(tmp_path / "data", monkeypatch, capsys)
    made("customer", "add", OF, "--name", "Ett", "--city", "Lund", "--sandbox")
    made("customer", "add", "M10002", "--name", "Två")
    yield made
    if address:
        cluster().drop(address)


def rule(run: Run) -> int:
    rules = json.loads(run("retention", "show", OF, "--json"))
    return next(int(one["days"]) for one in rules if one["what"] == "leads")


def test_an_added_sandbox_is_reset_to_what_it_had_then(run: Run, tmp_path: Path) -> None:
    usual = rule(run)
    assert "3 rows, of which 0 were written and 0 others taken out" in run("sandbox", "reset", OF)
    run("retention", "set", OF, "leads", "5")
    assert "holds 4 rows" in run("sandbox", "snapshot", OF, "five")
    assert "1 others taken out" in run("sandbox", "reset", OF)
    assert rule(run) == usual
    file = tmp_path / "five.jsonl.gz"
    run("sandbox", "save", OF, "five", str(file))
    assert file.stat().st_mode & 0o777 == 0o600
    run("sandbox", "drop", OF, "five")
    run("sandbox", "load", OF, "six", "--from", str(file))
    assert rule(run) == 5
    assert [one["snapshot"] for one in json.loads(run("sandbox", "snapshots", OF, "--json"))] == ["seed", "six"]


@pytest.mark.parametrize("kind", [SQLITE], scope="module")
def test_what_cannot_be_done_is_said(run: Run, tmp_path: Path) -> None:
    wrong = {
        "M10002 is no sandbox": ["reset", "M10002"],
        "M9 is no sandbox": ["snapshot", "M9", "one"],
        "no snapshot one": ["load", OF, "one"],
        "not seed": ["drop", OF, "seed"],
        "cannot be used: No such": ["load", OF, "one", "--from", str(tmp_path / "nothing")],
        "cannot be used: File exists": ["save", OF, "seed", str(tmp_path)],
    }
    for why, arguments in wrong.items():
        with pytest.raises(Ended, match=why):
            run("sandbox", *arguments)
    assert rule(run)


def test_the_demo_is_reset_to_what_it_was_made_with(tmp_path: Path) -> None:
    with database(SQLITE, tmp_path) as made:
        shown = set_up_demo(made, SECRETS, 1).shown
    session = made.write_session()
    for customer in (shown["customerId"], shown["otherCustomerId"], "StringValue"):
        found = restore(session, SealingVault(SECRETS), customer, "seed", lambda restored: restored, reset=True)
        assert (found.put, found.gone) == (0, 0)
        assert found.rows > 10
    session.close()


def test_a_clock_is_told_and_what_falls_due_does(run: Run, tmp_path: Path) -> None:
    (tmp_path / "contacts.jsonl").write_text('{"id":"K1","firstName":"Anna","lastName":"Berg"}\n')
    (tmp_path / "comebacks.jsonl").write_text(
        '{"id":"CAL1","contact":"K1","date":"2040-03-02T10:00:00","acting":"office","actingId":"M10001","partner":"p"}\n'
    )
    for kind in ("contacts", "comebacks"):
        run("import", kind, str(tmp_path / f"{kind}.jsonl"), "--customer", OF)
    assert "stands still" in run("sandbox", "clock", OF, "--set", "2040-03-01T10:00:00", "--freeze")
    assert run("sandbox", "clock", OF, "--advance", "1d30m").splitlines()[1:] == ["comeback.due: 1"]
    assert run("sandbox", "clock", OF).startswith("2040-03-02T10:30:00")
    assert "2040" not in run("sandbox", "clock", OF, "--real")
    for wrong in (["--advance", "soon"], ["--set", "soon"], ["--set", "2040-03-01", "--real"]):
        with pytest.raises(Ended):
            run("sandbox", "clock", OF, *wrong)


@pytest.mark.parametrize("kind", [SQLITE], scope="module")
def test_a_story_is_played_without_a_server(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "bo.yaml"
    steps = """
  - say: Bo comes
    call: POST Contacts/UpdatePerson
    body: {customerId: "{customerId}", firstName: Bo, lastName: Ek, email: {emailAddress: bo@example.com}}
    capture: {bo: $}
  - call: GET CRM/Contact/{customerId}/{bo}
    expect: {body: {firstName: Bo}}
"""
    file.write_text(f"story: Bo\nsteps:{steps}", "utf-8")
    assert run("sandbox", "story", OF, str(file)).splitlines()[0] == "  1  200  Bo comes"
    assert json.loads(run("sandbox", "story", OF, str(file), "--json"))["done"]
    file.write_text(f"story: Bo\nsteps:{steps}".replace("firstName: Bo}}", "firstName: Ulf}}"), "utf-8")
    with pytest.raises(Ended, match=r'Step 2: expect.body.firstName was to be "Ulf", and is "Bo"'):
        run("sandbox", "story", OF, str(file))
    with pytest.raises(Ended, match="no sandbox"):
        run("sandbox", "story", "M10002", str(file))
    with pytest.raises(Ended, match="There is no story nowhere"):
        run("sandbox", "story", OF, "nowhere")
