"""The simulation of `benchmarks/scaling` with a few customers: it runs, and what it prints adds up."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from itertools import islice

import pytest

from benchmarks.scaling.__main__ import arguments, simulate
from benchmarks.scaling.calls import Mix, make_calls, server_of, shares
from benchmarks.scaling.contest import Setup
from benchmarks.scaling.customers import customer

CUSTOMERS, PARTITIONS, SERVERS = 8, 4, 2
CONNECTIONS_OF_A_SERVER = 9
SMALL = ["--customers", str(CUSTOMERS), "--partitions", str(PARTITIONS), "--connections", "4", "--rounds", "1",
         "--seconds", "0.3", "--setups", f"plain:{SERVERS}", f"partitioned:{SERVERS}"]  # fmt: skip
_CUSTOMER = re.compile(rb"M1\d{6}")


@pytest.fixture(scope="module")
def printed() -> str:
    with pytest.MonkeyPatch.context() as patch:
        lines: list[str] = []
        patch.setattr("builtins.print", lambda *words, **how: lines.append(" ".join(map(str, words))))
        simulate(arguments([*SMALL, "--data", tempfile.gettempdir()]))
    return "\n".join(lines)


def cells(printed: str, name: str) -> list[float]:
    """The medians of one row."""
    row = next(line for line in printed.splitlines() if line.startswith(f"| {name} "))
    return [float(cell.split()[0].replace(",", "")) for cell in row.strip("| ").split("|")[1:]]


def found(printed: str, pattern: str) -> list[int]:
    match = re.search(pattern, printed)
    assert match, printed
    return [int(group.replace(",", "")) for group in match.groups()]


def test_both_layouts_take_calls_and_commit_them_to_the_disk_in_batches(printed: str) -> None:
    for name in ("calls/s", "p50 ms", "p99 ms", "calls a batch", "commit ms", "WAL bytes/call", "fsyncs/call"):
        figures = cells(printed, name)
        assert len(figures) == 2
        assert min(figures) > 0
    assert min(cells(printed, "calls a batch")) >= 1


def test_a_process_holds_no_more_connections_than_the_guide_says(printed: str) -> None:
    assert max(cells(printed, "connections")) <= SERVERS * CONNECTIONS_OF_A_SERVER


def test_every_acknowledged_call_is_in_the_journal_of_its_partition(printed: str) -> None:
    (calls,) = found(printed, r"partitioned: .* after ([\d,]+) calls")
    rows, partitions = found(printed, r"journal: ([\d,]+) rows in (\d+) partitions")
    assert rows == calls
    assert partitions <= PARTITIONS


def test_every_customer_is_in_one_partition(printed: str) -> None:
    assert found(printed, r"customer: ([\d,]+) rows in") == [CUSTOMERS]


def test_calls_leave_what_belongs_to_no_customer_as_it_is(printed: str) -> None:
    before, after = found(printed, r"server-wide tables: ([\d,]+) rows before, ([\d,]+) after")
    assert after - before <= 5  # settings that a server notes, when the key was last used


def test_partitioned_is_compared_with_plain(printed: str) -> None:
    assert len(cells(printed, f"partitioned, {SERVERS} servers")) == 4


def test_the_busiest_customer_makes_most_calls_and_the_others_the_fewer_the_further_down() -> None:
    mix = Mix("Basic", 100, 1.0, 1, False)
    made = Counter(customer_of(call) for call in islice(make_calls(mix, 1, 0), 20_000))
    expected = shares(100, 1.0)
    for number in (0, 1, 9):
        assert made[customer(number)] / 20_000 == pytest.approx(expected[number], rel=0.15)


def test_without_skew_all_customers_are_alike() -> None:
    assert set(shares(7, 0)) == {1 / 7}


def test_the_same_seed_makes_the_same_calls_and_each_server_gets_others() -> None:
    mix = Mix("Basic", 100, 1.0, 2, False)
    assert list(islice(make_calls(mix, 1, 0), 50)) == list(islice(make_calls(mix, 1, 0), 50))
    assert list(islice(make_calls(mix, 1, 0), 50)) != list(islice(make_calls(mix, 1, 1), 50))


def test_where_calls_are_routed_each_customer_has_one_server() -> None:
    mix = Mix("Basic", 100, 1.0, 2, True)
    for server in range(2):
        names = {customer_of(call) for call in islice(make_calls(mix, 1, server), 500)}
        assert {server_of(name, 2) for name in names} == {server}


def test_a_setup_is_read_as_it_is_written() -> None:
    assert str(Setup.read("partitioned:2:routed")) == "partitioned, 2 servers, routed"
    assert str(Setup.read("plain:1")) == "plain, 1 server"
    for wrong in ("other:1", "plain:two", "plain:2:sometimes"):
        with pytest.raises(ValueError):  # noqa: PT011 - argparse asks for no more
            Setup.read(wrong)


def customer_of(call: bytes) -> str:
    match = _CUSTOMER.search(call)
    assert match
    return match[0].decode()
