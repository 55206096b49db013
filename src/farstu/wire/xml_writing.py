"""Writes XML as DataContractSerializer does: no declaration, no indentation, every member present.

One function per model, made once; a member of another namespace takes a prefix by its depth, `d2p1`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from farstu.contract.enums import ContractEnum
from farstu.contract.fields import Kind
from farstu.contract.model import INFO, Model, ModelInfo
from farstu.contract.moment import Moment
from farstu.wire.xml_shape import INSTANCE, SERIALIZATION, in_order

_Write = Callable[[Any, list[str]], None]
_WRITERS: dict[type, _Write] = {}
_SPECIAL = re.compile("[&<>\r]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#xD;"}
_SCALARS: dict[type, str] = {str: "string", bool: "boolean", int: "int", Moment: "dateTime"}
_NOT_IN_NAME = re.compile(r"[^\w.-]|^[\d.-]")


def write_xml(value: Any) -> bytes:
    """An answer: a model, a text, a truth value, a number, a date."""
    if isinstance(value, Model):
        parts: list[str] = []
        _root_writer(INFO[type(value)])(value, parts)
        return "".join(parts).encode()
    name = _SCALARS[str if value is None else type(value)]
    if value is None:
        return f'<{name} i:nil="true" xmlns:i="{INSTANCE}" xmlns="{SERIALIZATION}" />'.encode()
    return f'<{name} xmlns="{SERIALIZATION}">{_scalar(value)}</{name}>'.encode()


def write_xml_error(message: str, detail: str | None, problems: dict[str, list[str]]) -> bytes:
    """`<Error><Message>…</Message><ModelState><key>texts</key></ModelState></Error>`, without a namespace."""
    parts = ["<Error><Message>", _escaped(message), "</Message>"]
    if detail:
        parts += ["<MessageDetail>", _escaped(detail), "</MessageDetail>"]
    if problems:
        parts.append("<ModelState>")
        for key, texts in problems.items():
            name = _element_name(key)
            parts.append(f"<{name}>{_escaped(' '.join(texts))}</{name}>")
        parts.append("</ModelState>")
    parts.append("</Error>")
    return "".join(parts).encode()


def _element_name(key: str) -> str:
    """A key as the name of an element: what may not stand there is written `_x005B_`."""
    return _NOT_IN_NAME.sub(lambda match: f"_x{ord(match[0]):04X}_", key)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: _ENTITIES[match[0]], text) if _SPECIAL.search(text) else text


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Moment):
        return value.text
    if isinstance(value, ContractEnum):
        return value.name
    return str(value) if isinstance(value, int) else _escaped(value)


def _root_writer(info: ModelInfo) -> _Write:
    if info.cls not in _WRITERS:
        inner = _members_writer(info, 1, {info.namespace: ""})
        head = f'<{info.type_name} xmlns:i="{INSTANCE}" xmlns="{info.namespace}">'
        tail = f"</{info.type_name}>"

        def write(model: Any, parts: list[str]) -> None:
            parts.append(head)
            inner(model, parts)
            parts.append(tail)

        _WRITERS[info.cls] = write
    return _WRITERS[info.cls]


def _members_writer(info: ModelInfo, depth: int, prefixes: dict[str, str]) -> _Write:
    """Writes the members of a model whose own element stands at `depth`; `prefixes` are those in scope by namespace."""
    own = prefixes[info.namespace]
    names: dict[str, Any] = {"escaped": _escaped}
    lines = ["def write(model, parts):", "    append = parts.append"]
    for number, field in enumerate(in_order(info)):
        tag = own + field.wire
        lines.append(f"    value = model.{field.name}")
        inner_info = INFO[field.type] if field.kind in (Kind.MODEL, Kind.COLLECTION) else None
        declared, inside = _scope(inner_info, depth + 1, prefixes)
        lines.append(f"    if value is None: append('<{tag}{declared} i:nil=\"true\" />')")
        if inner_info is None:
            lines.append(f"    else: append(f'<{tag}>{{{_EXPRESSIONS[field.kind]}}}</{tag}>')")
            continue
        item = inside[inner_info.namespace] + inner_info.type_name
        step = 1 if field.kind is Kind.COLLECTION else 0
        names[f"inner_{number}"] = _members_writer(inner_info, depth + 1 + step, inside)
        lines += ["    else:", f"        append('<{tag}{declared}>')"]
        if field.kind is Kind.MODEL:
            lines.append(f"        inner_{number}(value, parts)")
        else:
            lines += [
                "        for item in value:",
                f"            append('<{item}>')",
                f"            inner_{number}(item, parts)",
                f"            append('</{item}>')",
            ]
        lines.append(f"        append('</{tag}>')")
    exec("\n".join(lines), names)  # noqa: S102 - the text is made of the contract alone
    made: _Write = names["write"]
    return made


_EXPRESSIONS = {
    Kind.TEXT: "escaped(value)",
    Kind.INTEGER: "value",
    Kind.BOOLEAN: '"true" if value else "false"',
    Kind.DATE: "value.text",
    Kind.ENUM: "value.name",
}


def _scope(inner: ModelInfo | None, depth: int, prefixes: dict[str, str]) -> tuple[str, dict[str, str]]:
    """What an element must declare for its children's namespace, and the prefixes that are then in scope."""
    if inner is None or inner.namespace in prefixes:
        return "", prefixes
    prefix = f"d{depth}p1"
    return f' xmlns:{prefix}="{inner.namespace}"', {**prefixes, inner.namespace: f"{prefix}:"}
