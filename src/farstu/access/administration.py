"""What the owner of a server does from the command line: customers, groups, partners, keys. Rules like all others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from farstu.access.audit import audited
from farstu.access.networks import read_network
from farstu.access.tables import (
    ACCESS_KEY,
    GROUP,
    KEY_GRANT,
    PARTNER,
    REVISION,
    AccessKey,
    Group,
    GroupMember,
    KeyGrant,
    KeyNetwork,
    Partner,
)
from farstu.contract.operation import FunctionGroup
from farstu.engine.calls import Call, Happening, Outcome, Task
from farstu.engine.facts import Facts, Look
from farstu.records.leads import LeadSource
from farstu.records.offices import CUSTOMER, Customer, Office
from farstu.records.sandboxes import SEED
from farstu.records.snapshots import snapshot_of
from farstu.refusals import CONFLICT, NOT_FOUND, Refused, invalid
from farstu.store.settings_table import SETTING, Setting
from farstu.store.table import Row, change
from farstu.texts import say

MOST_VALID_KEYS = 2
ROTATED = "secret.rotated"
"""What the record calls a new secret."""
SETTINGS = "settings_seen"
"""The setting of the database that holds what the server was last started with."""
_NAME = re.compile(r"[A-Za-z0-9._@-]{1,60}")
_ID = re.compile(r"[ -~]{1,40}")


class NewPartner(msgspec.Struct):
    name: str
    title: str


class NewGroup(msgspec.Struct):
    id: str
    title: str


class NewCustomer(msgspec.Struct):
    id: str
    name: str
    city: str
    group: str | None
    sandbox: bool = False


class NewKey(msgspec.Struct):
    """A key to be issued; the key itself is only here as its hash. `networks` are those that it may be used from (none:
    everywhere). `replaces` names the key that it is rotated from, which then lasts until `overlap_ends`."""

    hash: str
    hint: str
    partner: str
    grants: list[tuple[str, str]]
    expires_at: int | None = None
    demo: bool = False
    replaces: str | None = None
    overlap_ends: int | None = None
    networks: list[str] = []


class KeyName(msgspec.Struct):
    id: str


class Rotation(msgspec.Struct):
    """What was done to the server's secrets (`secret.rotated`, `secret.retired`), the newest one's fingerprint, and the
    version of the sealing key."""

    kind: str
    newest: str
    sealing: int


class Settled(msgspec.Struct):
    """The settings of a server that starts, without secrets."""

    settings: dict[str, str]


def add_partner(facts: Facts, call: Call, sent: NewPartner) -> Outcome:
    """A new partner; its name is its user name."""
    if not _NAME.fullmatch(sent.name):
        raise invalid(("name", say("error.partner_name", value=sent.name)))
    if facts.one(PARTNER.key, sent.name):
        raise Refused(409, CONFLICT, say("conflict.partner", value=sent.name))
    record = audited(facts, call, "partner.added", partner=sent.name)
    return Outcome(sent.name, [Partner(sent.name, sent.title, call.at), *record])


def add_group(facts: Facts, call: Call, sent: NewGroup) -> Outcome:
    """A new group of customers."""
    if not _ID.fullmatch(sent.id):
        raise invalid(("group", say("error.id", value=sent.id)))
    _refuse_taken(facts, sent.id)
    return Outcome(sent.id, [Group(sent.id, sent.title, call.at), *audited(facts, call, "group.added", group=sent.id)])


def add_customer(facts: Facts, call: Call, sent: NewCustomer) -> Outcome:
    """A new customer with its main office, which has the same id, and a first lead source."""
    if not _ID.fullmatch(sent.id):
        raise invalid(("customer", say("error.id", value=sent.id)))
    _refuse_taken(facts, sent.id)
    source = LeadSource(sent.id, "Webb", "Webbplatsen")
    begun: list[Row] = [
        Customer(sent.id, sent.name, sent.id, source.id, sandbox=sent.sandbox, created_at=call.at),
        Office(sent.id, sent.id, sent.name, sent.city, None, None),
        source,
    ]
    outcome = Outcome(
        sent.id,
        [
            *begun,
            *([snapshot_of(facts.vault, sent.id, SEED, call.at, begun)] if sent.sandbox else ()),
            *audited(facts, call, "customer.added", customer=sent.id, group=sent.group, **_kind(sent)),
        ],
        [Happening("customer.created", {"id": sent.id})],
    )
    if sent.group:
        if facts.one(GROUP.key, sent.group) is None:
            raise _unknown("group", sent.group)
        outcome.rows += [GroupMember(sent.group, sent.id), _next_revision(facts)]
    return outcome


def _kind(sent: NewCustomer) -> dict[str, str]:
    return {"made_as": "sandbox"} if sent.sandbox else {}


def join_group(facts: Facts, call: Call, sent: GroupMember) -> Outcome:
    """Puts a customer into a group."""
    if facts.one(GROUP.key, sent.group_id) is None:
        raise _unknown("group", sent.group_id)
    if facts.one(CUSTOMER.key, sent.member) is None:
        raise _unknown("customer", sent.member)
    record = audited(facts, call, "group.joined", group=sent.group_id, customer=sent.member)
    return Outcome(sent.member, [sent, _next_revision(facts), *record])


def issue_key(facts: Facts, call: Call, sent: NewKey) -> Outcome:
    """A new key; answers its id. At most two keys may be valid at once for the same grant, so that one can be changed
    for the other without a gap."""
    if facts.one(PARTNER.key, sent.partner) is None:
        raise _unknown("partner", sent.partner)
    for scope, _ in sent.grants:
        if facts.one(CUSTOMER.key, scope) is None and facts.one(GROUP.key, scope) is None:
            raise _unknown("scope", scope)
    rows = _end_replaced(facts, call, sent)
    _refuse_third(facts, call, sent)
    key_id = call.new_id("KEY")
    made = AccessKey(sent.hash, key_id, sent.partner, sent.hint, sent.demo, call.at, sent.expires_at, None)
    grants = [KeyGrant(key_id, scope, FunctionGroup(group)) for scope, group in sent.grants]
    networks = [KeyNetwork(key_id, _network(text)) for text in dict.fromkeys(sent.networks)]
    record = audited(
        facts,
        call,
        "key.issued",
        key=key_id,
        partner=sent.partner,
        opens=[f"{scope} {group}" for scope, group in sent.grants],
        networks=[row.network for row in networks],
        expires=made.expires_at,
        replaces=sent.replaces,
    )
    return Outcome(key_id, [*rows, made, *grants, *networks, _next_revision(facts), *record])


def revoke_key(facts: Facts, call: Call, sent: KeyName) -> Outcome:
    """Ends a key; answers its row."""
    key = _key(facts, sent.id)
    if key.revoked_at is not None:
        return Outcome(key)
    ended = change(key, revoked_at=call.at)
    record = audited(facts, call, "key.revoked", key=key.id, partner=key.partner)
    return Outcome(ended, [ended, _next_revision(facts), *record])


def note_rotation(facts: Facts, call: Call, sent: Rotation) -> Outcome:
    """The server's secrets were changed."""
    record = audited(facts, call, sent.kind, newest=sent.newest, sealing=sent.sealing)
    return Outcome(rows=[_next_revision(facts), *record])


def note_settings(facts: Facts, call: Call, sent: Settled) -> Outcome:
    """Notes with what settings the server runs, where they are others than the last time."""
    told = msgspec.json.encode(sent.settings, order="sorted").decode()
    known = facts.one(SETTING.key, SETTINGS)
    if known and known.value == told:
        return Outcome()
    return Outcome(rows=[Setting(SETTINGS, told), *audited(facts, call, "settings.changed", **sent.settings)])


def _network(text: str) -> str:
    try:
        return str(read_network(text))
    except ValueError:
        raise invalid(("network", say("error.network", value=text))) from None


def _refuse_taken(facts: Facts, name: str) -> None:
    """A key's grant names a customer or a group by its id alone, so the two share their ids."""
    if facts.one(CUSTOMER.key, name):
        raise Refused(409, CONFLICT, say("conflict.customer", value=name))
    if facts.one(GROUP.key, name):
        raise Refused(409, CONFLICT, say("conflict.group", value=name))


def _end_replaced(facts: Facts, call: Call, sent: NewKey) -> list[AccessKey]:
    if sent.replaces is None or sent.overlap_ends is None:
        return []
    old = _key(facts, sent.replaces)
    ends = sent.overlap_ends if old.expires_at is None else min(sent.overlap_ends, old.expires_at)
    return [change(old, expires_at=ends)]


def _refuse_third(facts: Facts, call: Call, sent: NewKey) -> None:
    wanted = set(sent.grants)
    taken: dict[tuple[str, str], list[str]] = {}
    for key in facts.by(ACCESS_KEY.index("partner"), sent.partner):
        if key.revoked_at is not None or (key.expires_at is not None and key.expires_at <= call.at):
            continue
        for grant in facts.by(KEY_GRANT.index("key"), key.id):
            taken.setdefault((grant.scope, grant.function_group), []).append(key.id)
    for place in sorted(wanted & taken.keys()):
        if len(taken[place]) >= MOST_VALID_KEYS:
            keys = ", ".join(sorted(taken[place]))
            raise Refused(409, CONFLICT, say("conflict.keys", scope=place[0], group=place[1], keys=keys))


def _key(facts: Facts, key_id: str) -> AccessKey:
    found = facts.by(ACCESS_KEY.index("id"), key_id)
    if not found:
        raise _unknown("key", key_id)
    return found[0]


def _next_revision(facts: Facts) -> Setting:
    known = facts.one(SETTING.key, REVISION)
    return Setting(REVISION, str(int(known.value) + 1 if known else 1))


def _unknown(kind: str, value: str) -> Refused:
    return Refused(404, NOT_FOUND, say(f"not_found.{kind}", parameter=kind, value=value))


def _task(name: str, rule: object, customers: Callable[[Any], Iterable[str]] = lambda sent: ()) -> Task:
    """`customers` names those that the rule looks at; each rule knows its own body."""

    def looks(call: Call, sent: Any) -> list[Look]:
        return [(CUSTOMER.key, (customer,)) for customer in customers(sent)]

    return Task(name, rule, looks, server_wide=True)  # type: ignore[arg-type]


ADD_PARTNER = _task("AddPartner", add_partner)
ADD_GROUP = _task("AddGroup", add_group, lambda sent: [sent.id])
ADD_CUSTOMER = _task("AddCustomer", add_customer, lambda sent: [sent.id])
JOIN_GROUP = _task("JoinGroup", join_group, lambda sent: [sent.member])
ISSUE_KEY = _task("IssueKey", issue_key, lambda sent: dict(sent.grants))
REVOKE_KEY = _task("RevokeKey", revoke_key)
NOTE_ROTATION = _task("NoteRotation", note_rotation)
NOTE_SETTINGS = _task("NoteSettings", note_settings)
