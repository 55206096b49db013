"""Who may call: partners, their keys, what each key opens. All of it is about the server, not about one customer."""

from __future__ import annotations

from farstu.store.table import Row, Table


class Partner(Row, frozen=True):
    """An integrating company; `name` is its user name."""

    name: str
    title: str
    created_at: int


class AccessKey(Row, frozen=True):
    """A key, known by its keyed hash alone. `hint` is its last four characters, for people. `demo` keys are derived
    from a seed and open nothing in a real server. Ticks; null where it does not expire, or is not revoked."""

    hash: str
    id: str
    partner: str
    hint: str
    demo: bool
    created_at: int
    expires_at: int | None
    revoked_at: int | None


class KeyGrant(Row, frozen=True):
    """What a key opens: one function group for one customer, or for all customers of one group."""

    key: str
    scope: str
    function_group: str


class Group(Row, frozen=True):
    """Several customers: a chain (`G…`) or a whole environment (`T…`)."""

    id: str
    title: str
    created_at: int


class GroupMember(Row, frozen=True):
    """A customer of a group."""

    group_id: str
    member: str


PARTNER = Table("partner", Partner, ("name",), server_wide=True)
ACCESS_KEY = Table("access_key", AccessKey, ("hash",), [("partner",), ("id",)], server_wide=True)
KEY_GRANT = Table("key_grant", KeyGrant, ("key", "scope", "function_group"), [("key",)], server_wide=True)
GROUP = Table("customer_group", Group, ("id",), server_wide=True)
GROUP_MEMBER = Table("customer_group_member", GroupMember, ("group_id", "member"), server_wide=True)
REVISION = "access_revision"
"""The setting that changes whenever rights do; every process looks at it."""
