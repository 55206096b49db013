"""Users and their groups read back."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import sqlalchemy as sa

from farstu.areas.user import advertising as ad
from farstu.areas.user import contract as crm
from farstu.contract.moment import answered
from farstu.engine.reads import Asked, read
from farstu.records import offices, user_queries, users
from farstu.records.offices import CUSTOMER, OFFICE_USER, USER, USER_GROUP, USER_GROUP_MEMBER, OfficeUser, full_name
from farstu.records.page_queries import changed_between, page_query, page_rows
from farstu.records.profiles import UserProfile, read_profile
from farstu.records.reachability import comparable_name
from farstu.refusals import not_found
from farstu.store.queries import Query

_USER, _CUSTOMER, _WORKS = USER.sql.c, CUSTOMER.sql.c, OFFICE_USER.sql.c
_GROUP, _MEMBER = USER_GROUP.sql.c, USER_GROUP_MEMBER.sql.c
_WITH_CUSTOMER = CUSTOMER.sql.join(USER.sql, _USER.customer == _CUSTOMER.customer)


def _groups() -> Query:
    joined = USER_GROUP.sql.outerjoin(
        USER_GROUP_MEMBER.sql, sa.and_(_MEMBER.customer == _GROUP.customer, _MEMBER.user_group == _GROUP.id)
    )
    return Query(
        sa.select(_GROUP.id, _GROUP.name, _MEMBER.user)
        .select_from(joined)
        .where(_GROUP.customer == sa.bindparam("customer"))
        .order_by(_GROUP.id, _MEMBER.user)
    )


def _listed() -> Query:
    """A row for each office of a user, or one without."""
    changed = sa.func.coalesce(_USER.changed_at, _CUSTOMER.created_at)
    keys = (
        sa.select(_USER.customer, _USER.id, changed.label("changed"), _USER.profile)
        .select_from(_WITH_CUSTOMER)
        .where(
            _CUSTOMER.customer == sa.bindparam("customer"),
            changed.between(sa.bindparam("first"), sa.bindparam("last")),
        )
    )
    return page_query(keys, ("changed", "id"), (OFFICE_USER, "user", (_WORKS.office,)))


_GROUPS, _LISTED = _groups(), _listed()


@read(crm.FIND_USERS)
async def find_users(asked: Asked) -> list[crm.User]:
    """By their ids; empty where nobody fits."""
    sent, customers = asked.parameters, list(asked.customers)
    if sent["UserId"]:
        rows = await asked.rows(user_queries.BY_ID, customers=customers, users=[sent["UserId"]])
    else:
        rows = await asked.rows(user_queries.OF_CUSTOMERS, customers=customers)
    wanted = sent["SearchText"]
    return [_user(*found) for found in user_queries.each_user(rows) if wanted is None or _says(found[0], wanted)]


def _says(user: offices.User, wanted: str) -> bool:
    said = " ".join(filter(None, (user.first_name, user.last_name, user.title, user.email)))
    return comparable_name(wanted) in comparable_name(said)


def _user(user: offices.User, works: list[OfficeUser], changed_at: int) -> crm.User:
    shown = user.shown()
    return crm.User(
        archived=shown.is_archived,
        public=shown.is_public,
        user_id=user.id,
        customer_id=[user.customer],
        order_number=works[0].place if works else None,
        user_name=shown.user_name or full_name(user.first_name, user.last_name),
        department=shown.department,
        category=shown.category,
        title=user.title,
        extra_title=shown.extra_title,
        allow_log_on=shown.may_log_on,
        email_address=user.email,
        tele_phone=shown.telephone,
        cell_phone=user.phone,
        direct_phonenumbers=_direct_numbers(works),
        public_phonenumber=shown.public_phone,
        spoken_languages=list(shown.languages),
        bank=shown.bank,
        clering_number=shown.clearing_number,
        account=shown.account,
        account_type=crm.AccountType[shown.account_type] if shown.account_type else None,
        iban=shown.iban,
        swift=shown.swift,
        comment=shown.comment,
        image=None,
        published_on_office=list(shown.published_on),
        internal_employee_number=shown.employee_number,
        external_user_id=shown.external_id,
        customer_ids_with_sort_order=_workplaces(works),
        date_changed=answered(changed_at),
        sub_offices=[crm.UserSubOffice(id=part) for part in shown.sub_offices],
        reviews=[crm.UserReview(review=review.text, made_by=review.author) for review in shown.reviews],
    )


def _direct_numbers(works: list[OfficeUser]) -> list[crm.DirectPhoneNumber]:
    return [crm.DirectPhoneNumber(customer_id=work.office, phonenumber=work.phone) for work in works if work.phone]


def _workplaces(works: list[OfficeUser]) -> list[crm.Workplace]:
    return [
        crm.Workplace(
            customer_id=work.customer, order_number=work.place, main_business=work.is_main, office_id=work.office
        )
        for work in works
    ]


@read(crm.USER_GROUPS)
async def user_groups(asked: Asked) -> list[crm.UserGroup]:
    """By their ids."""
    rows = await asked.rows(_GROUPS, customer=asked.customer)
    return [
        crm.UserGroup(
            user_group_id=group,
            customer_ids=[asked.customer],
            name=name,
            users=[crm.GroupedUser(user_id=user) for *_, user in several if user is not None],
        )
        for (group, name), several in groupby(rows, key=lambda row: row[:2])
    ]


@read(crm.ADVERTISED_USERS)
async def advertised_users(asked: Asked) -> ad.UserPage:
    """Those first that changed first."""
    page, rows = await page_rows(asked, _LISTED, customer=asked.customer, **changed_between(asked))
    listed = [_list_row(list(several)) for _, several in groupby(rows, key=lambda row: row[:4])]
    return ad.UserPage(**page | {"count": len(listed)}, rows=listed)


def _list_row(rows: list[tuple[Any, ...]]) -> ad.UserListRow:
    """A user from their rows, one for each office."""
    customer, user, changed, profile, _ = rows[0]
    published = read_profile(profile, UserProfile).published_on
    return ad.UserListRow(
        id=user,
        is_visible_in_staff_list=bool(published),
        changed_at=answered(changed),
        offices=[
            ad.UserListRowOffice(id=office, customer_id=customer, is_visible_in_staff_list=office in published)
            for *_, office in rows
            if office is not None
        ],
    )


@read(crm.ADVERTISED_USER)
async def advertised_user(asked: Asked) -> users.AdvertisingUser:
    """One user."""
    wanted = asked.parameters["userId"]
    rows = await asked.rows(user_queries.BY_ID, customers=[asked.customer], users=[wanted])
    for user, works, changed in user_queries.each_user(rows):
        return users.advertised(user, works, changed)
    raise not_found("userId", "user", wanted)
