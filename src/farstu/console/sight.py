"""What somebody may see: an owner everything, somebody of a partner what that partner's keys cover."""

from __future__ import annotations

from dataclasses import dataclass

from farstu.access.coverage import Covers, covered_by
from farstu.console.visit import Visit
from farstu.contract.operation import FunctionGroup
from farstu.records.offices import CUSTOMER
from farstu.store.base import EVERY_CUSTOMER

EVERY_CUSTOMER_ID = f'SELECT "customer" FROM "{CUSTOMER.name}" ORDER BY "customer"'  # noqa: S608 - names of ours


@dataclass(frozen=True)
class Sight:
    """`customers` are all whose calls may be seen; `partner` is whose calls alone, None where everybody's are; `covers`
    says which data, None where all of it is."""

    customers: tuple[str, ...]
    partner: str | None
    covers: Covers | None

    def may(self, group: FunctionGroup, customer: str) -> bool:
        """Whether the data of a function group of a customer may be seen."""
        if self.covers is None:
            return customer in self.customers
        return customer in self.covers.get(group, frozenset())


async def sight_of(visit: Visit) -> Sight:
    """What the visitor may see. StoreError."""
    kit, person = visit.kit, visit.who.person
    if visit.is_owner:
        rows = await kit.readers.rows(EVERY_CUSTOMER_ID, (), EVERY_CUSTOMER)
        return Sight(tuple(row[0] for row in rows), None, None)
    assert person.partner is not None  # whoever is no owner is of a partner
    covers = await covered_by(kit.readers, person.partner, kit.clock(), demo=kit.place is not None)
    return Sight(tuple(sorted(frozenset().union(*covers.values()))), person.partner, covers)
