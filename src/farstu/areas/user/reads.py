"""Users and their groups read back."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from farstu.areas.user import advertising as ad
from farstu.areas.user import contract as crm
from farstu.contract.moment import answered
from farstu.engine.reads import Asked, read
from farstu.records import offices
from farstu.records.offices import CUSTOMER, OFFICE_USER, USER, USER_GROUP, USER_GROUP_MEMBER, OfficeUser, full_name
from farstu.records.paging import changed_between, page_query, page_rows
from farstu.records.profiles import UserProfile, read_profile
from farstu.records.reachability import comparable_name
from farstu.records.shapes import phone_number
from farstu.refusals import not_found
from farstu.store.queries import Query

_USER, _CUSTOMER, _WORKS = USER.sql.c, CUSTOMER.sql.c, OFFICE_USER.sql.c
_GROUP, _MEMBER = USER_GROUP.sql.c, USER_GROUP_MEMBER.sql.c
_WITH_CUSTOMER = CUSTOMER.sql.join(USER.sql, _USER.customer == _CUSTOMER.customer)
_CHANGED_AT = sa.func.coalesce(_USER.changed_at, _CUSTOMER.created_at).label("changed")
_COLUMNS = [_CHANGED_AT, *(_USER[name] for name in USER.columns)]
_WORK_COLUMNS = [_WORKS[name] for name in OFFICE_USER.columns]
_BEFORE_WORK = len(_COLUMNS)


def _found() -> Query:
    """The users of several customers, one row for each office that they work at."""
    joined = _WITH_CUSTOMER.outerjoin(
        OFFICE_USER.sql, sa.and_(_WORKS.customer == _USER.customer, _WORKS.user == _USER.id)
    )
    return Query(
        sa.select(*_COLUMNS, *_WORK_COLUMNS)
        .select_from(joined)
        .where(_CUSTOMER.customer.in_(sa.bindparam("customers", expanding=True)))
        .where(sa.func.coalesce(sa.bindparam("user"), _USER.id) == _USER.id)
        .order_by(_USER.id, _USER.customer, sa.func.coalesce(_WORKS.is_main, sa.false()).desc(), _WORKS.office)
    )


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


_FOUND, _GROUPS, _LISTED = _found(), _groups(), _listed()


@read(crm.FIND_USERS)
async def find_users(asked: Asked) -> list[crm.User]:
    """By their ids; empty where nobody fits."""
    wanted, users = (
        asked.parameters["SearchText"],
        _users(await asked.rows(_FOUND, customers=list(asked.customers), user=asked.parameters["UserId"])),
    )
    return [_user(user, works, changed) for user, works, changed in users if wanted is None or _says(user, wanted)]


def _users(rows: list[tuple[Any, ...]]) -> Iterator[tuple[offices.User, list[OfficeUser], int]]:
    """Each user with where they work, the main office first, and when something of them changed."""
    for values, several in groupby(rows, key=lambda row: row[:_BEFORE_WORK]):
        works = [OFFICE_USER.make(row[_BEFORE_WORK:]) for row in several if row[_BEFORE_WORK] is not None]
        yield USER.make(values[1:]), works, values[0]


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
        direct_phonenumbers=[
            crm.DirectPhoneNumber(customer_id=work.office, phonenumber=work.phone) for work in works if work.phone
        ],
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
        customer_ids_with_sort_order=[
            crm.Workplace(
                customer_id=work.customer, order_number=work.place, main_business=work.is_main, office_id=work.office
            )
            for work in works
        ],
        date_changed=answered(changed_at),
        sub_offices=[crm.UserSubOffice(id=part) for part in shown.sub_offices],
        reviews=[crm.UserReview(review=review.text, made_by=review.author) for review in shown.reviews],
    )


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
async def advertised_user(asked: Asked) -> ad.AdvertisingUser:
    """One user."""
    wanted = asked.parameters["userId"]
    rows = await asked.rows(_FOUND, customers=[asked.customer], user=wanted)
    for user, works, changed in _users(rows):
        return _advertised(user, works, changed)
    raise not_found("userId", "user", wanted)


def _advertised(user: offices.User, works: list[OfficeUser], changed_at: int) -> ad.AdvertisingUser:
    shown = user.shown()
    return ad.AdvertisingUser(
        id=user.id,
        name=full_name(user.first_name, user.last_name),
        title=user.title,
        category=shown.category,
        email_address=user.email,
        description=shown.description,
        spoken_languages=list(shown.languages),
        changed_at=answered(changed_at),
        telephone=ad.UserTelephone(cell=phone_number(user.phone), public=phone_number(shown.public_phone)),
        image=None,
        is_visible_in_staff_list=bool(shown.published_on),
        offices=[_advertised_office(work, shown) for work in works],
        reviews=[ad.UserReview(text=review.text, author_name=review.author) for review in shown.reviews],
    )


def _advertised_office(work: OfficeUser, shown: UserProfile) -> ad.UserOffice:
    return ad.UserOffice(
        id=work.office,
        customer_id=work.customer,
        order_number=work.place or 0,
        is_visible_in_staff_list=work.office in shown.published_on,
        telephone=ad.UserOfficeTelephone(personal=phone_number(work.phone)) if work.phone else None,
    )
