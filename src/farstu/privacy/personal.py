"""What of each table is about a person, what of it goes when the person is forgotten, and after how long by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from farstu.areas.buyer.tables import LOAN_PROMISE
from farstu.areas.meeting.tables import COMEBACK
from farstu.areas.note.tables import NOTE
from farstu.areas.register.tables import NEW_ADDRESS, TASK
from farstu.areas.survey.tables import SURVEY_ANSWER
from farstu.areas.user.tables import NOTIFICATION
from farstu.areas.watch.tables import FINAL_PRICE_WATCH
from farstu.records.bids import BID
from farstu.records.contacts import CONTACT, CONTACT_CATEGORY, CONTACT_FIELD, PERSON, Contact
from farstu.records.estates import BUYER, PROSPECT
from farstu.records.leads import LEAD
from farstu.records.mail import OUTGOING_MAIL
from farstu.records.meetings import MEETING
from farstu.records.merges import CONTACT_MERGE
from farstu.records.orders import NEWSLETTER_MEMBER, SCHEDULED_ORDER
from farstu.records.parties import CONTACT_RELATION, EXTRA_PARTY, PARTY
from farstu.records.viewings import PARTICIPANT
from farstu.store.table import Row, Table, change

NOBODY = "ANO"
"""How the id of somebody begins of whom only figures are left."""
CONTACTS = "contacts"
CONTACT_DAYS = 1_095
"""Without anything newer, and without a duty or a wish that keeps the contact."""
FIRST_DAYS = 7
"""So long after a customer was made its rules do nothing by themselves: time to bring data in, and to look at them."""


@dataclass(frozen=True)
class Personal:
    """What a table says of a person. `blank` are columns that are emptied, or the row `goes` as a whole. `kind` is what
    its rule is called, `since` the column that its `days` are counted from; a row of a `duty` has to be kept that long
    whatever the person wishes, and `lasts`: while there is one the contact is needed."""

    table: Table[Any]
    blank: tuple[str, ...] = ()
    kind: str = ""
    since: str = ""
    days: int = 0
    goes: bool = False
    duty: bool = False
    lasts: bool = False

    def emptied(self) -> dict[str, Any]:
        """The values of what is emptied."""
        return {name: None if name in self.table.nullable else "" for name in self.blank}


ALL = (
    Personal(LEAD, ("referrer", "utm_tags", "message", "left_out"), "leads", "created_at", 730),
    Personal(FINAL_PRICE_WATCH, (), "watches", "created_at", 730),
    Personal(PROSPECT, ("note",), "prospects", "created_at", 1_095),
    Personal(PARTICIPANT, (), "participants", "booked_at", 730),
    Personal(MEETING, ("note", "location"), "meetings", "starts_at", 1_095),
    Personal(COMEBACK, ("note",), "comebacks", "date", 1_095),
    Personal(LOAN_PROMISE, (), "loan-promises", "created_at", 730),
    Personal(NOTE, ("text",), "notes", "date", 1_095),
    Personal(TASK, ("note",), "tasks", "created_at", 1_095),
    Personal(SURVEY_ANSWER, (), "surveys", "reported_at", 1_095),
    Personal(NEW_ADDRESS, (), "addresses", "created_at", 730, goes=True),
    Personal(OUTGOING_MAIL, (), "mail", "queued_at", 90, goes=True),
    Personal(BID, ("alias", "condition"), "bids", "placed_at", 3_650, duty=True),
    Personal(PARTY, (), "parties", "created_at", 3_650, duty=True),
    Personal(EXTRA_PARTY, (), "extra-parties", "created_at", 3_650, duty=True),
    Personal(
        BUYER,
        ("bank", "clearing_number", "account_number", "insurance_company"),
        "buyers",
        "created_at",
        3_650,
        duty=True,
    ),
    Personal(SCHEDULED_ORDER, goes=True, lasts=True),
    Personal(NEWSLETTER_MEMBER, goes=True, lasts=True),
    Personal(CONTACT_CATEGORY, goes=True),
    Personal(CONTACT_FIELD, goes=True),
    Personal(CONTACT_RELATION, goes=True),
    Personal(NOTIFICATION, (), "notifications", "created_at", 365, goes=True),
    Personal(CONTACT_MERGE, (), "merged-ids", "at", 1_095, goes=True),
)
OF_TABLE = {personal.table.name: personal for personal in ALL}
OF_KIND = {personal.kind: personal for personal in ALL if personal.kind}
DEFAULT_DAYS = {kind: personal.days for kind, personal in OF_KIND.items()} | {CONTACTS: CONTACT_DAYS}
"""In the order in which the rules act: a contact is needed while a bid or a sale names it."""
_FIGURES = ("customer", "kind", "agent", "created_at", "changed_at", "obtained_through")


def is_nobody(contact: str | None) -> bool:
    """Whether an id is of somebody of whom only figures are left."""
    return contact is not None and contact.startswith(NOBODY)


def nobody(contact: Contact, instead: str) -> Contact:
    """What is left of a contact: that there was one, since when, and where from."""
    values: dict[str, Any] = dict.fromkeys(CONTACT.columns)
    values |= {name: getattr(contact, name) for name in _FIGURES}
    return Contact(**values | {"id": instead, "invalid": ""})


def forgotten(row: Row, columns: dict[str, str]) -> Row | None:
    """What is left of a row; `columns` name nobody in the place of the contact. None where nothing is."""
    personal = OF_TABLE[row.table.name]
    return None if personal.goes else change(row, **personal.emptied(), **columns)


def is_person(contact: Contact) -> bool:
    """Companies are no persons, and what they are called is no secret."""
    return contact.kind == PERSON
