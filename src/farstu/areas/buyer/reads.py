"""Loan promises read back."""

from __future__ import annotations

from farstu.areas.buyer.contract import (
    LIST_LOAN_PROMISES,
    KeptLoanPromise,
    LoanPromiseEstateType,
    LoanPromiseFinancing,
    LoanPromiseStatus,
)
from farstu.areas.buyer.tables import LOAN_PROMISE, LoanPromise
from farstu.contract.moment import answered, answered_if
from farstu.engine.reads import Asked, read
from farstu.records.contacts import with_each_contact
from farstu.records.merges import rows_of_contact
from farstu.store.queries import Query

_PROMISE = LOAN_PROMISE.sql.c
_PROMISES = Query(
    with_each_contact(LOAN_PROMISE, *(_PROMISE[name] for name in LOAN_PROMISE.columns)).order_by(
        _PROMISE.created_at.desc(), _PROMISE.id.desc()
    )
)


@read(LIST_LOAN_PROMISES)
async def list_loan_promises(asked: Asked) -> list[KeptLoanPromise]:
    """The newest first; it is the current one."""
    kept = [LOAN_PROMISE.make(row) for row in await rows_of_contact(asked, _PROMISES)]
    return [_shown(row, is_current=row is kept[0]) for row in kept]


def _shown(row: LoanPromise, *, is_current: bool) -> KeptLoanPromise:
    return KeptLoanPromise(
        id=row.id,
        created_at=answered(row.created_at),
        is_current=is_current,
        bank=row.bank,
        valid_until=answered_if(row.valid_until),
        estate_type=LoanPromiseEstateType[row.estate_type] if row.estate_type else None,
        estate_id=row.estate,
        status=LoanPromiseStatus[row.status] if row.status else None,
        financing=LoanPromiseFinancing[row.financing],
    )
