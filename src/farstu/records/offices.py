"""Customers, their offices, the people who work there."""

from __future__ import annotations

from farstu.records.profiles import OfficeProfile, UserProfile, read_profile
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
    """A shop within a customer. `profile` is what is only shown, as JSON (`OfficeProfile`); `changed_at` in ticks, null
    where nothing has changed since the customer was made."""

    customer: str
    id: str
    name: str
    city: str
    email: str | None
    phone: str | None
    profile: str | None = None
    changed_at: int | None = None

    def shown(self) -> OfficeProfile:
        """What is only shown."""
        return read_profile(self.profile, OfficeProfile)


class User(Row, frozen=True):
    """An agent or assistant. `phone` is the mobile; `profile` and `changed_at` as with an office (`UserProfile`)."""

    customer: str
    id: str
    first_name: str
    last_name: str
    title: str
    email: str | None
    phone: str | None
    profile: str | None = None
    changed_at: int | None = None

    def shown(self) -> UserProfile:
        """What is only shown."""
        return read_profile(self.profile, UserProfile)


class OfficeUser(Row, frozen=True):
    """Who works at which office; one may work at several. `place` orders the users of an office, `is_main` says where
    a user works most, `phone` is the one at that office."""

    customer: str
    office: str
    user: str
    place: int | None = None
    is_main: bool | None = None
    phone: str | None = None


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


class OfficeGroup(Row, frozen=True):
    """A named set of offices, such as those of a town."""

    customer: str
    id: str
    name: str


class OfficeGroupMember(Row, frozen=True):
    """An office of an office group."""

    customer: str
    office_group: str
    office: str


CUSTOMER = Table("customer", Customer, ("customer",))
OFFICE = Table("office", Office, ("customer", "id"))
USER = Table("agent", User, ("customer", "id"))
OFFICE_USER = Table("office_user", OfficeUser, ("customer", "office", "user"))
USER_GROUP = Table("user_group", UserGroup, ("customer", "id"))
USER_GROUP_MEMBER = Table("user_group_member", UserGroupMember, ("customer", "user_group", "user"))
OFFICE_GROUP = Table("office_group", OfficeGroup, ("customer", "id"))
OFFICE_GROUP_MEMBER = Table("office_group_member", OfficeGroupMember, ("customer", "office_group", "office"))


def full_name(first_name: str | None, last_name: str | None) -> str | None:
    """Both names with a blank between them; None where there is neither."""
    return f"{first_name} {last_name}" if first_name and last_name else first_name or last_name or None
