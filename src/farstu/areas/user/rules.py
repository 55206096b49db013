"""Telling users something."""

from __future__ import annotations

from collections.abc import Iterable

from farstu.areas.user import tables
from farstu.areas.user.contract import NOTIFY, Notification
from farstu.engine.calls import Call, Happening, Outcome, rule
from farstu.engine.facts import Facts, Look
from farstu.records.offices import USER
from farstu.refusals import invalid
from farstu.texts import say


def _recipients(sent: Notification) -> list[str]:
    return list(dict.fromkeys(sent.recipients or ()))


def _prefetch(call: Call, sent: Notification) -> Iterable[Look]:
    return [(USER.key, (call.customer, user)) for user in _recipients(sent)]


@rule(NOTIFY, _prefetch)
def notify(facts: Facts, call: Call, sent: Notification) -> Outcome:
    """Keeps the message once for each user; false where there is none."""
    users = _recipients(sent)
    for user in users:
        facts.want(USER.key, call.customer, user)
    unknown = [user for user in users if facts.one(USER.key, call.customer, user) is None]
    if unknown:
        key = call.key("Recipients")
        raise invalid(*((key, say("unknown.user", member="Recipients", value=user)) for user in unknown))
    if not users:
        return Outcome(value=False, decided=[say("decided.notified_nobody")])
    message = call.new_id("MED")
    rows = [
        tables.Notification(
            call.customer, user, message, sent.header, sent.message, sent.sms, sent.express, call.partner, call.at
        )
        for user in users
    ]
    return Outcome(
        value=True,
        rows=[*rows],
        happenings=[Happening("user.notified", {"id": message, "userId": user}) for user in users],
        decided=[say("decided.notified", id=message, users=len(users))],
    )
