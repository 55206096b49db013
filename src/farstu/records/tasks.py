"""Tasks that come again and again."""

from __future__ import annotations

from farstu.store.table import Row, Table


class PredefinedTask(Row, frozen=True):
    """A task that a customer gives again and again."""

    customer: str
    id: str
    description: str


PREDEFINED_TASK = Table("predefined_task", PredefinedTask, ("customer", "id"))
