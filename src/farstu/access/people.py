"""People who sign in to the console: who they are, and that they came and went. Rules like all others."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import msgspec

from farstu.access.audit import audited
from farstu.access.tables import CONSOLE_PERSON, CONSOLE_SESSION, PARTNER, ConsolePerson, ConsoleSession
from farstu.contract.moment import TICKS_PER_SECOND
from farstu.engine.calls import Call, Outcome, Task
from farstu.engine.facts import Facts, Look
from farstu.refusals import CONFLICT, FORBIDDEN, NOT_FOUND, UNAUTHORIZED, Refused, invalid
from farstu.store.table import Row, change
from farstu.texts import say

OWNER, OF_PARTNER = "owner", "partner"
ROLES = (OWNER, OF_PARTNER)
IDLE_TICKS = 2 * 3600 * TICKS_PER_SECOND
LONGEST_TICKS = 12 * 3600 * TICKS_PER_SECOND
"""A session ends when nothing was done in it for so long, and at the latest after so long."""
MOST_SESSIONS = 20
"""Of one person; one more ends the oldest."""
_NAME = re.compile(r"[A-Za-z0-9._@-]{1,60}")


class NewPerson(msgspec.Struct):
    """`password` is what is kept of it."""

    name: str
    role: str
    partner: str | None
    password: str


class NewPassword(msgspec.Struct):
    name: str
    password: str


class NewTotp(msgspec.Struct):
    """The secret of somebody's second factor and the step of the code that proved it; None takes it away."""

    name: str
    secret: str | None
    step: int | None


class NewRole(msgspec.Struct):
    """What somebody may see from now on; `by` is the owner who says so in the console."""

    name: str
    role: str
    partner: str | None
    by: str | None = None


class PersonName(msgspec.Struct):
    """Somebody; `by` is the owner who does something to them in the console."""

    name: str
    by: str | None = None


class SentAgain(msgspec.Struct):
    """A call that somebody sends once more from the console."""

    person: str
    call: str


class NewSession(msgspec.Struct):
    """Somebody whose password was right, with the step of their code where they have a second factor; `replaces` is
    the session that the browser had before."""

    hash: str
    person: str
    step: int | None
    replaces: str | None


class SessionName(msgspec.Struct):
    hash: str


def has_ended(session: ConsoleSession, now: int) -> bool:
    """Whether a session is over."""
    return now - session.seen_at >= IDLE_TICKS or now - session.created_at >= LONGEST_TICKS


def add_person(facts: Facts, call: Call, sent: NewPerson) -> Outcome:
    """Somebody who may sign in from now on."""
    if not _NAME.fullmatch(sent.name):
        raise invalid(("name", say("error.partner_name", value=sent.name)))
    _check_role(facts, sent.role, sent.partner)
    if facts.one(CONSOLE_PERSON.key, sent.name):
        raise Refused(409, CONFLICT, say("conflict.console_person", value=sent.name))
    made = ConsolePerson(sent.name, sent.role, sent.partner, sent.password, None, None, False, call.at)
    record = audited(facts, call, "console.added", person=sent.name, role=sent.role, partner=sent.partner)
    return Outcome(sent.name, [made, *record])


def set_password(facts: Facts, call: Call, sent: NewPassword) -> Outcome:
    """Another password; whoever is signed in with the old one no longer is."""
    person = _person(facts, sent.name)
    record = audited(facts, call, "console.password", person=sent.name)
    gone = facts.by(CONSOLE_SESSION.index("person"), sent.name)
    return Outcome(len(gone), [change(person, password=sent.password), *record], gone=[*gone])


def set_totp(facts: Facts, call: Call, sent: NewTotp) -> Outcome:
    """A second factor, or none any more."""
    person = _person(facts, sent.name)
    sealed = None if sent.secret is None else facts.vault.seal(sent.secret)
    kind = "console.second_factor_off" if sealed is None else "console.second_factor_on"
    record = audited(facts, call, kind, person=sent.name)
    return Outcome(rows=[change(person, totp=sealed, totp_step=sent.step), *record])


def set_role(facts: Facts, call: Call, sent: NewRole) -> Outcome:
    """Another role, in sessions that there are too."""
    person = _person(facts, sent.name)
    _check_role(facts, sent.role, sent.partner)
    _check_owner(facts, sent.by, sent.name)
    record = audited(facts, call, "console.role", person=sent.name, role=sent.role, partner=sent.partner)
    return Outcome(rows=[change(person, role=sent.role, partner=sent.partner), *record])


def remove_person(facts: Facts, call: Call, sent: PersonName) -> Outcome:
    """Somebody who may sign in no more, and is signed out."""
    person = _person(facts, sent.name)
    _check_owner(facts, sent.by, sent.name)
    record = audited(facts, call, "console.removed", person=sent.name)
    return Outcome(rows=record, gone=[person, *facts.by(CONSOLE_SESSION.index("person"), sent.name)])


def sign_in(facts: Facts, call: Call, sent: NewSession) -> Outcome:
    """A session of somebody whose password was right. A code is taken once; sessions that are over are cleared away."""
    person = _person(facts, sent.person)
    if person.totp is not None and (sent.step is None or sent.step <= (person.totp_step or 0)):
        raise Refused(401, UNAUTHORIZED, say("refusal.console_sign_in"))
    kept = sorted(facts.by(CONSOLE_SESSION.index("person"), sent.person), key=lambda session: session.seen_at)
    live = [session for session in kept if not has_ended(session, call.at) and session.hash != sent.replaces]
    left = live[-(MOST_SESSIONS - 1) :]
    rows: list[Row] = [ConsoleSession(sent.hash, sent.person, call.at, call.at)]
    if sent.step is not None:
        rows.append(change(person, totp_step=sent.step))
    record = audited(facts, call, "console.signed_in", person=sent.person)
    return Outcome(rows=[*rows, *record], gone=[session for session in kept if session not in left])


def note_refused(facts: Facts, call: Call, sent: PersonName) -> Outcome:
    """Somebody was told to wait after too many wrong passwords."""
    return Outcome(rows=audited(facts, call, "console.throttled", person=sent.name))


def note_sent(facts: Facts, call: Call, sent: SentAgain) -> Outcome:
    """Somebody makes a call in a partner's name."""
    return Outcome(rows=audited(facts, call, "console.sent_again", person=sent.person, again=sent.call))


def see_session(facts: Facts, call: Call, sent: SessionName) -> Outcome:
    """Something was done in a session."""
    session = facts.one(CONSOLE_SESSION.key, sent.hash)
    return Outcome(rows=[change(session, seen_at=call.at)] if session else [])


def sign_out(facts: Facts, call: Call, sent: SessionName) -> Outcome:
    """The end of a session."""
    session = facts.one(CONSOLE_SESSION.key, sent.hash)
    if session is None:
        return Outcome()
    return Outcome(rows=audited(facts, call, "console.signed_out", person=session.person), gone=[session])


def sign_out_everywhere(facts: Facts, call: Call, sent: PersonName) -> Outcome:
    """The end of all of somebody's sessions; answers how many there were."""
    _person(facts, sent.name)
    gone = facts.by(CONSOLE_SESSION.index("person"), sent.name)
    record = audited(facts, call, "console.signed_out_everywhere", person=sent.name)
    return Outcome(len(gone), record, gone=[*gone])


def _check_role(facts: Facts, role: str, partner: str | None) -> None:
    if (role == OF_PARTNER) != (partner is not None) or role not in ROLES:
        raise invalid(("partner", say("error.console_role")))
    if partner is not None and facts.one(PARTNER.key, partner) is None:
        raise Refused(404, NOT_FOUND, say("not_found.partner", parameter="partner", value=partner))


def _check_owner(facts: Facts, by: str | None, name: str) -> None:
    """Whoever takes an owner away stays one: so there is always one left. The command line may take the last."""
    if by is None:
        return
    if by == name:
        raise Refused(409, CONFLICT, say("conflict.console_self"))
    if _person(facts, by).role != OWNER:
        raise Refused(403, FORBIDDEN, say("refusal.console_owner"))


def _person(facts: Facts, name: str) -> ConsolePerson:
    person = facts.one(CONSOLE_PERSON.key, name)
    if person is None:
        raise Refused(404, NOT_FOUND, say("not_found.console_person", parameter="name", value=name))
    return person


def _task(name: str, rule: Callable[[Facts, Call, Any], Outcome]) -> Task:
    def looks(call: Call, sent: Any) -> list[Look]:
        return []

    return Task(name, rule, looks, server_wide=True)


ADD_PERSON = _task("AddConsolePerson", add_person)
SET_PASSWORD = _task("SetConsolePassword", set_password)
SET_TOTP = _task("SetConsoleTotp", set_totp)
SET_ROLE = _task("SetConsoleRole", set_role)
REMOVE_PERSON = _task("RemoveConsolePerson", remove_person)
SIGN_IN = _task("SignIn", sign_in)
NOTE_REFUSED = _task("NoteRefusedSignIn", note_refused)
NOTE_SENT = _task("NoteSentAgain", note_sent)
SEE_SESSION = _task("SeeSession", see_session)
SIGN_OUT = _task("SignOut", sign_out)
SIGN_OUT_EVERYWHERE = _task("SignOutEverywhere", sign_out_everywhere)
