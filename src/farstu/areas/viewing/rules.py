"""Viewings: what is noted of a participant afterwards."""

from __future__ import annotations

from collections.abc import Iterable

from farstu.areas.viewing.contract import FOLLOW_UP, ParticipantFollowUp
from farstu.engine.calls import Call, Happening, Outcome, rule
from farstu.engine.facts import Facts, Look
from farstu.records.contacts import CONTACT
from farstu.records.merges import known_contact
from farstu.records.viewings import PARTICIPANT, VIEWING
from farstu.refusals import not_found
from farstu.store.table import change
from farstu.texts import say

_BY_CONTACT = PARTICIPANT.index("customer", "viewing", "contact")


def _prefetch(call: Call, sent: ParticipantFollowUp) -> Iterable[Look]:
    return [
        (VIEWING.key, (call.customer, sent.viewing_id)),
        (CONTACT.key, (call.customer, sent.contact_id)),
        (_BY_CONTACT, (call.customer, sent.viewing_id, sent.contact_id)),
    ]


@rule(FOLLOW_UP, _prefetch)
def follow_up(facts: Facts, call: Call, sent: ParticipantFollowUp) -> Outcome:
    """Notes it in all time slots of the viewing that the contact is in; false, and nothing changed, where in none."""
    viewing, contact = str(sent.viewing_id), str(sent.contact_id)
    if facts.one(VIEWING.key, call.customer, viewing) is None:
        raise not_found("viewingId", "viewing", viewing)
    known_contact(facts, call.customer, contact)
    booked = facts.by(_BY_CONTACT, call.customer, viewing, contact)
    slots = [slot for slot in booked if slot.canceled_at is None]
    if not slots:
        return Outcome(value=False, decided=[say("decided.not_on_viewing", contact=contact, viewing=viewing)])
    noted = {"participated": sent.participated, "contacted": sent.contacted.name, "followed_up_at": call.at}
    ids = {"contactId": contact, "viewingId": viewing}
    return Outcome(
        value=True,
        rows=[change(slot, **noted) for slot in slots],
        happenings=[Happening("participant.followedUp", ids)],
        decided=[say("decided.followed_up", contact=contact, viewing=viewing, slots=len(slots))],
    )
