"""What was ordered for which customer: kept in memory, by the process that was told."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor
from typing import Any

import msgspec

from farstu.refusals import CONFLICT, NOT_FOUND, Refused
from farstu.sandbox.faults import Fault
from farstu.texts import say, shortened
from farstu.texts.masking import mask_text

MOST_ORDERS = 100
"""For one customer."""


@dataclass
class Order:
    """A fault, how many calls it was for, and how many of them it met. Which of them follows from the share alone:
    of a quarter it is each fourth."""

    id: str
    fault: Fault
    calls: int = 0
    met: int = 0

    def takes(self, operation: str, key: str) -> bool:
        """Whether a call is one that it is for, and is met."""
        fault = self.fault
        if fault.operation not in (None, operation) or fault.key not in (None, key):
            return False
        before = floor(round(self.calls * fault.share, 6))
        self.calls += 1
        is_met = floor(round(self.calls * fault.share, 6)) > before
        self.met += is_met
        return is_met

    @property
    def is_done(self) -> bool:
        """Whether it has met as many calls as it was to."""
        return self.fault.count is not None and self.met >= self.fault.count

    @property
    def shown(self) -> dict[str, Any]:
        """As the controls answer it."""
        return {"id": self.id, **msgspec.to_builtins(self.fault), "calls": self.calls, "met": self.met}


class Orders:
    """The orders by customer; a customer without any is not there."""

    def __init__(self) -> None:
        self._orders: dict[str, list[Order]] = {}

    def __bool__(self) -> bool:
        return bool(self._orders)

    def of(self, customer: str) -> list[Order]:
        """A customer's orders, the oldest first."""
        return list(self._orders.get(customer, ()))

    def put(self, customer: str, order: Order) -> None:
        """Takes an order. Refused with 409 where there are too many already."""
        kept = self._orders.setdefault(customer, [])
        if len(kept) >= MOST_ORDERS:
            raise Refused(409, CONFLICT, say("conflict.faults", most=MOST_ORDERS))
        kept.append(order)

    def drop(self, customer: str, order_id: str | None = None) -> int:
        """Ends one order, or all; answers how many. Refused with 404 where there is none of this id."""
        kept = self.of(customer)
        left = [order for order in kept if order_id is not None and order.id != order_id]
        if order_id is not None and len(left) == len(kept):
            shown = shortened(mask_text(order_id), 40)
            raise Refused(404, NOT_FOUND, say("not_found.fault", parameter="id", value=shown))
        self._keep(customer, left)
        return len(kept) - len(left)

    def clear(self) -> None:
        """Ends all of all customers."""
        self._orders.clear()

    def take(self, customer: str, operation: str, key: str) -> Order | None:
        """The first order that meets a call."""
        for order in self._orders.get(customer, ()):
            if order.takes(operation, key):
                if order.is_done:
                    self._keep(customer, [other for other in self.of(customer) if other is not order])
                return order
        return None

    def _keep(self, customer: str, orders: list[Order]) -> None:
        if orders:
            self._orders[customer] = orders
        else:
            self._orders.pop(customer, None)
