"""Many contacts with the names, towns and ways to be reached that people have, spread over the years."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from random import Random
from typing import Any

from benchmarks.support.filling import AT_ONCE
from farstu.contract.moment import TICKS_PER_SECOND
from farstu.demo.names import draw_names
from farstu.records.contacts import PERSON, Contact
from farstu.records.finding import finding_rows, number_columns
from farstu.store.base import WriteSession
from farstu.store.table import Row, Table
from farstu.store.vault import Vault

_NAMES = 8_000
_TOWNS = ("Stockholm", "Göteborg", "Malmö", "Uppsala", "Lund", "Umeå", "Örebro", "Visby")
_SECONDS = 10 * 365 * 86_400


def crowd(customer: str, agents: list[str], number: int, now: int, vault: Vault) -> Iterator[Contact]:
    """Always the same ones for the same arguments."""
    chance = Random(number)
    names = draw_names(chance, _NAMES)
    for place in range(number):
        name = names[chance.randrange(_NAMES)]
        at = now - chance.randrange(_SECONDS) * TICKS_PER_SECOND
        blank: dict[str, Any] = dict.fromkeys(Contact.__struct_fields__)
        values = {
            "customer": customer,
            "id": contact_id(place),
            "kind": PERSON,
            "first_name": name.first,
            "last_name": name.last,
            "street_address": f"Storgatan {place % 200}",
            "zip_code": f"{10_000 + place % 80_000}",
            "city": chance.choice(_TOWNS),
            "email": email(place),
            "cell": phone(place),
            "invalid": "",
            "agent": chance.choice(agents),
            "created_at": at,
            "changed_at": at,
            "lead_score": place % 100,
        }
        number_of = number_columns(vault, None, False, now)
        yield Contact(**blank | values | number_of)


def contact_id(place: int) -> str:
    """The id of one of them."""
    return f"ADR{place:032X}"


def email(place: int) -> str:
    """The address of one of them."""
    return f"kund{place}@example.com"


def phone(place: int) -> str:
    """The number of one of them."""
    return f"07{place:08}"


def put(session: WriteSession, people: Iterator[Contact], vault: Vault) -> None:
    """Keeps them with all that makes them findable."""
    while piece := list(islice(people, AT_ONCE)):
        rows: dict[Table[Any], list[Row]] = {}
        for contact in piece:
            for row in (contact, *finding_rows(vault, contact)):
                rows.setdefault(row.table, []).append(row)
        session.begin((piece[0].customer,))
        session.write(rows)
        session.commit()
