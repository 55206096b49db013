"""Agents who left: what is kept of them is given out or forgotten. Their id stays, and with it every figure: whose
budget it was, who held the meeting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec

from farstu.areas.user.tables import NOTIFICATION
from farstu.engine.calls import Call, Happening, Outcome, Task
from farstu.engine.facts import Facts, Look
from farstu.engine.perform import Performer
from farstu.engine.tables import JOURNAL
from farstu.privacy.erasing import noted
from farstu.privacy.erasure import Eraser, Receipt, settle
from farstu.privacy.export import Exporter, Plain
from farstu.privacy.traces import Signs, answers_about, calls_about, mentions
from farstu.privacy.who import Who
from farstu.records.contacts import CONTACT, EMAILS, PERSON, PHONES, Contact
from farstu.records.offices import OFFICE_USER, USER, USER_GROUP_MEMBER, User
from farstu.records.profiles import UserProfile, write_profile
from farstu.refusals import not_found
from farstu.store.base import WriteSession
from farstu.store.forgotten import Erasure
from farstu.store.statements import select_by
from farstu.store.table import CUSTOMER, TABLES, Row, Table, change
from farstu.store.vault import Vault

TOLD = "user.erased"
NAMING = ("user", "agent", "booked_by", "assigned_to")
"""Columns that hold the id of an agent."""
_OWN = (OFFICE_USER, USER_GROUP_MEMBER, NOTIFICATION)
"""Tables whose rows are the agent's own."""
_LEFT = write_profile(UserProfile(may_log_on=False, is_public=False, is_archived=True))


class Leaving(msgspec.Struct):
    """Which agent to forget; `own`: the keys of the agent's own rows, by table."""

    customer: str
    user: str
    receipt: str
    known_by: list[str]
    own: list[tuple[str, list[str]]]
    before: dict[str, int]
    again: bool = False


def agent_key(vault: Vault, customer: str, user: str) -> str:
    """A keyed hash by which an agent's id is known again."""
    return vault.match(f"erased\x1f{customer}\x1fuser\x1f{user}")


def agent_of(session: WriteSession, customer: str, user: str) -> User:
    """The agent of an id. Refused where there is none, or was forgotten already."""
    rows = session.rows(select_by(USER.key), (customer, user), [customer])
    agent = USER.make(rows[0]) if rows else None
    if agent is None or is_forgotten(agent):
        raise not_found("user", "user", user)
    return agent


def is_forgotten(agent: User) -> bool:
    """Whether only the id is left."""
    return agent.profile == _LEFT and not (agent.first_name or agent.last_name or agent.email or agent.phone)


def forget(facts: Facts, call: Call, sent: Leaving) -> Outcome:
    """Leaves of an agent that there was one, and where; records that it was done. Answers how many rows of what."""
    outcome = Outcome()
    counts: Counter[str] = Counter(sent.before)
    agent = facts.one(USER.key, sent.customer, sent.user)
    if agent is not None:
        outcome.rows.append(_nobody(agent, call.at))
        outcome.happenings.append(Happening(TOLD, {"id": sent.user}))
        counts[USER.name] += 1
    for row in filter(None, (facts.one(*look) for look in _own_looks(sent))):
        counts[row.table.name] += 1
        if row.table is OFFICE_USER:
            outcome.rows.append(change(row, phone=None))
        else:
            outcome.gone.append(row)
    return noted(facts, call, sent, counts, outcome)


def _nobody(agent: User, at: int) -> User:
    left: User = change(agent, first_name="", last_name="", title="", email=None, phone=None, profile=_LEFT)
    return change(left, changed_at=at)


def _own_looks(sent: Leaving) -> list[tuple[Any, ...]]:
    return [(TABLES[name].key, sent.customer, *key) for name, key in sent.own]


def _looks(call: Call, sent: Leaving) -> list[Look]:
    own = [(index, tuple(values)) for index, *values in _own_looks(sent)]
    return [(USER.key, (sent.customer, sent.user)), *own]


FORGET_AGENT = Task("ForgetAgent", forget, _looks, server_wide=True)


class AgentSigns(Signs):
    """What a text about the agent can be told by; the id is in many that are about others, and says nothing."""

    def __init__(self, agent: User, vault: Vault) -> None:
        values: dict[str, Any] = dict.fromkeys(CONTACT.columns)
        values |= {"customer": agent.customer, "id": agent.id, "kind": PERSON, "invalid": ""}
        values |= {"first_name": agent.first_name, "last_name": agent.last_name}
        values |= {EMAILS[0]: agent.email, PHONES[0]: agent.phone, PHONES[1]: agent.shown().telephone}
        super().__init__(Who(agent.customer, [Contact(**values)]), vault)

    def by_id(self, text: str) -> bool:
        """Never."""
        return False


class AgentEraser(Eraser):
    """Forgets agents. StoreError, OSError."""

    def look_at(self, agent: User, now: int) -> Receipt:
        """What would be done."""
        signs = AgentSigns(agent, self._vault)
        found = Receipt("", now, agent.customer, {USER.name: 1})
        for table in _OWN:
            found.rows[table.name] = len(own_rows(self._session, table, agent))
        calls = (calls_about(self._session, customer, set(), signs) for customer in (agent.customer, ""))
        found.rows[JOURNAL.name] = sum(1 for some in calls for _ in some)
        found.rows["first_answer"] = sum(1 for _ in answers_about(self._session, agent.customer, set(), signs))
        found.rows = {name: found.rows[name] for name in sorted(found.rows) if found.rows[name]}
        found.left = self._spoken_of(agent, signs)
        return found

    def forget(self, agent: User, now: int, again: Erasure | None = None) -> Receipt:
        """Does it. `again`: what the list says of it already."""
        who, signs = Who(agent.customer), AgentSigns(agent, self._vault)
        noted = again or self._noted(agent.customer, (agent_key(self._vault, agent.customer, agent.id),), now)
        counts = self._traces(who, signs, set())
        own = [(row.table.name, list(row.table.key.values_of(row)[1:])) for table in _OWN
               for row in own_rows(self._session, table, agent)]  # fmt: skip
        sent = Leaving(agent.customer, agent.id, noted.receipt, list(noted.known_by), own, dict(counts))
        sent.again = again is not None
        rows = Counter(self._perform(FORGET_AGENT, sent, agent.customer).value)
        settle()
        rows.update(self._traces(who, signs, set()))
        shown = {name: rows[name] for name in sorted(rows) if rows[name]}
        return Receipt(noted.receipt, now, agent.customer, shown, self._spoken_of(agent, signs))

    def _spoken_of(self, agent: User, signs: Signs) -> list[Any]:
        own = {USER.name, *(table.name for table in _OWN)}
        return [found for found in mentions(self._session, Who(agent.customer), signs) if found.table not in own]


class AgentExporter(Exporter):
    """Gathers what is kept of an agent. StoreError."""

    def __init__(self, performer: Performer, agent: User) -> None:
        super().__init__(performer, Who(agent.customer), clear=False)
        self._agent = agent

    def gathered(self) -> Plain:
        """All that is the agent's own; of what is others' how much names the agent."""
        agent, session = self._agent, self._session
        signs = AgentSigns(agent, self._performer.vault)
        calls = [row for customer in (agent.customer, "") for row in calls_about(session, customer, set(), signs)]
        return {
            "customer": agent.customer,
            "user": self._plain(agent),
            "records": {table.name: [self._plain(row) for row in own_rows(session, table, agent)] for table in _OWN},
            "namedIn": dict(named_in(session, agent)),
            "calls": [self._call(row) for row in calls],
            "spokenOfIn": [mention._asdict() for mention in mentions(session, Who(agent.customer), signs)],
        }


def own_rows(session: WriteSession, table: Table[Any], agent: User) -> list[Row]:
    """The agent's own rows of a table."""
    names = ", ".join(f'"{name}"' for name in table.columns)
    text = f'SELECT {names} FROM "{table.name}" WHERE "{CUSTOMER}" = ? AND "user" = ?'  # noqa: S608 - names of ours
    return [table.make(row) for row in session.rows(text, (agent.customer, agent.id), [agent.customer])]


def named_in(session: WriteSession, agent: User) -> Iterator[tuple[str, int]]:
    """How many rows of others name the agent, by table."""
    for table in TABLES.values():
        for name in NAMING:
            if table.server_wide or table in _OWN or name not in table.columns:
                continue
            text = f'SELECT COUNT(*) FROM "{table.name}" WHERE "{CUSTOMER}" = ? AND "{name}" = ?'  # noqa: S608 - ours
            if count := session.rows(text, (agent.customer, agent.id), [agent.customer])[0][0]:
                yield f"{table.name}.{name}", count
