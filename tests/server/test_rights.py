"""Who may call what: the same questions put to every operation of the contract."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from farstu.access.keys import key_hash
from farstu.access.tables import ACCESS_KEY, REVISION, AccessKey, KeyGrant
from farstu.contract.operation import OPERATIONS, FunctionGroup, Operation, Place
from farstu.store.clock import system_clock
from farstu.store.settings_table import SETTING, Setting
from farstu.store.table import change
from tests.support.world import (
    CUSTOMER,
    GROUP_KEY,
    KEY,
    MEETING_KEY,
    NOW,
    OTHER_KEY,
    OTHER_PARTNER,
    PARTNER,
    SECRET,
    SISTER,
    STRANGER,
    World,
    basic,
    furnish,
    person,
    world,
)

DAY = 24 * 3600 * 10_000_000
EVERY = pytest.mark.parametrize("operation", OPERATIONS.values(), ids=lambda item: item.id)


def key_row(key: str, **values: object) -> AccessKey:
    row = AccessKey(key_hash(SECRET, key), f"KEY{key}", PARTNER, key[-4:], False, NOW, None, None)
    return change(row, **values)


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    keys = [
        key_row("fk_revoked", revoked_at=NOW),
        key_row("fk_expired", expires_at=system_clock() - 1),
        key_row("fk_demo", demo=True),
    ]
    grants = [KeyGrant(key.id, CUSTOMER, group.value) for key in keys for group in FunctionGroup]
    with world(tmp_path_factory.mktemp("rights"), [*keys, *grants]) as made:
        yield made


def path(operation: Operation, customer: str = CUSTOMER) -> str:
    """A path with its query, the customer in its place."""
    values = {"customerId": customer, "year": "2026", "month": "5"}
    filled = operation.route
    for parameter in operation.parameters:
        filled = filled.replace("{" + parameter.name + "}", values.get(parameter.name, "c"))
    named = [item.name for item in operation.query if item.is_customer and not item.items]
    return f"/{filled}?{named[0]}={customer}" if named else f"/{filled}"


def body(operation: Operation, customer: str) -> bytes:
    """A body that is refused, after the customer in it has been read."""
    named = operation.customer_place is Place.BODY
    return b'{"customerId":"%s"}' % customer.encode() if named else b"not read"


def answer(here: World, operation: Operation, headers: dict[str, str], customer: str = CUSTOMER) -> tuple[int, bytes]:
    sent = {"Content-Type": "application/json", **headers}
    response = here.send(operation.method, path(operation, customer), sent, body(operation, customer))
    return response.status_code, response.content


@EVERY
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer x"},
        {"Authorization": "Basic ???"},
        {"Authorization": "Basic bm9jb2xvbg=="},
        {"Authorization": "Basic /w=="},
        basic("fk_wrong"),
        basic(KEY, "nobody"),
        basic(KEY, OTHER_PARTNER),
        basic("fk_revoked"),
        basic("fk_expired"),
        basic("fk_demo"),
        basic(""),
    ],
    ids=["none", "bearer", "garbage", "no colon", "no text", "wrong key", "nobody", "other's", "revoked", "expired",
         "demo", "empty"],
)  # fmt: skip
def test_without_a_valid_key_every_operation_answers_401(
    here: World, operation: Operation, headers: dict[str, str]
) -> None:
    response = here.send(operation.method, path(operation), headers, b"{}")
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == 'Basic realm="Farstu", charset="UTF-8"'
    assert response.json()["message"] == "Authorization has been denied for this request."
    assert response.content == here.send(operation.method, path(operation), basic("fk_wrong"), b"{}").content


@EVERY
def test_a_key_of_another_function_group_is_refused(here: World, operation: Operation) -> None:
    status, _ = answer(here, operation, basic(MEETING_KEY))
    assert (status == 403) is (operation.group is not FunctionGroup.MEETING)


@EVERY
def test_a_customer_that_is_not_covered_and_one_that_does_not_exist_look_the_same(
    here: World, operation: Operation
) -> None:
    not_covered = answer(here, operation, basic(KEY), STRANGER)
    assert not_covered == answer(here, operation, basic(KEY), "M404")
    assert not_covered[0] == 403
    assert operation.group.value.encode() in not_covered[1]


@EVERY
def test_a_key_for_a_group_covers_its_customers_and_no_others(here: World, operation: Operation) -> None:
    for customer in (CUSTOMER, SISTER, STRANGER, "G1", "M404"):
        status, _ = answer(here, operation, basic(GROUP_KEY), customer)
        assert (status in (200, 204, 400, 404)) is (customer in (CUSTOMER, SISTER)), customer
        assert (status == 403) is (customer not in (CUSTOMER, SISTER)), customer


@EVERY
def test_a_broken_body_hides_no_missing_right(here: World, operation: Operation) -> None:
    response = here.send(operation.method, path(operation, STRANGER), basic() | {"Content-Type": "text/plain"}, b"{")
    assert response.status_code == (415 if operation.customer_place is Place.BODY else 403)
    broken = here.send(operation.method, path(operation, STRANGER), basic(MEETING_KEY), b"{")
    assert operation.group is FunctionGroup.MEETING or broken.status_code == 403


def test_the_scheme_is_read_in_any_case(here: World) -> None:
    header = {"authorization": basic()["Authorization"].replace("Basic", "bAsIc")}
    assert here.send("POST", "/Meeting/Comeback/M1/c", header, b"").status_code == 400


def test_a_key_counts_until_its_last_moment(here: World) -> None:
    key = key_row("fk_soon", expires_at=system_clock() + DAY)
    furnish(here.database, [key, KeyGrant(key.id, CUSTOMER, "Meeting")])
    body = {"date": "2030-01-01T10:00:00"}
    assert here.call("POST", "/Meeting/Comeback/M1/c", body, key="fk_soon").status_code == 200
    here.clock[0] = DAY + 1
    try:
        assert here.call("POST", "/Meeting/Comeback/M1/c", body, key="fk_soon").status_code == 401
    finally:
        here.clock[0] = 0


def test_a_key_that_is_revoked_elsewhere_ends_within_a_second(tmp_path: Path) -> None:
    with world(tmp_path) as here:
        body = {"date": "2030-01-01T10:00:00"}
        assert here.call("POST", "/Meeting/Comeback/M1/c", body).status_code == 200
        (row,) = here.rows(ACCESS_KEY, id=f"KEY{KEY}")
        (revision,) = here.rows(SETTING, name=REVISION)
        furnish(here.database, [change(row, revoked_at=NOW), Setting(REVISION, revision.value + "1")])
        here.wait(1.0)
        assert here.call("POST", "/Meeting/Comeback/M1/c", body).status_code == 401


def test_an_id_of_another_customer_is_as_good_as_none(here: World) -> None:
    furnish(here.database, [person("only-there", STRANGER)])
    body = {"date": "2030-01-01T10:00:00"}
    found = here.call("POST", "/Meeting/Comeback/M3/only-there", body, key=OTHER_KEY, partner=OTHER_PARTNER)
    missed = here.call("POST", "/Meeting/Comeback/M1/only-there", body, key=OTHER_KEY, partner=OTHER_PARTNER)
    assert (found.status_code, missed.status_code) == (200, 404)
    assert "only-there" in missed.json()["messageDetail"]
