"""What a rule refuses: it is asked with everything known, then with each thing in turn unknown."""

from __future__ import annotations

from typing import Any, get_type_hints

from farstu.contract.moment import TICKS_PER_SECOND
from farstu.contract.operation import Operation
from farstu.engine.calls import TASKS, Answer, Call, Outcome
from farstu.engine.facts import Facts, Look, Unknown
from farstu.help.bodies import shown_parameter
from farstu.help.place import Place
from farstu.help.samples import sample_value
from farstu.refusals import Refused
from farstu.store.table import Index, Row
from farstu.store.vault import PlainVault
from farstu.wire.parameters import read_parameters

CALL_ID = "0198F3A1B2C370008000000000000001"
"""A Request-Id to show."""
NOWHERE = Place("")
_AT = 17_900_000_000 * TICKS_PER_SECOND // 10
_EMPTY: dict[Any, Any] = {str: "", int: 0, bool: False}


def rule_refusals(operation: Operation) -> list[Refused]:
    """Each refusal that comes of one unknown thing; none where no rule decides the operation."""
    if operation not in TASKS:
        return []
    asked: list[Look] = []
    anyhow = _decide(operation, None, asked)
    answers = [_decide(operation, set(asked) - {absent}, []) for absent in dict.fromkeys(asked)]
    return [answer for answer in answers if isinstance(answer, Refused) and not _is_same(answer, anyhow)]


def _is_same(refused: Refused, anyhow: Outcome | Refused) -> bool:
    """Whether it would have been refused with everything known: the values are made up."""
    return isinstance(anyhow, Refused) and (refused.detail, refused.problems) == (anyhow.detail, anyhow.problems)


def _decide(operation: Operation, there: set[Look] | None, asked: list[Look]) -> Outcome | Refused:
    """The rule's answer where only what is `there` is found, or, with None, everything; `asked` takes in what it looked
    up."""
    call, facts = _call(operation), Facts(PlainVault(b"farstu"))
    while True:
        try:
            return call.task.rule(facts, call, call.body)
        except Unknown:
            _tell(facts, there, asked)
        except Refused as refused:
            return refused


def _tell(facts: Facts, there: set[Look] | None, asked: list[Look]) -> None:
    fetching = facts.fetch()
    try:
        wanted = next(fetching)
        asked += wanted
        fetching.send({look: [_row(*look)] if _is_there(look, there) else [] for look in wanted})
    except StopIteration:
        return


def _is_there(look: Look, there: set[Look] | None) -> bool:
    return not look[0].many and (there is None or look in there)


def _row(index: Index[Any], values: tuple[Any, ...]) -> Row:
    """A row that has these values and is otherwise empty."""
    hints = get_type_hints(index.table.row)
    empty = {name: _EMPTY.get(hints[name]) for name in index.table.columns}
    made: Row = index.table.row(**empty | dict(zip(index.columns, values, strict=True)))
    return made


def _call(operation: Operation) -> Call:
    path = tuple(shown_parameter(parameter, NOWHERE, _AT) for parameter in operation.parameters)
    values = read_parameters(operation, path, b"").values
    body = sample_value(operation.request) if operation.request else None
    return Call(
        task=TASKS[operation],
        id=CALL_ID,
        at=_AT,
        customer=NOWHERE.id("customerId"),
        partner="",
        body=body,
        answer=lambda result: Answer(200, (), b""),
        parameters=values,
        body_name=operation.body_name,
    )
