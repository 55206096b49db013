"""What a model must keep to once it is read. One function per model, written once from the contract.

Keys are spelled as the reference spells its members (`application.Person.FirstName`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from farstu.advice import Advice
from farstu.contract.fields import Field, Kind
from farstu.contract.model import INFO, Model, ModelInfo
from farstu.texts import Text, say
from farstu.wire.reading import Problem, Reading

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
    names: dict[str, Any] = {"forbidden": FORBIDDEN.search, "Advice": Advice, "refuse": _refuse, "given": given}
    lines = ["def check(model, at, reading):"]
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
    match field.kind:
        case Kind.TEXT:
            assert field.length is not None  # every text of the contract has a limit
            lines += [
                "    if value is not None:",
                f"        if len(value) > {field.length.most}: {refuse}'length')",
                f"        if forbidden(value): {refuse}'characters')",
            ]
        case Kind.INTEGER if field.between:
            least, most = field.between.least, field.between.most
            lines += [f"    if value is not None and not {least} <= value <= {most}: {refuse}'between')"]
        case Kind.DATE:
            lines += [
                "    if value is not None and value.note:",
                f"        reading.advice.append(Advice(value.note, at + '.{field.wire}'))",
            ]
        case Kind.MODEL:
            names[f"check_{number}"] = validator_of(INFO[field.type])
            lines += [f"    if value is not None: check_{number}(value, at + '.{field.wire}', reading)"]
        case Kind.COLLECTION:
            names[f"check_{number}"] = validator_of(INFO[field.type])
            most = field.items.most if field.items else 1_000
            lines += [
                "    if value is not None:",
                f"        if len(value) > {most}: {refuse}'items')",
                "        for place, item in enumerate(value):",
                f"            check_{number}(item, f'{{at}}.{field.wire}[{{place}}]', reading)",
            ]
    return lines or ["    pass"]


def _group_lines(info: ModelInfo) -> list[str]:
    """At least one of a group: refused under each member of the group."""
    groups: dict[str, list[int]] = {}
    for number, field in enumerate(info.fields):
        if field.one_of:
            groups.setdefault(field.one_of, []).append(number)
    lines = []
    for group, numbers in groups.items():
        any_given = " or ".join(f"given(model.{info.fields[number].name})" for number in numbers)
        lines += [f"    if not ({any_given}):"]
        lines += [f"        refuse(reading, at, field_{number}, None, '{group}')" for number in numbers]
    return lines


def given(value: Any) -> bool:
    """Whether a text, or any member of a model, says something."""
    if isinstance(value, Model):
        return any(given(getattr(value, field.name)) for field in INFO[type(value)].fields)
    return value.strip() != "" if isinstance(value, str) else value is not None


def _refuse(reading: Reading, at: str, field: Field, value: Any, rule: str) -> None:
    key = f"{at}.{field.wire}"
    if rule == "required" and any(problem.key.lower() == key.lower() for problem in reading.problems):
        return
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
            return say(
                "error.items", member=field.wire, most=field.items.most if field.items else 1_000, sent=len(value)
            )
    return say(f"error.{rule}", member=field.wire)
