"""Reads XML as DataContractSerializer does, save that members may come in any order.

One function per kind of member, bound to its field once, at start; a document is walked once.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from lxml import etree

from farstu.advice import Advice
from farstu.contract.enums import ContractEnum, has_zero
from farstu.contract.fields import Field, Kind
from farstu.contract.model import INFO, Model, ModelInfo
from farstu.contract.moment import Moment, parse_moment
from farstu.texts import Text, say, shortened
from farstu.wire.binding import MOST_ADVICE
from farstu.wire.codecs import Reader
from farstu.wire.reading import DEPTH_LIMIT, NODE_LIMIT, Problem, Reading, TooLarge
from farstu.wire.text import decode_text
from farstu.wire.validation import validate
from farstu.wire.values import INT32, Misread, misread
from farstu.wire.xml_shape import INSTANCE, clark, in_order

_NIL, _TYPE = clark(INSTANCE, "nil"), clark(INSTANCE, "type")
_DECLARATION = re.compile(r"<\?xml\s+version\s*=\s*[\"']([^\"']*)[\"']([^?]*)\?>")
_ENCODING = re.compile(r"encoding\s*=\s*[\"']([^\"']*)[\"']")
_DOCTYPE = re.compile(r"(?>\s++|<!--.*?-->|<\?.*?\?>)*+<!DOCTYPE", re.DOTALL)
_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
_DATE = re.compile(r"(\d{4}-\d\d-\d\d)(T(?!24)\d\d:\d\d:\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?", re.ASCII)
_TRUTH = {"true": True, "1": True, "false": False, "0": False}
_BLANK = " \t\r\n"
_Read = Callable[["_Walk", etree._Element, str], Any]


class _Refused(Exception):
    """The document as a whole cannot be read."""

    def __init__(self, text: Text) -> None:
        self.text = text


class _Walk:
    """What comes up on the way through one document."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.advice: list[Advice] = []

    def advise(self, code: str, place: str) -> None:
        if len(self.advice) < MOST_ADVICE:
            self.advice.append(Advice(code, place))


def xml_reader(info: ModelInfo, body_name: str) -> Reader:
    """The reader of one model."""
    read_root = _model_reader(info)
    root_tag = clark(info.namespace, info.type_name)

    def read(body: bytes, charset: str) -> Reading:
        walk = _Walk()
        try:
            root = _parse(body, charset)
            model = None if root is None else _root(walk, root, root_tag, info, read_root, body_name)
        except _Refused as refused:
            return Reading(None, [Problem(body_name, refused.text)])
        if model is None and not walk.problems:
            walk.problems.append(Problem(body_name, say("error.body_missing")))
        reading = Reading(model, walk.problems, walk.advice)
        if model is not None:
            validate(model, body_name, reading)
        return reading

    return read


def _root(walk: _Walk, root: etree._Element, tag: str, info: ModelInfo, read: _Read, body_name: str) -> Model | None:
    if root.tag != tag:
        raise _Refused(
            say("error.xml_root", name=info.type_name, namespace=info.namespace, found=shortened(str(root.tag), 200))
        )
    named = root.get(_TYPE)
    if named is not None and named.rpartition(":")[2] != info.type_name:
        raise _Refused(say("error.xml_type", name=info.type_name, found=shortened(named)))
    model: Model | None = None if _is_nil(root) else read(walk, root, body_name)
    return model


def _parse(body: bytes, charset: str) -> etree._Element | None:
    """The root of a safe document; None where there is no document at all. _Refused, TooLarge."""
    if body.count(b"<") > 2 * NODE_LIMIT:
        raise TooLarge
    try:
        text = decode_text(body, charset, by_mark=False)
    except UnicodeDecodeError as error:
        raise _Refused(say("error.encoding", place=error.start + 1)) from None
    if not text.strip(_BLANK):
        return None
    text = _without_declaration(text, "utf-16" if charset == "utf-16" else "utf-8")
    if _DOCTYPE.match(text):
        raise _Refused(say("error.xml_doctype"))
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, huge_tree=False
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "surrogatepass"), parser)
    except etree.XMLSyntaxError as error:
        raise _Refused(
            say("error.xml_syntax", line=error.lineno or 1, column=error.offset or 1, why=_reason(error))
        ) from None
    _refuse_instructions(root)
    return root


def _reason(error: etree.XMLSyntaxError) -> str:
    return shortened((error.msg or "").partition(", line ")[0], 100)


def _without_declaration(text: str, encoding: str) -> str:
    declared = _DECLARATION.match(text)
    if declared is None:
        return text
    named = _ENCODING.search(declared[2])
    if declared[1] != "1.0" or (named and named[1].lower() != encoding):
        raise _Refused(say("error.xml_declaration", encoding=encoding))
    return text[declared.end() :]


def _refuse_instructions(root: etree._Element) -> None:
    nodes = (*root.itersiblings(preceding=True), *root.itersiblings(), *root.iter(etree.PI))
    if any(isinstance(node, etree._ProcessingInstruction) for node in nodes):
        raise _Refused(say("error.xml_instruction"))


def _is_nil(element: etree._Element) -> bool:
    return bool(element.attrib) and (element.get(_NIL) or "").strip(_BLANK) in ("true", "1")


def _model_reader(info: ModelInfo) -> _Read:
    members: dict[str, tuple[int, Field, _Read]] = {
        clark(info.namespace, field.wire): (place, field, _member_reader(field))
        for place, field in enumerate(in_order(info))
    }
    required = {field.name: None for field in info.fields if field.required}
    make = info.cls

    def read(walk: _Walk, element: etree._Element, at: str) -> Model:
        values: dict[str, Any] = dict(required)
        seen: set[str] = set()
        last = -1
        _refuse_text(element.text)
        for child in element:
            _refuse_text(child.tail)
            known = members.get(child.tag)
            place = f"{at}.{_local_name(child)}" if known is None else f"{at}.{known[1].wire}"
            if known is None:
                _skip(child)
                walk.advise("unknown-member", place)
                continue
            position, field, read_member = known
            if field.name in seen:
                walk.advise("repeated-member", place)
                continue
            if position < last:
                walk.advise("out-of-order", place)
            last = max(last, position)
            seen.add(field.name)
            try:
                values[field.name] = read_member(walk, child, place)
            except Misread as trouble:
                walk.problems.append(Problem(place, trouble.text))
        return make(**values)

    return read


def _refuse_text(text: str | None) -> None:
    if text and text.strip(_BLANK):
        raise _Refused(say("error.xml_text", found=shortened(text.strip(_BLANK), 20)))


def _local_name(element: etree._Element) -> str:
    return shortened(str(element.tag).rpartition("}")[2])


def _skip(element: etree._Element) -> None:
    """Passes over what is not known, as long as it is not too deep."""
    deepest, level = 0, 0
    for event, _ in etree.iterwalk(element, events=("start", "end")):
        level += 1 if event == "start" else -1
        deepest = max(deepest, level)
    if deepest >= DEPTH_LIMIT:
        raise _Refused(say("error.xml_deep"))


def _member_reader(field: Field) -> _Read:
    match field.kind:
        case Kind.MODEL:
            return partial(_read_model, _model_reader(INFO[field.type]))
        case Kind.COLLECTION:
            item = INFO[field.type]
            return partial(_read_collection, field, clark(item.namespace, item.type_name), _model_reader(item))
        case Kind.TEXT:
            return partial(_read_text, field)
        case Kind.ENUM:
            assert issubclass(field.type, ContractEnum)  # what makes it an enum
            return partial(_read_enum, field, {item.name: item for item in field.type})
    return partial(_read_value, field, {Kind.INTEGER: _whole, Kind.BOOLEAN: _truth, Kind.DATE: _date}[field.kind])


def _read_model(read: _Read, walk: _Walk, element: etree._Element, place: str) -> Any:
    return None if _is_nil(element) else read(walk, element, place)


def _read_collection(
    field: Field, item_tag: str, read: _Read, walk: _Walk, element: etree._Element, place: str
) -> list[Any] | None:
    if _is_nil(element):
        return None
    _refuse_text(element.text)
    items: list[Any] = []
    for child in element:
        _refuse_text(child.tail)
        if child.tag != item_tag:
            _skip(child)
            walk.advise("unknown-member", f"{place}.{_local_name(child)}")
            continue
        item_place = f"{place}[{len(items)}]"
        if _is_nil(child):
            walk.problems.append(Problem(item_place, say("error.item", member=field.wire, value="nil")))
        items.append(read(walk, child, item_place))
    return items


def _text(field: Field, element: etree._Element) -> str:
    if len(element):
        raise Misread(say("error.xml_child", member=field.wire, found=_local_name(element[0])))
    return element.text or ""


def _read_text(field: Field, walk: _Walk, element: etree._Element, place: str) -> str | None:
    return None if _is_nil(element) else _text(field, element)


def _read_enum(field: Field, members: dict[str, Any], walk: _Walk, element: etree._Element, place: str) -> Any:
    if _is_nil(element) and not has_zero(field.type):
        walk.advise("null-as-unset", place)
        return None
    text = _text(field, element)
    if _is_nil(element) or text not in members:
        raise misread(field, None if _is_nil(element) else text)
    return members[text]


def _read_value(field: Field, convert: Callable[[str], Any], walk: _Walk, element: etree._Element, place: str) -> Any:
    if _is_nil(element):
        if field.nullable:
            return None
        raise misread(field, None)
    text = _text(field, element)
    value = convert(text.strip(_BLANK))
    if value is None:
        raise misread(field, text)
    return value


def _whole(text: str) -> int | None:
    return int(text) if _WHOLE.fullmatch(text) and int(text) in INT32 else None


def _truth(text: str) -> bool | None:
    return _TRUTH.get(text)


def _date(text: str) -> Moment | None:
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    day, clock, zone = match.groups()
    try:
        return parse_moment(f"{day}{clock or 'T00:00:00'}{zone or ''}")
    except ValueError:
        return None
