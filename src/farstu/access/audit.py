"""The record of changes to keys, rights, secrets and settings, and of what was revealed: never changed, and chained.

Each entry is sealed with a keyed hash over itself and the seal before it, in the transaction of the change. Whoever can
write to the database but has no secret can neither change nor take out nor put in an entry without it being seen; that
the last ones were cut off is seen by whoever has noted a later seal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from farstu.access.tables import AuditEntry
from farstu.engine.calls import Call
from farstu.engine.facts import Facts
from farstu.store.settings_table import SETTING, Setting
from farstu.store.table import Row

HEAD = "audit_head"
"""The setting that holds the last entry's number and seal."""
_NOTHING_BEFORE = "0"
Match = Callable[[str], str]


def audited(facts: Facts, call: Call, kind: str, **about: str | int | list[str] | None) -> list[Row]:
    """The entry of a change, and the head behind it: to be kept together with the change. None of `about` is secret."""
    known = facts.one(SETTING.key, HEAD)
    number, _, before = (known.value if known else f"0 {_NOTHING_BEFORE}").partition(" ")
    sequence = int(number) + 1
    told = msgspec.json.encode(about, order="sorted").decode()
    bare = AuditEntry(sequence, call.at, call.partner, kind, told, "")
    entry = msgspec.structs.replace(bare, seal=_seal(facts.vault.match, bare, before))
    return [entry, Setting(HEAD, f"{sequence} {entry.seal}")]


def faults(entries: Iterable[AuditEntry], head: str | None, match: Match) -> list[str]:
    """What is wrong with the record, a sentence each. `entries` in order, `head` as the setting says it."""
    found: list[str] = []
    number, before = 0, _NOTHING_BEFORE
    for entry in entries:
        number += 1
        if entry.sequence != number:
            found.append(f"entry {number} is missing")
            number = entry.sequence
        if entry.seal != _seal(match, entry, before):
            found.append(f"entry {entry.sequence} or the one before it was changed")
        before = entry.seal
    if (head or f"0 {_NOTHING_BEFORE}") != f"{number} {before}":
        found.append(f"the record ends at entry {number}, and not where it should")
    return found


def _seal(match: Match, entry: AuditEntry, before: str) -> str:
    said = (entry.sequence, entry.at, entry.who, entry.kind, entry.about)
    return match("\x1f".join(("audit", before, msgspec.json.encode(said).decode())))
