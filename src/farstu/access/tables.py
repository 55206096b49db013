"""Who may call: partners, their keys, what each key opens. All of it is about the server, not about one customer."""

from __future__ import annotations

from farstu.records.sealing import sealed_column
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


class KeyNetwork(Row, frozen=True):
    """A network that a key may be used from. A key without any may be used from everywhere."""

    key: str
    network: str


class KeyUse(Row, frozen=True):
    """When a key was last used, to the minute (ticks), and which secret its hash was then made with."""

    key: str
    at: int
    secret: str


class AuditEntry(Row, frozen=True):
    """A change that somebody may have to answer for: who made it, what kind it was (`key.issued`), what it was about
    (JSON). `seal` is a keyed hash over all of it and over the seal of the entry before."""

    sequence: int
    at: int
    who: str
    kind: str
    about: str
    seal: str


class ConsolePerson(Row, frozen=True):
    """Somebody who signs in to the console. `role` is `owner`, or `partner` for one who sees a `partner`'s calls
    alone; `password` is argon2id's own text. `totp` is sealed; `totp_step` is the last of its codes that was used, so
    that none is used twice. `demo` people are derived from a seed and may not sign in to a real server."""

    name: str
    role: str
    partner: str | None
    password: str
    totp: str | None
    totp_step: int | None
    demo: bool
    created_at: int


class ConsoleSession(Row, frozen=True):
    """Somebody who has signed in, known by a hash of the token that the browser holds. Ticks."""

    hash: str
    person: str
    created_at: int
    seen_at: int


class Group(Row, frozen=True):
    """Several customers: a chain (`G…`) or a whole environment (`T…`)."""

    id: str
    title: str
    created_at: int


class GroupMember(Row, frozen=True):
    """A customer of a group."""

    group_id: str
    member: str


class RetentionRule(Row, frozen=True):
    """After how many days something of a customer's is to name nobody any more; 0: never by itself. What has no such
    row has its usual days."""

    customer: str
    kind: str
    days: int


PARTNER = Table("partner", Partner, ("name",), server_wide=True)
ACCESS_KEY = Table("access_key", AccessKey, ("hash",), [("partner",), ("id",)], server_wide=True)
KEY_GRANT = Table("key_grant", KeyGrant, ("key", "scope", "function_group"), [("key",)], server_wide=True)
KEY_NETWORK = Table("key_network", KeyNetwork, ("key", "network"), [("key",)], server_wide=True)
KEY_USE = Table("key_use", KeyUse, ("key",), server_wide=True)
AUDIT = Table("audit", AuditEntry, ("sequence",), server_wide=True, append_only=True)
CONSOLE_PERSON = Table("console_person", ConsolePerson, ("name",), server_wide=True)
CONSOLE_SESSION = Table("console_session", ConsoleSession, ("hash",), [("person",)], server_wide=True)
GROUP = Table("customer_group", Group, ("id",), server_wide=True)
GROUP_MEMBER = Table("customer_group_member", GroupMember, ("group_id", "member"), server_wide=True)
RETENTION_RULE = Table("retention_rule", RetentionRule, ("customer", "kind"))
sealed_column(CONSOLE_PERSON, "totp")
REVISION = "access_revision"
"""The setting that changes whenever rights do; every process looks at it."""
