"""What a model must keep to once it is read. One function per model, written once from the contract.

Keys are spelled as the reference spells its members (`application.Person.FirstName`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from farstu.advice import Advice
from farstu.contract.fields import DEFAULT_ITEM_LIMIT, Field, Kind
from farstu.contract.model import INFO, Model, ModelInfo
from farstu.texts import Text, say
from farstu.wire.reading import MOST_PROBLEMS, Problem, Reading

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters other than TAB, LF and CR, halves of surrogate pairs, and what is no character."""

Validator = Callable[[Any, str, Reading], None]
_VALIDATORS: dict[type, Validator] = {}


def validate(model: Model, at: str, reading: Reading) -> None:
    """Adds every problem and advice of `model` to `reading`; `at` is the body's name."""
    validator_of(INFO[type(model)])(model, at, reading)


def validator_of(info: ModelInfo) -> Validator:
    """The function that checks this model, made at the first use."""
    if info.cls not in _VALIDATORS:
        _VALIDATORS[info.cls] = _write(info)
    return _VALIDATORS[info.cls]


def _write(info: ModelInfo) -> Validator:
    names: dict[str, Any] = {
        "forbidden": FORBIDDEN.search,
        "advise": _advise,
        "refuse": _refuse,
        "refuse_item": _refuse_item,
    }
    lines = ["def check(model, at, reading):", "    pass"]
    for number, field in enumerate(info.fields):
        names[f"field_{number}"] = field
        lines += [f"    value = model.{field.name}", *_lines(field, number, names)]
    lines += _group_lines(info)
    exec("\n".join(lines), names)  # noqa: S102 - the text is made of the contract alone
    made: Validator = names["check"]
    return made


def _lines(field: Field, number: int, names: dict[str, Any]) -> list[str]:
    refuse = f"refuse(reading, at, field_{number}, value, "
    lines = []
    if field.required:
        missing = "value is None or not value.strip()" if field.kind is Kind.TEXT else "value is None"
        lines += [f"    if {missing}: {refuse}'required')"]
    checks = _checks(field, refuse)
    if field.kind is Kind.MODEL:
        names[f"check_{number}"] = validator_of(INFO[field.type])
        checks = [f"check_{number}(value, at + '.{field.wire}', reading)"]
    elif field.item is not None:
        names[f"item_{number}"] = field.item
        checks = [
            f"if len(value) > {most_items(field)}: {refuse}'items')",
            "for place, item in enumerate(value):",
            *(f"    {line}" for line in _item_lines(field.item, number, names)),
        ]
    if checks:
        lines += ["    if value is not None:", *(f"        {line}" for line in checks)]
    return lines


def _checks(field: Field, refuse: str, value: str = "value") -> list[str]:
    """The statements that check a single value that is there."""
    match field.kind:
        case Kind.TEXT:
            assert field.length is not None  # every text of the contract has a limit
            return [
                f"if len({value}) > {field.length.most}: {refuse}'length')",
                f"if not {value}.isprintable() and forbidden({value}): {refuse}'characters')",
            ]
        case Kind.DATE:
            return [f"if {value}.note: advise(reading, {value}.note, at, '.{field.wire}')"]
    if field.between:
        return [f"if not {field.between.least} <= {value} <= {field.between.most}: {refuse}'between')"]
    return []


def _item_lines(item: Field, number: int, names: dict[str, Any]) -> list[str]:
    """The statements that check one item of a collection; one that could not be read is passed over."""
    place = f"f'{{at}}.{item.wire}[{{place}}]'"
    if item.kind is Kind.MODEL:
        names[f"check_{number}"] = validator_of(INFO[item.type])
        checks = [f"check_{number}(item, {place}, reading)"]
    else:
        checks = _checks(item, f"refuse_item(reading, {place}, item_{number}, item, ", "item")
    return ["if item is None: continue", *checks]


def most_items(field: Field) -> int:
    """How many items a collection may have."""
    return field.items.most if field.items else DEFAULT_ITEM_LIMIT


def groups_of(info: ModelInfo) -> dict[str, list[Field]]:
    """Members of which at least one must say something, by the name of their group."""
    groups: dict[str, list[Field]] = {}
    for field in info.fields:
        if field.one_of:
            groups.setdefault(field.one_of, []).append(field)
    return groups


def _group_lines(info: ModelInfo) -> list[str]:
    """At least one of a group: refused under each member of the group."""
    lines = []
    for group, members in groups_of(info).items():
        any_given = " or ".join(given_expression(field, f"model.{field.name}") for field in members)
        numbers = [info.fields.index(field) for field in members]
        lines += [f"    if not ({any_given}):"]
        lines += [f"        refuse(reading, at, field_{number}, None, '{group}')" for number in numbers]
    return lines


def given_expression(field: Field, value: str) -> str:
    """Python for whether a member says something: a text that is not blank, a model of which any member does."""
    match field.kind:
        case Kind.TEXT:
            return f"({value} and not {value}.isspace())"
        case Kind.MODEL:
            inner = (given_expression(item, f"{value}.{item.name}") for item in INFO[field.type].fields)
            return f"({value} is not None and ({' or '.join(inner)}))"
    return f"({value} is not None)"


def _advise(reading: Reading, code: str, at: str, member: str) -> None:
    reading.advice.append(Advice(code, at + member))


def _refuse_item(reading: Reading, key: str, field: Field, value: Any, rule: str) -> None:
    if len(reading.problems) < MOST_PROBLEMS:
        reading.problems.append(Problem(key, _sentence(field, value, rule)))


def _refuse(reading: Reading, at: str, field: Field, value: Any, rule: str) -> None:
    key = f"{at}.{field.wire}"
    if rule == "required" and any(problem.key.lower() == key.lower() for problem in reading.problems):
        return
    if len(reading.problems) < MOST_PROBLEMS:
        reading.problems.append(Problem(key, _sentence(field, value, rule)))


def _sentence(field: Field, value: Any, rule: str) -> Text:
    match rule:
        case "length":
            assert field.length is not None  # only texts have this rule
            return say("error.length", member=field.wire, most=field.length.most, sent=len(value))
        case "characters":
            found = FORBIDDEN.search(value)
            assert found is not None  # it was found a moment ago
            return say("error.characters", member=field.wire, code=f"U+{ord(found[0]):04X}", place=found.start() + 1)
        case "between":
            assert field.between is not None  # only such numbers have this rule
            return say(
                "error.between", member=field.wire, least=field.between.least, most=field.between.most, sent=value
            )
        case "items":
            return say("error.items", member=field.wire, most=most_items(field), sent=len(value))
    return say(f"error.{rule}", member=field.wire)
