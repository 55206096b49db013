"""Every operation's GET: the shape of its answer in both formats, and what it refuses."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from farstu.conformance.asking import JSON, XML, Reply, Target
from farstu.conformance.forms import origin_of
from farstu.conformance.json_shapes import json_problems
from farstu.conformance.refused import error_keys, refused
from farstu.conformance.results import Result, compared, judged, skipped
from farstu.conformance.xml_shapes import xml_problems
from farstu.contract.fields import Kind
from farstu.contract.operation import OPERATIONS, Operation
from farstu.contract.origin import Origin
from farstu.contract.parameters import Parameter
from farstu.help.bodies import shown_parameter, shown_path
from farstu.help.place import Place
from farstu.help.read_refusals import read_refusals

UNKNOWN = "XX0"
_CUSTOMERS = ("customerId", "licenseId")
_READABLE = (Kind.INTEGER, Kind.DATE, Kind.BOOLEAN)


def readable() -> list[Operation]:
    """What can be read of the reference's interface."""
    return [item for item in OPERATIONS.values() if item.method == "GET" and not item.is_own]


def missing_ids(operation: Operation, place: Place) -> list[str]:
    """The parameters for which no id is known."""
    sent = [*operation.parameters, *(item for item in operation.query if item.required or item.shown)]
    return [item.name for item in sent if _is_id(item) and _value(item, place) not in place.ids.values()]


def check_read(target: Target, operation: Operation, place: Place, now: int) -> Iterator[Result]:
    """All checks of one operation."""
    missing = missing_ids(operation, place)
    if missing:
        yield skipped(operation.id, Origin.DOCUMENTED, f"no id is known for {', '.join(missing)}")
        return
    place = _several(operation, place)
    path = shown_path(operation, place, now)
    yield from _answered(operation, JSON, target.get(path), json_problems)
    yield from _answered(operation, XML, target.get(path, XML), xml_problems)
    yield from _turned_away(target, operation, place, now)
    yield from _wrong_value(target, operation, path)


def _several(operation: Operation, place: Place) -> Place:
    """The same with two ids where a path takes several: with one it is another operation's."""
    if not any(item.items for item in operation.parameters):
        return place
    ids = {name: value if name in _CUSTOMERS else f"{value},{value}" for name, value in place.ids.items()}
    return place._replace(ids=ids)


def _value(parameter: Parameter, place: Place) -> str:
    return shown_parameter(parameter, place, 0)


def _is_id(parameter: Parameter) -> bool:
    return parameter.kind is Kind.TEXT and (parameter.shown is None or parameter.shown.id is not None)


def _answered(
    operation: Operation, media_type: str, reply: Reply, problems: Callable[[Operation, bytes], list[str]]
) -> Iterator[Result]:
    """Status, media type and shape of an answer in one format."""
    name, in_xml = f"{operation.id} {media_type}", media_type == XML
    yield compared(f"{name} status", Origin.OBSERVED, "200", reply.told)
    if reply.status != 200:
        return
    expected = f"{media_type}; charset=utf-8"
    yield compared(f"{name} content type", Origin.OBSERVED, expected, reply.header("content-type"))
    shape = "exactly the contract's members"
    yield judged(f"{name} members", origin_of(operation, in_xml=in_xml), shape, problems(operation, reply.body))


def _turned_away(target: Target, operation: Operation, place: Place, now: int) -> Iterator[Result]:
    """Nobody, a customer that the key does not cover, and ids that name nothing."""
    path = shown_path(operation, place, now)
    yield from refused(f"{operation.id} 401", Origin.DOCUMENTED, 401, target.anonymous(path))
    elsewhere = shown_path(operation, place._replace(ids={**place.ids, **dict.fromkeys(_CUSTOMERS, UNKNOWN)}), now)
    if elsewhere != path:
        yield from refused(f"{operation.id} 403", Origin.DOCUMENTED, 403, target.get(elsewhere))
    if any(refusal.status == 404 for refusal in read_refusals(operation)):
        ids = {name: value if name in _CUSTOMERS else UNKNOWN for name, value in place.ids.items()}
        nowhere = shown_path(operation, place._replace(ids=ids), now)
        yield from refused(f"{operation.id} 404", Origin.ASSUMED, 404, target.get(nowhere))


def _wrong_value(target: Target, operation: Operation, path: str) -> Iterator[Result]:
    """The first parameter of the query that cannot be a text, with one that cannot be read."""
    wrong = next((item for item in operation.query if item.kind in _READABLE), None)
    if wrong is None:
        return
    before, _, query = path.partition("?")
    others = [part for part in query.split("&") if part and not part.startswith(f"{wrong.name}=")]
    reply = target.get(f"{before}?{'&'.join([*others, f'{wrong.name}=x'])}")
    yield from refused(f"{operation.id} 400", Origin.DOCUMENTED, 400, reply)
    if reply.status == 400:
        keys = [key.rpartition(".")[2].lower() for key in error_keys(reply)]
        problems = [] if wrong.name.lower() in keys else [f"modelState does not name {wrong.name}"]
        yield judged(f"{operation.id} 400 key", Origin.ASSUMED, f"modelState names {wrong.name}", problems)
