"""The rule by which records of a file are kept: what they name must be there, and what is there already stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from farstu.contract.names import camel
from farstu.engine.calls import Call, Happening, Outcome, Task
from farstu.engine.facts import Facts, Key, Look
from farstu.files.contacts import STATE, nameless, settle_contact
from farstu.files.kinds import Kind
from farstu.files.records import Ready
from farstu.records.contacts import CONTACT, Contact
from farstu.records.finding import finding_rows, refound
from farstu.records.merges import CONTACT_MERGE
from farstu.store.table import CUSTOMER, Row, change
from farstu.texts import Text, say

_DERIVED = ("personal_number_match", "invalid", STATE)
_NUMBER = "personal_number"
_BACKWARDS = ("endsAt", say("error.ends_before", first="startsAt", last="endsAt"))


@dataclass(frozen=True)
class Piece:
    """Some records of one kind. `replace`: they are put in the place of what is there and says something else."""

    kind: Kind
    records: list[Ready]
    replace: bool


@dataclass
class Taken:
    """What became of a piece: how many records are new, were changed, were there already; and the refused ones, each by
    its line with what is wrong under which title."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: list[tuple[int, list[tuple[str, Text]]]] = field(default_factory=list)


def take_in(facts: Facts, call: Call, sent: Piece) -> Outcome:
    """Keeps what can be kept; the outcome's value says what became of each."""
    taken = Taken()
    outcome = Outcome(taken)
    here: dict[Key, Row] = {}
    for record in sent.records:
        if problems := list(_problems(facts, sent.kind, record.row)):
            taken.refused.append((record.number, problems))
            continue
        key = sent.kind.table.key.values_of(record.row)
        known = here.get(key) or facts.one(sent.kind.table.key, *key)
        row = _settled(facts, known, record, call.at) if known else record.row
        if _ends_early(row):
            taken.refused.append((record.number, [_BACKWARDS]))
        elif row == known:
            taken.unchanged += 1
        elif known and not sent.replace:
            taken.refused.append((record.number, [_there(known, row)]))
        else:
            here[key] = row
            taken.changed += known is not None
            taken.new += known is None
            _keep(facts, outcome, sent.kind, known, row)
    return outcome


def _looks(call: Call, sent: Piece) -> Iterable[Look]:
    for record in sent.records:
        yield sent.kind.table.key, sent.kind.table.key.values_of(record.row)
        for index, key, _ in _named(sent.kind, record.row):
            yield index, key
        if sent.kind.table is CONTACT:
            yield CONTACT_MERGE.key, sent.kind.table.key.values_of(record.row)


def _named(kind: Kind, row: Row) -> Iterator[tuple[Any, Key, str]]:
    """The rows that a row names: where to look for each, and the title under which it stands."""
    for names, table in kind.refers.items():
        values = tuple(getattr(row, name) for name in names)
        if None not in values and "" not in values:
            yield table.key, (getattr(row, CUSTOMER), *values), camel(names[-1])


def _problems(facts: Facts, kind: Kind, row: Row) -> Iterator[tuple[str, Text]]:
    for index, key, title in _named(kind, row):
        if facts.one(index, *key) is None:
            yield title, say("error.import_nobody", value=str(key[-1]), table=index.table.name)
    if isinstance(row, Contact):
        if why := nameless(row):
            yield "lastName", why
        merged = facts.one(CONTACT_MERGE.key, row.customer, row.id)
        if merged:
            yield "id", say("error.import_merged", target=merged.target)


def _settled(facts: Facts, known: Row, record: Ready, at: int) -> Row:
    """The row that is there with what the line speaks of; of anything else it keeps what it says."""
    said = {name: getattr(record.row, name) for name in record.said if name not in _DERIVED}
    if not isinstance(known, Contact):
        return change(known, **said)
    sealed, sent = known.personal_number, said.get(_NUMBER)
    if sealed and sent and facts.vault.open(sealed) == facts.vault.open(sent):
        said[_NUMBER] = sealed  # equal, though another key may have sealed it
    values = {name: getattr(known, name) for name in CONTACT.columns} | said
    if STATE in record.said:
        values[STATE] = record.row.personal_number_state  # type: ignore[attr-defined]  # it is a contact's too
    settled = settle_contact(facts.vault, values, at) | {_NUMBER: values[_NUMBER]}
    return Contact(**settled)


def _ends_early(row: Row) -> bool:
    starts, ends = (getattr(row, name, None) for name in ("starts_at", "ends_at"))
    return starts is not None and ends is not None and ends < starts


def _there(known: Row, row: Row) -> tuple[str, Text]:
    names = [name for name in type(known).__struct_fields__ if getattr(known, name) != getattr(row, name)]
    members = ", ".join(camel(name) for name in names if name not in _DERIVED)
    return camel(names[0]), say("error.import_there", members=members)


def _keep(facts: Facts, outcome: Outcome, kind: Kind, known: Row | None, row: Row) -> None:
    outcome.rows.append(row)
    outcome.happenings.append(Happening(f"{kind.event}.imported", _ids(kind, row)))
    if isinstance(row, Contact):
        if isinstance(known, Contact):
            rows, gone = refound(facts.vault, known, row)
            outcome.gone += gone
        else:
            rows = finding_rows(facts.vault, row)
        outcome.rows += rows


def _ids(kind: Kind, row: Row) -> dict[str, str]:
    """What its event says of a record: its key, and the contact and home that it is about."""
    named = [name for name in ("contact", "estate") if name in kind.table.types]
    names = dict.fromkeys([*kind.table.key.columns[1:], *named])
    values = {name: getattr(row, name) for name in names}
    return {_id_name(kind, name): str(value) for name, value in values.items() if value is not None}


def _id_name(kind: Kind, name: str) -> str:
    is_id = any(name in names for names in kind.refers)
    return camel(name) + "Id" if is_id else camel(name)


TAKE_IN = Task("Import", take_in, _looks)
