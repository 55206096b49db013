"""Every refusal that an operation can give, each made and rendered by the code that gives it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from farstu import refusals as made
from farstu.contract.operation import OPERATIONS, Operation
from farstu.engine.idempotency import bad_key
from farstu.engine.reads import READS
from farstu.help.read_refusals import read_refusals
from farstu.help.rule_refusals import CALL_ID, rule_refusals
from farstu.help.samples import Sample, readable
from farstu.help.wrong_bodies import problems_of
from farstu.help.wrong_parameters import parameter_problems
from farstu.refusals import Refused
from farstu.texts import CATALOGUE, render
from farstu.wire.codecs import CODECS
from farstu.wire.errors import write_refusal
from farstu.wire.reading import BODY_LIMIT, BODY_SECONDS

_UNREAD = "text/plain"


class Refusal(NamedTuple):
    """One refusal: its status, when it is given, what it says to people, its headers, its body in every format."""

    status: int
    when: str
    sentence: str
    headers: tuple[tuple[str, str], ...]
    bodies: tuple[Sample, ...]


def refusals(operation: Operation, language: str) -> tuple[Refusal, ...]:
    """All of them, in the order in which the checks come; texts in `language` (sv, en)."""
    return tuple(_shown(when, refused, language) for when, refused in _given(operation))


def whens(operation: Operation) -> list[str]:
    """When each is given, by its key in the catalogue's `when` table."""
    return [when for when, _ in _given(operation)]


@cache
def _named(operation: Operation) -> dict[str, tuple[str, Refused]]:
    found: dict[str, tuple[str, Refused]] = {}
    for when, refused in _given(operation):
        name = usual = when if (member := _member(refused)) is None else f"{when}_{member}"
        number = 1
        while name in found:
            number += 1
            name = f"{usual}_{number}"
        found[name] = when, refused
    return found


def named(operation: Operation) -> dict[str, Refused]:
    """All of them by a name of their own: `forbidden`, `body_limits`, `not_found_contactId`."""
    return {name: refused for name, (_, refused) in _named(operation).items()}


def named_whens(operation: Operation, language: str) -> list[tuple[str, int, str]]:
    """Each one's name, its status, and when it is given."""
    return [
        (name, refused.status, CATALOGUE[language][f"when.{when}"])
        for name, (when, refused) in _named(operation).items()
    ]


@cache
def common_names() -> list[str]:
    """The names that every operation has."""
    first, *rest = (named(operation) for operation in OPERATIONS.values())
    return [name for name in first if all(name in other for other in rest)]


def _member(refused: Refused) -> str | None:
    """What names nothing, where that is what it says: a parameter, or a member of the body."""
    if refused.detail is not None and "parameter" in refused.detail.values:
        return str(refused.detail.values["parameter"])
    problems = [key for key, text in refused.problems if text.key.startswith("unknown.")]
    return problems[0].rpartition(".")[2] if problems else None


def _given(operation: Operation) -> Iterator[tuple[str, Refused]]:
    others = sorted(item.method for item in OPERATIONS.values() if item.route == operation.route)
    yield "method", made.wrong_method("PATCH", ", ".join(others))
    yield "unauthorized", made.unauthorized()
    yield "throttled", made.throttled(1)
    yield "forbidden", made.forbidden(operation.group.value)
    if operation.request:
        yield "media_type", made.media_type(_UNREAD, ", ".join(CODECS))
        yield "too_large", made.too_large(BODY_LIMIT)
        yield "too_slow", made.too_slow(BODY_SECONDS)
        for name, problems in problems_of(operation):
            yield f"body_{name}", made.invalid(*problems)
    for name, problems in parameter_problems(operation):
        yield f"parameter_{name}", made.invalid(*problems)
    if operation not in READS:
        yield "bad_key", made.invalid(bad_key())
    for refused in [*rule_refusals(operation), *read_refusals(operation)]:
        yield ("not_found" if refused.status == 404 else "unknown_id"), refused
    if operation not in READS:
        yield "used_before", made.used_before(CALL_ID)
    yield "failed", made.failed()
    yield "unavailable", made.unavailable("unavailable.store")


def _shown(when: str, refused: Refused, language: str) -> Refusal:
    codecs = dict.fromkeys(codec for codec in CODECS.values() if codec.write_error)
    bodies = tuple(
        Sample(codec.media_types, readable(write_refusal(refused, codec, language, CALL_ID))) for codec in codecs
    )
    texts = [text for _, text in refused.problems] or ([refused.detail] if refused.detail else [])
    sentence = " ".join(dict.fromkeys(render(text, language) for text in texts)) or refused.message
    return Refusal(refused.status, CATALOGUE[language][f"when.{when}"], sentence, refused.headers, bodies)
