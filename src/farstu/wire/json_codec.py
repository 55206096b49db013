"""JSON: a strict reader for what is plain, the forgiving one for the rest, and the writer.

The strict reader answers only where the forgiving one would have read the very same; whatever it does not know for
certain (a name in another case, a number for a text, a null that means "unset") goes to the forgiving one.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import msgspec

from farstu.advice import Advice
from farstu.contract.fields import Kind
from farstu.contract.model import INFO, Model, ModelInfo
from farstu.contract.moment import Moment, parse_moment
from farstu.texts import say, shortened
from farstu.wire.binding import bind
from farstu.wire.codecs import Codec, Reader, register
from farstu.wire.lenient import NotJson, read_json
from farstu.wire.reading import Problem, Reading
from farstu.wire.text import decode_text
from farstu.wire.validation import validate
from farstu.wire.values import INT32

LARGEST_ON_THE_FAST_PATH = 64 * 1024


def json_reader(info: ModelInfo, body_name: str) -> Reader:
    """The reader of one model."""
    decode = msgspec.json.Decoder(info.cls, dec_hook=_from_wire).decode
    null_is_special = _has_unset_enum(info)
    wide_numbers = _has_integer(info)

    def read(body: bytes, charset: str) -> Reading:
        reading = None
        plain = len(body) <= LARGEST_ON_THE_FAST_PATH and charset != "utf-16"
        if plain and not (null_is_special and b"null" in body):
            with suppress(msgspec.MsgspecError, UnicodeDecodeError):
                reading = Reading(decode(body))
                if wide_numbers and _has_wide_number(reading.model):
                    reading = None
        if reading is None:
            reading = _read_leniently(info, body, charset, body_name)
        if reading.model is not None:
            validate(reading.model, body_name, reading)
        return reading

    return read


def _read_leniently(info: ModelInfo, body: bytes, charset: str, body_name: str) -> Reading:
    try:
        node, strict = read_json(decode_text(body, charset))
    except UnicodeDecodeError as error:
        return Reading(None, [Problem(body_name, say("error.encoding", place=error.start + 1))])
    except NotJson as error:
        key = f"{body_name}.{shortened(error.path)}" if error.path else body_name
        return Reading(None, [Problem(key, error.text)])
    reading = bind(info, node, body_name)
    if not strict:
        reading.advice.append(Advice("not-json", body_name))
    return reading


def _has_unset_enum(info: ModelInfo) -> bool:
    nested = (INFO[field.type] for field in info.fields if field.kind in (Kind.MODEL, Kind.COLLECTION))
    own = any(field.kind is Kind.ENUM and field.default is None for field in info.fields)
    return own or any(_has_unset_enum(item) for item in nested)


def _has_integer(info: ModelInfo) -> bool:
    nested = (INFO[field.type] for field in info.fields if field.kind in (Kind.MODEL, Kind.COLLECTION))
    return any(field.kind is Kind.INTEGER for field in info.fields) or any(_has_integer(item) for item in nested)


def _has_wide_number(model: Model | None) -> bool:
    """Whether a whole number does not fit into 32 bits; the forgiving reader names it as the reference does."""
    if model is None:
        return False
    for field in INFO[type(model)].fields:
        value = getattr(model, field.name)
        match field.kind:
            case Kind.INTEGER if value is not None and value not in INT32:
                return True
            case Kind.MODEL if _has_wide_number(value):
                return True
            case Kind.COLLECTION if any(_has_wide_number(item) for item in value or ()):
                return True
    return False


def _from_wire(kind: type, value: Any) -> Any:
    if kind is Moment and isinstance(value, str):
        return parse_moment(value)
    raise ValueError("not a date")


def _to_wire(value: Any) -> Any:
    if isinstance(value, Moment):
        return value.text
    raise NotImplementedError(f"{type(value).__name__} has no form in JSON")


_encode = msgspec.json.Encoder(enc_hook=_to_wire).encode
_LINE_ENDS = ((b"\xc2\x85", b"\\u0085"), (b"\xe2\x80\xa8", b"\\u2028"), (b"\xe2\x80\xa9", b"\\u2029"))


def write_json(value: Any) -> bytes:
    """Compact UTF-8; the line ends that JavaScript does not bear in a text are escaped, as the reference does."""
    text = _encode(value)
    if b"\xc2\x85" in text or b"\xe2\x80" in text:
        for raw, escaped in _LINE_ENDS:
            text = text.replace(raw, escaped)
    return text


def write_json_error(message: str, detail: str | None, problems: dict[str, list[str]]) -> bytes:
    """`{"message":"…","messageDetail":"…","modelState":{"key":["text"]}}`, without what is not there."""
    document: dict[str, Any] = {"message": message}
    if detail:
        document["messageDetail"] = detail
    if problems:
        document["modelState"] = problems
    return write_json(document)


register(Codec(("application/json", "text/json"), json_reader, write_json, write_json_error, order=0))
