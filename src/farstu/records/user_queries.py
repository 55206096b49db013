"""Users with where they work, as they are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from farstu.records.offices import CUSTOMER, OFFICE_USER, USER, OfficeUser, User
from farstu.store.queries import Query

_USER, _CUSTOMER, _WORKS = USER.sql.c, CUSTOMER.sql.c, OFFICE_USER.sql.c
CHANGED_AT = sa.func.coalesce(_USER.changed_at, _CUSTOMER.created_at).label("changed")
_COLUMNS = [CHANGED_AT, *(_USER[name] for name in USER.columns)]
_WORK_COLUMNS = [_WORKS[name] for name in OFFICE_USER.columns]
_BEFORE_WORK = len(_COLUMNS)


def _users(*, by_id: bool) -> Query:
    """The users of several customers, one row for each office that they work at."""
    joined = CUSTOMER.sql.join(USER.sql, _USER.customer == _CUSTOMER.customer).outerjoin(
        OFFICE_USER.sql, sa.and_(_WORKS.customer == _USER.customer, _WORKS.user == _USER.id)
    )
    statement = (
        sa.select(*_COLUMNS, *_WORK_COLUMNS)
        .select_from(joined)
        .where(_CUSTOMER.customer.in_(sa.bindparam("customers", expanding=True)))
        .order_by(_USER.id, _USER.customer, sa.func.coalesce(_WORKS.is_main, sa.false()).desc(), _WORKS.office)
    )
    wanted = _USER.id.in_(sa.bindparam("users", expanding=True))
    return Query(statement.where(wanted) if by_id else statement)


OF_CUSTOMERS, BY_ID = _users(by_id=False), _users(by_id=True)


def each_user(rows: list[tuple[Any, ...]]) -> Iterator[tuple[User, list[OfficeUser], int]]:
    """Each user with where they work, the main office first, and when something of them changed."""
    for values, several in groupby(rows, key=lambda row: row[:_BEFORE_WORK]):
        works = [OFFICE_USER.make(row[_BEFORE_WORK:]) for row in several if row[_BEFORE_WORK] is not None]
        yield USER.make(values[1:]), works, values[0]
