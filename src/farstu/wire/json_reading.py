"""Reads JSON: a strict reader for what is plain and right, the forgiving one for the rest.

The strict reader answers only where the forgiving one would have read the very same and had nothing to say of it.
Whatever it is not certain of (a name in another case, a number for a text, a member sent twice, a null that means
"unset", a value beyond its limits) goes to the forgiving one.
"""

from __future__ import annotations

from typing import Any

import msgspec

from farstu.advice import Advice
from farstu.contract.model import Model, ModelInfo
from farstu.contract.moment import Moment, parse_moment
from farstu.texts import say, shortened
from farstu.wire.binding import binder
from farstu.wire.certainty import certainty
from farstu.wire.codecs import Reader
from farstu.wire.lenient import NotJson, read_json
from farstu.wire.reading import NODE_LIMIT, Problem, Reading
from farstu.wire.text import decode_text
from farstu.wire.validation import validate


def json_reader(info: ModelInfo, body_name: str) -> Reader:
    """The reader of one model."""
    decode = msgspec.json.Decoder(info.cls, dec_hook=_from_wire).decode
    is_certain = certainty(info)
    read_leniently = lenient_reader(info, body_name)

    def read(body: bytes, charset: str) -> Reading:
        if charset != "utf-16" and (len(body) <= NODE_LIMIT or _has_few_nodes(body)):
            try:
                model: Model = decode(body)
            except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
                return read_leniently(body, charset)
            if is_certain(model, body):
                return Reading(model)
        return read_leniently(body, charset)

    return read


def lenient_reader(info: ModelInfo, body_name: str) -> Reader:
    """The forgiving reader of one model."""
    bind = binder(info, body_name)

    def read(body: bytes, charset: str) -> Reading:
        try:
            node, strict = read_json(decode_text(body, charset))
        except UnicodeDecodeError as error:
            return Reading(None, [Problem(body_name, say("error.encoding", place=error.start + 1))])
        except NotJson as error:
            key = f"{body_name}.{shortened(error.path)}" if error.path else body_name
            return Reading(None, [Problem(key, error.text)])
        reading = bind(node)
        if not strict:
            reading.advice.append(Advice("not-json", body_name))
        if reading.model is not None:
            validate(reading.model, body_name, reading)
        return reading

    return read


def _has_few_nodes(body: bytes) -> bool:
    """Whether a body is surely within the limit: before each value but the first stands one of these."""
    return body.count(b",") + body.count(b"[") + body.count(b"{") < NODE_LIMIT


def _from_wire(kind: type, value: Any) -> Any:
    if kind is Moment and isinstance(value, str):
        return parse_moment(value)
    raise ValueError("not a date")
