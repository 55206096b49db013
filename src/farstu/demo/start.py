"""Puts the demo brokerage into an empty database, with keys that follow from its seed."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import blake2b
from typing import Any

from farstu.access.keys import PREFIX, hint, key_hash
from farstu.access.passwords import hashed_lightly
from farstu.access.people import OWNER
from farstu.access.tables import REVISION, AccessKey, ConsolePerson, KeyGrant, Partner
from farstu.areas import load
from farstu.contract.names import camel
from farstu.contract.operation import FunctionGroup
from farstu.demo.brokerage import Brokerage, furnish
from farstu.engine.calls import Call, Outcome, Task
from farstu.engine.facts import Facts, Look
from farstu.engine.perform import Performer
from farstu.records.offices import CUSTOMER, Customer
from farstu.records.sandboxes import SEED as SEED_SNAPSHOT
from farstu.records.snapshots import snapshot_of
from farstu.store.base import EVERY_CUSTOMER, Database, WriteSession
from farstu.store.clock import Clock, Ids, system_clock
from farstu.store.secrets import Secrets
from farstu.store.settings_table import SETTING, Setting
from farstu.store.statements import select_by
from farstu.store.table import CUSTOMER as CUSTOMER_COLUMN
from farstu.store.table import Row
from farstu.store.vault import SealingVault, Vault

PARTNER = "demo"
CONSOLE = "demo"
"""Who signs in to the console."""
PLACEHOLDER = "StringValue"
SEED = "demo_seed"


class OtherSeed(Exception):
    """The folder holds the demo of another seed, or no demo."""

    def __init__(self, found: str) -> None:
        super().__init__(found)
        self.found = found


@dataclass(frozen=True)
class Demo:
    """What a caller needs to know, as `farstu demo --json` prints it, save the address."""

    shown: dict[str, Any]


def set_up_demo(database: Database, secrets: Secrets, seed: int, clock: Clock = system_clock) -> Demo:
    """Makes the brokerage where it is not there yet. OtherSeed, StoreError.

    What is shown of it follows from the seed alone, whichever process made it, and when.
    """
    load(asking=False)
    vault = SealingVault(secrets)
    session = database.write_session()
    try:
        is_there, now = _is_there(session, seed), clock()
        brokerage = furnish(seed, now, vault)
        if not is_there:
            _keep(Performer(session, vault, clock, Ids(clock)), secrets.hashing[0], seed, now, brokerage)
            _is_there(session, seed)
    finally:
        session.close()
    return Demo(_shown(seed, brokerage))


def demo_key(seed: int, name: str) -> str:
    """The key called `name` of a seed: the same every time, and so worth nothing outside a demo."""
    digest = blake2b(f"farstu demo {seed} {name}".encode(), digest_size=32).digest()
    return f"{PREFIX}demo_{base64.urlsafe_b64encode(digest).decode().rstrip('=')}"


def console_password(seed: int) -> str:
    """The password in the console that follows from a seed: `demo-4f2a-91bc-07de-a35b`."""
    digest = blake2b(f"farstu demo {seed} console".encode(), digest_size=8).hexdigest()
    return "-".join(["demo", *(digest[start : start + 4] for start in range(0, 16, 4))])


def _is_there(session: WriteSession, seed: int) -> bool:
    """Whether the demo of this seed was made; False where the database is empty. OtherSeed."""
    found = session.rows(select_by(SETTING.key), (SEED,))
    if not found:
        if session.rows("SELECT customer FROM customer LIMIT 1", (), EVERY_CUSTOMER):
            raise OtherSeed("none")
        return False
    if found[0][1] != str(seed):
        raise OtherSeed(found[0][1])
    return True


def _keep(performer: Performer, secret: bytes, seed: int, now: int, brokerage: Brokerage) -> None:
    """Everything in one transaction: a demo is there whole or not at all."""
    rows = [
        *brokerage.rows,
        *_seeds(performer.vault, now, brokerage.rows),
        Setting(SEED, str(seed)),
        Setting(REVISION, "1"),
        Partner(PARTNER, "Demopartnern", now),
        ConsolePerson(CONSOLE, OWNER, None, hashed_lightly(console_password(seed)), None, None, True, now),
        *_key_rows(secret, seed, now, (brokerage.landmarks.customer_id, PLACEHOLDER)),
    ]

    customers = {row.customer for row in brokerage.rows if isinstance(row, Customer)}

    def looks(call: Call, sent: None) -> list[Look]:
        return [(CUSTOMER.key, (customer,)) for customer in customers]

    def put_all(facts: Facts, call: Call, sent: None) -> Outcome:
        """Nothing, where another process that shares the database has just done it."""
        return Outcome(rows=[] if facts.one(SETTING.key, SEED) else rows)

    performer.perform(Task("SetUpDemo", put_all, looks, server_wide=True), None)


def _seeds(vault: Vault, now: int, rows: list[Row]) -> Iterator[Row]:
    """What each sandbox of the demo is reset to."""
    for customer in [row.customer for row in rows if isinstance(row, Customer) and row.sandbox]:
        own = [row for row in rows if getattr(row, CUSTOMER_COLUMN, None) == customer]
        yield snapshot_of(vault, customer, SEED_SNAPSHOT, now, own)


def _key_rows(secret: bytes, seed: int, now: int, customers: tuple[str, ...]) -> list[Row]:
    """One key for each function group, and one for all of them."""
    opened = {"all": list(FunctionGroup)} | {group.value: [group] for group in FunctionGroup}
    rows: list[Row] = []
    for name, groups in opened.items():
        key, key_id = demo_key(seed, name), f"KEY-demo-{name}"
        rows.append(AccessKey(key_hash(secret, key), key_id, PARTNER, hint(key), True, now, None, None))
        rows += [KeyGrant(key_id, customer, group.value) for customer in customers for group in groups]
    return rows


def _shown(seed: int, brokerage: Brokerage) -> dict[str, Any]:
    landmarks = asdict(brokerage.landmarks)
    keys = {group.value: demo_key(seed, group.value) for group in FunctionGroup}
    del landmarks["group_id"]
    ids = {camel(name): value for name, value in landmarks.items()}
    console = {"name": CONSOLE, "password": console_password(seed)}
    return {"partner": PARTNER, "keys": keys, "key": demo_key(seed, "all"), "console": console, **ids}
