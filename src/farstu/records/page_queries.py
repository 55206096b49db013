"""The one statement of a list that comes in pages, and what is answered from it."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from farstu.engine.reads import Asked
from farstu.records.spans import span
from farstu.store.queries import Query
from farstu.store.table import Table


def page_query(
    keys: sa.Select[Any],
    order: tuple[str, ...],
    beside: tuple[Table[Any], str, tuple[sa.ColumnElement[Any], ...]] | None = None,
) -> Query:
    """One statement for a page and for how many rows there are: the number, then the columns of `keys`, null where the
    page is empty. `order` names columns of `keys`. `beside` is a table, the column of it that holds the `id` of `keys`,
    and what to give of each of its rows: a row of the page is then repeated for every one that it has there."""
    wanted = keys.subquery("wanted")
    total = sa.select(sa.func.count().label("rows")).select_from(wanted).subquery("total")
    ordered = keys.order_by(*(keys.selected_columns[name] for name in order))
    page = ordered.limit(sa.bindparam("limit")).offset(sa.bindparam("offset")).subquery("page")
    joined = total.outerjoin(page, sa.true())
    columns: list[sa.ColumnElement[Any]] = [total.c.rows, *page.c]
    places: list[sa.ColumnElement[Any]] = [page.c[name] for name in order]
    if beside:
        table, its, given = beside
        its_row = sa.and_(table.sql.c.customer == page.c.customer, table.sql.c[its] == page.c.id)
        joined = joined.outerjoin(table.sql, its_row)
        columns += given
        places += given
    return Query(sa.select(*columns).select_from(joined).order_by(*places))


def changed_between(asked: Asked) -> dict[str, int]:
    """`first` and `last` in ticks. Refused where the end comes before the beginning."""
    first, last = span(asked, "ChangedAtMinValue", "ChangedAtMaxValue")
    return {"first": first, "last": last}


async def page_rows(asked: Asked, query: Query, **values: Any) -> tuple[dict[str, int], list[tuple[Any, ...]]]:
    """The members that every page begins with, and its rows."""
    size, index = asked.parameters["PageSize"], asked.parameters["PageIndex"]
    found = await asked.rows(query, **values, limit=size, offset=size * index)
    rows = [row[1:] for row in found if row[1] is not None]
    return {"index": index, "count": len(rows), "total_row_count": found[0][0] if found else 0}, rows
