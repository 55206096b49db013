"""What contacts have asked to be sent now and then, and the newsletters that they are on."""

from __future__ import annotations

from farstu.store.table import Row, Table


class ScheduledOrder(Row, frozen=True):
    """An order of a contact; `kind` by its name in the contract (`FinalPricesInArea`), dates in ticks."""

    customer: str
    id: str
    contact: str
    kind: str
    created_at: int
    starts_at: int


class NewsletterMember(Row, frozen=True):
    """A contact on a list of those who get a newsletter."""

    customer: str
    contact: str
    newsletter: str


SCHEDULED_ORDER = Table("scheduled_order", ScheduledOrder, ("customer", "id"), [("customer", "contact")])
NEWSLETTER_MEMBER = Table(
    "newsletter_member", NewsletterMember, ("customer", "contact", "newsletter"), [("customer", "contact")]
)
