"""What a customer has thought of for its contacts: categories, and tasks that come again and again."""

from __future__ import annotations

import sqlalchemy as sa

from farstu.areas.register.contract import LIST_CATEGORIES, LIST_TASKS, Categories, PredefinedTask
from farstu.engine.reads import Asked, read
from farstu.records.contacts import CATEGORY
from farstu.records.models import Category
from farstu.records.tasks import PREDEFINED_TASK
from farstu.store.queries import Query


def _categories() -> Query:
    its = CATEGORY.sql.c
    columns = its.of_companies, its.of_persons, its.id, its.name, its.read_only
    return Query(sa.select(*columns).where(its.customer == sa.bindparam("customer")).order_by(its.name, its.id))


def _tasks() -> Query:
    its = PREDEFINED_TASK.sql.c
    here = its.customer == sa.bindparam("customer")
    return Query(sa.select(its.id, its.description).where(here).order_by(its.description, its.id))


_CATEGORIES, _TASKS = _categories(), _tasks()


@read(LIST_CATEGORIES)
async def list_categories(asked: Asked) -> Categories:
    """By name; one may be for both kinds."""
    made = Categories(company_categories=[], person_categories=[])
    for of_companies, of_persons, key, name, read_only in await asked.rows(_CATEGORIES, customer=asked.customer):
        category = Category(id=key, name=name, read_only=bool(read_only))
        if of_companies:
            made.company_categories.append(category)
        if of_persons:
            made.person_categories.append(category)
    return made


@read(LIST_TASKS)
async def list_tasks(asked: Asked) -> list[PredefinedTask]:
    """By what is to be done."""
    rows = await asked.rows(_TASKS, customer=asked.customer)
    return [PredefinedTask(id=key, description=description) for key, description in rows]
