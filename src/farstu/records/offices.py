"""Customers, their offices, the people who work there."""

from __future__ import annotations

from farstu.store.table import Row, Table


class Customer(Row, frozen=True):
    """One office licence: the tenant. `sandbox` customers may be reset and told what to do."""

    customer: str
    name: str
    main_office: str
    default_lead_source: str | None
    sandbox: bool
    created_at: int


class Office(Row, frozen=True):
    """A shop within a customer."""

    customer: str
    id: str
    name: str
    city: str
    email: str | None
    phone: str | None


class User(Row, frozen=True):
    """An agent or assistant."""

    customer: str
    id: str
    first_name: str
    last_name: str
    title: str
    email: str | None
    phone: str | None


class OfficeUser(Row, frozen=True):
    """Who works at which office; one may work at several."""

    customer: str
    office: str
    user: str


class UserGroup(Row, frozen=True):
    """A named set of users, such as the sellers."""

    customer: str
    id: str
    name: str


class UserGroupMember(Row, frozen=True):
    """A user of a user group."""

    customer: str
    user_group: str
    user: str


CUSTOMER = Table("customer", Customer, ("customer",))
OFFICE = Table("office", Office, ("customer", "id"))
USER = Table("agent", User, ("customer", "id"))
OFFICE_USER = Table("office_user", OfficeUser, ("customer", "office", "user"))
USER_GROUP = Table("user_group", UserGroup, ("customer", "id"))
USER_GROUP_MEMBER = Table("user_group_member", UserGroupMember, ("customer", "user_group", "user"))


def full_name(first_name: str | None, last_name: str | None) -> str | None:
    """Both names with a blank between them; None where there is neither."""
    return " ".join(name for name in (first_name, last_name) if name) or None
