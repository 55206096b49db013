"""Agents who left, given out and forgotten, by commands beside a running server."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from farstu.areas.budget.tables import BUDGET
from farstu.areas.user.tables import NOTIFICATION
from farstu.engine.tables import EVENT
from farstu.privacy import erasure
from farstu.privacy.pending import settle_erasures
from farstu.records.offices import OFFICE_USER, USER, OfficeUser, User, UserGroupMember
from farstu.store.folder import DataFolder
from tests.privacy.people import command, figures, saying
from tests.support.commands import Ended, Run
from tests.support.world import CUSTOMER, OFFICE, World, furnish

AGENT = "HAN77"
FIRST, LAST, EMAIL, PHONE = "Ragnvald", "Kvistgren", "ragnvald@kvistgren.example", "073-555 01 99"
SAID = (FIRST, LAST, EMAIL, PHONE, "735550199")
OF = ("--customer", CUSTOMER, "--user", AGENT)
BUDGET_OF = f"/BusinessIntelligence/Budget/{CUSTOMER}/{OFFICE}/{AGENT}/2030/5"


@pytest.fixture
def run(here: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setattr(erasure, "SETTLED_SECONDS", 0.0)
    return command(here.database, tmp_path, monkeypatch, capsys)


@pytest.fixture
def working(here: World) -> World:
    """An agent who has a budget and a notification, and was looked up and spoken of."""
    profile = json.dumps({"presentation": f"{FIRST} säljer Lund"})
    furnish(here.database, [
        User(CUSTOMER, AGENT, FIRST, LAST, "Mäklare", EMAIL, PHONE, profile),
        OfficeUser(CUSTOMER, OFFICE, AGENT, 1, True, PHONE),
        UserGroupMember(CUSTOMER, "g", AGENT),
    ])  # fmt: skip
    assert here.call("POST", BUDGET_OF, {"commission": 100}).status_code == 204
    sent = {"recipients": [AGENT], "message": f"Hej {FIRST} {LAST}", "header": "x"}
    assert here.call("POST", f"/User/Notify/{CUSTOMER}", sent).status_code == 200
    assert FIRST in here.call("GET", f"/User/GetUser?UserId={AGENT}&CustomerId={CUSTOMER}").text
    here.settle()
    return here


def test_an_agent_is_forgotten_and_the_figures_stay_under_the_id(working: World, run: Run, tmp_path: Path) -> None:
    before = figures(working)
    assert {"agent", "journal", "notification"} <= saying(working, SAID).keys()
    would = json.loads(run("person", "erase", *OF, "--dry-run"))
    assert {"agent", "journal", "notification"} <= saying(working, SAID).keys()
    receipt = json.loads(run("person", "erase", *OF))
    assert would["rows"] == receipt["rows"]
    assert saying(working, SAID) == {}
    assert receipt["left"] == []
    assert (receipt["rows"]["agent"], receipt["rows"]["office_user"], receipt["rows"]["notification"]) == (1, 1, 1)
    (left,) = working.rows(USER, id=AGENT)
    assert (left.first_name, left.email, left.shown().is_archived) == ("", None, True)
    assert working.rows(NOTIFICATION, user=AGENT) == []
    assert [row.commission for row in working.rows(BUDGET, user=AGENT)] == [100]
    assert [row.phone for row in working.rows(OFFICE_USER, user=AGENT)] == [None]
    assert {name: count for name, count in before.items() if name not in {"notification", "user_group_member"}} == {
        name: count for name, count in figures(working).items() if name not in {"notification", "user_group_member"}
    }
    assert "user.erased" in {row.kind for row in working.rows(EVENT)}
    assert "whole" in run("audit", "verify")
    assert AGENT not in json.loads(run("audit", "list", "--json"))[-1]["about"]
    with pytest.raises(Ended, match="has no user HAN77"):
        run("person", "erase", *OF)


def test_an_agent_who_was_brought_back_is_forgotten_again(working: World, run: Run, tmp_path: Path) -> None:
    (agent,) = working.rows(USER, id=AGENT)
    run("person", "erase", *OF)
    furnish_again = working.database.write_session()
    furnish_again.begin([CUSTOMER])
    furnish_again.write({USER: [agent]})
    furnish_again.execute("DELETE FROM audit WHERE kind = 'person.erased'")
    furnish_again.commit()
    furnish_again.close()
    assert settle_erasures(working.database, DataFolder(tmp_path), "server") == 1
    assert working.rows(USER, id=AGENT)[0].email is None


def test_what_is_kept_of_an_agent_is_given_out_and_that_it_was(working: World, run: Run) -> None:
    found = json.loads(run("person", "export", *OF))
    assert found["user"]["email"] == EMAIL
    assert found["user"]["profile"] == {"presentation": f"{FIRST} säljer Lund"}
    assert [row["office"] for row in found["records"]["office_user"]] == [OFFICE]
    assert found["records"]["notification"][0]["message"] == f"Hej {FIRST} {LAST}"
    assert found["namedIn"] == {"budget.user": 1}
    assert len(found["calls"]) == 2
    entry = json.loads(run("audit", "list", "--json"))[-1]
    assert (entry["what"], json.loads(entry["about"])["users"]) == ("person.exported", [AGENT])


def test_an_agent_is_named_alone(working: World, run: Run) -> None:
    with pytest.raises(Ended, match="by --user alone"):
        run("person", "export", *OF, "--contact", "c")
