"""What agents earn on homes."""

from __future__ import annotations

from farstu.store.table import Row, Table

SALE, VALUATION, WRITING = "Sale", "Valuation", "Writing"
WHOLE = 100
NOBODY = ""
"""Who earned what is the office's alone."""


class Commission(Row, frozen=True):
    """What one agent has earned on one home, in whole SEK without VAT. `kind` by its name in the contract (`Sale`),
    `part` in hundredths of the assignment, `user` empty where it is nobody's in particular. Ticks."""

    customer: str
    estate: str
    user: str
    kind: str
    office: str
    amount: int
    part: int
    obtained_at: int


COMMISSION = Table("commission", Commission, ("customer", "estate", "user", "kind"), [("customer", "obtained_at")])
