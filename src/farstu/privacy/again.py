"""An erasure that a database does not know, since it is of a day before: done once more."""

from __future__ import annotations

from typing import Any

from farstu.engine.perform import Performer
from farstu.privacy.agents import AgentEraser, agent_key
from farstu.privacy.erasure import Eraser, Receipt
from farstu.privacy.traces import pages
from farstu.privacy.who import known_by, whole
from farstu.records.contacts import CONTACT
from farstu.records.merges import CONTACT_MERGE
from farstu.records.offices import USER
from farstu.store.clock import Ids
from farstu.store.folder import DataFolder
from farstu.store.forgotten import Erasure


def erase_again(performer: Performer, folder: DataFolder, ids: Ids, erasure: Erasure) -> Receipt:
    """Forgets whoever is known by the hashes of an erasure; that is recorded too where there is nobody."""
    customer, wanted = erasure.customer, set(erasure.known_by)
    for page in pages(performer.session, USER, customer):
        agents: list[Any] = list(page)
        for agent in agents:
            if agent_key(performer.vault, customer, agent.id) in wanted:
                return AgentEraser(performer, folder, ids).forget(agent, performer.clock(), again=erasure)
    contacts: dict[str, Any] = {}
    moved: set[str] = set()
    for page in pages(performer.session, CONTACT_MERGE, customer):
        rows: list[Any] = list(page)
        moved |= {row.target for row in rows if known_by(performer.vault, customer, row.id) in wanted}
    for page in pages(performer.session, CONTACT, customer):
        for row in page:
            contact: Any = row
            if contact.id in moved or known_by(performer.vault, customer, contact.id) in wanted:
                contacts[contact.id] = contact
    who = whole(performer.session, performer.vault, customer, list(contacts.values()))
    return Eraser(performer, folder, ids).erase(who, performer.clock(), again=erasure)
