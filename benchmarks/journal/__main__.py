"""Measures pages of the console's journal over a million calls, on SQLite: `python -m benchmarks.journal`."""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from farstu.console.calls import Calls, Filters
from farstu.console.sight import Sight
from farstu.contract.moment import TICKS_PER_SECOND
from farstu.engine.tables import JOURNAL, JournalEntry
from farstu.server.app import Farstu
from farstu.store.clock import Ids
from farstu.store.sqlite import SqliteDatabase

CUSTOMERS, PARTNERS = 5, 4
STATUSES = (200,) * 940 + (404,) * 40 + (400,) * 19 + (503,)
FIRST_AT = 18_000_000_000_000_000
BETWEEN_TICKS = TICKS_PER_SECOND // 20
OPERATION = "POST-Meeting-Comeback-customerId-contactId"
DETAIL = (
    '{{"request":{{"method":"POST","path":"/Meeting/Comeback/{customer}/ADR{id}","headers":{{"host":"farstu.example",'
    '"accept":"*/*","user-agent":"python-httpx/0.28.1","content-type":"application/json",'
    '"authorization":"Basic ****"}},'
    '"body":"{{\\"date\\":\\"2030-01-01T10:00:00\\",\\"note\\":\\"Ring om visningen nr {number}\\"}}","understood":'
    '{{"date":"2030-01-01T10:00:00","meetingId":null,"estateId":null,"participant":null,"note":"Ring om visningen nr '
    '{number}"}},"started":1.5}},"decided":[{{"key":"decided.comeback","values":{{"id":"CAL{id}","contact":"ADR{id}"}}}}],'
    '"advice":[],"response":{{"status":{status},"headers":{{"Content-Type":"application/json; charset=utf-8"}},'
    '"body":"\\"CAL{id}\\""}}}}'
)
ASKED = {
    "the newest": Filters(),
    "of one customer": Filters(customer="M1"),
    "of a partner": Filters(partner="partner1"),
    "of a status that one in a thousand has": Filters(statuses=(503, 504)),
    "of a status that none has": Filters(statuses=(409, 410)),
    "with a text that none has": Filters(text="nothing of the kind"),
    "of an hour last week": Filters(since=FIRST_AT + TICKS_PER_SECOND * 3600, until=FIRST_AT + TICKS_PER_SECOND * 7200),
}


def made(calls: int) -> Iterator[JournalEntry]:
    """Calls of several customers and partners, one after the other."""
    ticks = [FIRST_AT]
    ids = Ids(lambda: ticks[0])
    for number in range(calls):
        ticks[0] += BETWEEN_TICKS
        call, customer = ids.draw(), f"M{number % CUSTOMERS + 1}"
        status = STATUSES[number % len(STATUSES)]
        detail = DETAIL.format(customer=customer, id=call, number=number, status=status)
        yield JournalEntry(customer, call, ticks[0], OPERATION, f"partner{number % PARTNERS}", status, 1_200, detail)


def fill(database: SqliteDatabase, calls: int) -> None:
    """Puts them into the database."""
    session, rows = database.write_session(), made(calls)
    while some := list(islice(rows, 20_000)):
        session.begin()
        session.write({JOURNAL: some})
        session.commit()
    session.close()


async def measure(database: SqliteDatabase, times: int) -> None:
    """Prints a line for each thing that is asked for."""
    readers = database.readers()
    sight = Sight(tuple(f"M{number + 1}" for number in range(CUSTOMERS)), None, None)
    calls = Calls(readers, sight)
    for name, filters in ASKED.items():
        for place, before in (("first page", None), ("a page in the middle", f"{middle():012X}")):
            taken = []
            for _ in range(times):
                began = time.perf_counter()
                page = await calls.page(filters, before)
                details = await calls.details(page.rows)
                taken.append((time.perf_counter() - began) * 1_000)
            line = f"{name}, {place}: median {statistics.median(taken):.1f} ms, most {max(taken):.1f} ms"
            sys.stdout.write(f"{line}, {len(details)} calls{', goes on' if page.searched else ''}\n")
    await readers.close()


def middle() -> int:
    """A millisecond in the middle of half a million calls."""
    return (FIRST_AT + BETWEEN_TICKS * 500_000) // (TICKS_PER_SECOND // 1000)


def main() -> None:
    """Fills a database of its own, and asks."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.journal", description=__doc__)
    parser.add_argument("--calls", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=20)
    given = parser.parse_args()
    assert Farstu is not None  # with it every table is declared
    with tempfile.TemporaryDirectory() as folder:
        database = SqliteDatabase(Path(folder) / "farstu.sqlite3", durable=False)
        database.prepare()
        began = time.perf_counter()
        fill(database, given.calls)
        sys.stdout.write(f"{given.calls} calls written in {time.perf_counter() - began:.0f} s\n")
        asyncio.run(measure(database, given.times))


if __name__ == "__main__":
    main()
