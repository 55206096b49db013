"""Writes XML as DataContractSerializer does: no declaration, no indentation, every member present.

One function per model and place, made once: the elements, with what they declare, are written out in its text. What
stands in a namespace that no prefix is known for takes it as its own default; what is declared for the elements inside
takes a prefix by its depth, `d2p1`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any, get_args, get_origin

from farstu.contract.enums import ENUM_INFO
from farstu.contract.fields import Field, Kind
from farstu.contract.members import KINDS
from farstu.contract.model import INFO, Model
from farstu.wire.numbers import number_in_xml
from farstu.wire.xml_shape import (
    INSTANCE,
    SERIALIZATION,
    element_of,
    in_order,
    inner_namespace,
    namespace_of,
)

_Write = Callable[[Any, Callable[[str], None]], None]
_Prefixes = tuple[tuple[str, str], ...]
"""The namespaces in scope, each with its prefix and colon; the default one's is empty."""
_SPECIAL = re.compile("[&<>\r]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#xD;"}
_NOT_IN_NAME = re.compile(r"[^\w.-]|^[\d.-]")


@cache
def xml_writer(answer: Any) -> Callable[[Any], bytes]:
    """The function that writes answers of a type: a model, a single value, an enum, or a list of one of them."""
    if get_origin(answer) is list:
        return _list_writer(get_args(answer)[0])
    kind = _kind_of(answer)
    namespace, name = element_of(kind, answer, SERIALIZATION)
    instance = f' xmlns:i="{INSTANCE}"' if kind is Kind.MODEL else ""
    inner = _element_writer(kind, answer, 1, f'{instance} xmlns="{namespace}"', ((namespace, ""),))
    return _document("", "", _nil(name, namespace), inner)


def _list_writer(item: Any) -> Callable[[Any], bytes]:
    kind = _kind_of(item)
    namespace, name = element_of(kind, item)
    inner = _element_writer(kind, item, 2, "", ((namespace, ""),))
    root, head = f"ArrayOf{name}", f'<ArrayOf{name} xmlns:i="{INSTANCE}" xmlns="{namespace}"'

    def write_items(items: Any, append: Callable[[str], None]) -> None:
        for each in items:
            inner(each, append)

    full = _document(f"{head}>", f"</{root}>", _nil(root, namespace), write_items)
    return lambda items: full(items) if items or items is None else f"{head} />".encode()


def _element_writer(kind: Kind, cls: Any, depth: int, declared: str, prefixes: _Prefixes) -> _Write:
    """Writes a whole element at `depth`. One that holds a model derived from its own says so by its type."""
    name = element_of(kind, cls, SERIALIZATION)[1]
    models = [cls, *INFO[cls].derived] if kind is Kind.MODEL else [cls]
    heads, inner = {}, {}
    for each in models:
        named = f' i:type="{INFO[each].type_name}"' if each is not cls else ""
        heads[each], inner[each] = f"<{name}{named}{declared}>", _inner_writer(kind, each, depth, prefixes)

    def write(value: Any, append: Callable[[str], None]) -> None:
        held = type(value) if len(models) > 1 else cls
        append(heads[held])
        inner[held](value, append)
        append(f"</{name}>")

    return write


def _document(head: str, tail: str, nil: str, inner: _Write) -> Callable[[Any], bytes]:
    def write(value: Any) -> bytes:
        if value is None:
            return nil.encode()
        parts = [head]
        inner(value, parts.append)
        parts.append(tail)
        return "".join(parts).encode()

    return write


def _nil(name: str, namespace: str) -> str:
    return f'<{name} i:nil="true" xmlns:i="{INSTANCE}" xmlns="{namespace}" />'


def _kind_of(answer: Any) -> Kind:
    """The kind of an answer by its type. KeyError where the contract has no such type."""
    if answer in INFO:
        return Kind.MODEL
    return Kind.ENUM if answer in ENUM_INFO else KINDS[answer]


def _inner_writer(kind: Kind, cls: Any, depth: int, prefixes: _Prefixes) -> _Write:
    """Writes what stands in an element of this kind, which stands at `depth`."""
    if kind is Kind.MODEL:
        return _members_writer(cls, depth, prefixes)
    names: dict[str, Any] = {"escaped": _escaped, "number": number_in_xml}
    exec(f"def write(value, append): append(f'{{{_EXPRESSIONS[kind]}}}')", names)  # noqa: S102 - from the table below
    made: _Write = names["write"]
    return made


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


@cache
def _members_writer(cls: type[Model], depth: int, prefixes: _Prefixes) -> _Write:
    """Writes the members of a model whose own element stands at `depth`."""
    names: dict[str, Any] = {"escaped": _escaped, "number": number_in_xml}
    lines = ["def write(model, append):", "    pass"]
    for number, field in enumerate(in_order(INFO[cls])):
        lines.append(f"    value = model.{field.name}")
        lines += _member_lines(field, number, namespace_of(INFO[cls], field), depth + 1, dict(prefixes), names)
    exec("\n".join(lines), names)  # noqa: S102 - the text is made of the contract alone
    made: _Write = names["write"]
    return made


def _member_lines(
    field: Field, number: int, namespace: str, depth: int, prefixes: dict[str, str], names: dict[str, Any]
) -> list[str]:
    """The statements that write one member, whose element stands at `depth`."""
    inner = inner_namespace(field)
    as_default = namespace not in prefixes
    if as_default:
        prefixes = {known: prefix for known, prefix in prefixes.items() if prefix} | {namespace: ""}
    tag = prefixes[namespace] + field.wire
    own = f' xmlns="{namespace}"' if as_default else ""
    declared = ""
    if inner is not None and inner not in prefixes:
        declared = f' xmlns:d{depth}p1="{inner}"'
        prefixes = prefixes | {inner: f"d{depth}p1:"}
    nil = f"    if value is None: append('<{tag}{declared} i:nil=\"true\"{own} />')"
    if field.kind is Kind.MODEL:
        names[f"inner_{number}"] = _members_writer(field.type, depth, tuple(prefixes.items()))
        wrapped = [f"append('<{tag}{declared}{own}>')", f"inner_{number}(value, append)", f"append('</{tag}>')"]
        return [nil, "    else:", *(f"        {line}" for line in wrapped)]
    if field.item is not None:
        names[f"inner_{number}"] = _inner_writer(field.item.kind, field.type, depth + 1, tuple(prefixes.items()))
        item = f"{prefixes[str(inner)]}{element_of(field.item.kind, field.type)[1]}"
        empty = f"    elif not value: append('<{tag}{declared}{own} />')"
        return [nil, empty, "    else:", *_item_lines(f"<{tag}{declared}{own}>", tag, item, number)]
    return [nil, f"    else: append(f'<{tag}{own}>{{{_EXPRESSIONS[field.kind]}}}</{tag}>')"]


def _item_lines(opening: str, tag: str, item: str, number: int) -> list[str]:
    return [
        f"        append('{opening}')",
        "        for each in value:",
        f"            append('<{item}>')",
        f"            inner_{number}(each, append)",
        f"            append('</{item}>')",
        f"        append('</{tag}>')",
    ]


_EXPRESSIONS = {
    Kind.TEXT: "escaped(value)",
    Kind.INTEGER: "value",
    Kind.LONG: "value",
    Kind.DECIMAL: "number(value)",
    Kind.DOUBLE: "number(value)",
    Kind.BOOLEAN: '"true" if value else "false"',
    Kind.DATE: "value.text",
    Kind.ENUM: "value._name_",
}
