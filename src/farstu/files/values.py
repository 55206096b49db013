"""One value between a file and a row: as text, which is what CSV and Excel have, or as JSON has it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from functools import cache
from typing import Any

import msgspec

from farstu.contract.model import INFO, Model
from farstu.contract.moment import answered, parse_moment
from farstu.files.columns import IDENTITY, JSON, SEALED, TRUTH, Column
from farstu.store.view import FRACTION, MOMENT, TEXT, WHOLE
from farstu.texts import Text, say, shortened
from farstu.texts.masking import mask_text
from farstu.wire.codecs import Reader
from farstu.wire.json_codec import write_json
from farstu.wire.json_reading import json_reader

LONGEST_ID = 40
LONGEST_TEXT = 4_000
LONGEST_JSON = 64_000
_TRUE = {"true", "1", "yes", "ja", "sant"}
_FALSE = {"false", "0", "no", "nej", "falskt"}
_WHOLE = re.compile(r"[+-]?\d{1,19}", re.ASCII)
_FRACTION = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class BadValue(Exception):
    """What stands there cannot be what the column holds; the first argument says why."""

    def __init__(self, why: Text) -> None:
        super().__init__(why)
        self.why = why


def read_value(column: Column, sent: Any, *, is_text: bool) -> Any:
    """The row's value of what a file says, which is not empty. `is_text`: it comes as text. BadValue."""
    value = _FROM[column.holds](column, sent, is_text)
    limits = column.between
    if limits and not limits.least <= value <= limits.most:
        raise BadValue(say("error.import_between", value=shown(sent), least=limits.least, most=limits.most))
    if column.choices and value not in column.choices:
        raise BadValue(say("error.import_choice", value=shown(sent), choices=", ".join(column.choices)))
    return value


def shown(sent: Any) -> str:
    """What a file says, fit for a sentence."""
    return shortened(mask_text(sent if isinstance(sent, str) else msgspec.json.encode(sent).decode()))


def _text(column: Column, sent: Any, is_text: bool) -> str:
    if not isinstance(sent, str):
        raise BadValue(say("error.import_text", value=shown(sent)))
    if len(sent) > LONGEST_TEXT:
        raise BadValue(say("error.import_long", most=LONGEST_TEXT, sent=len(sent)))
    if _CONTROL.search(sent):
        raise BadValue(say("error.import_control"))
    return sent


def _identity(column: Column, sent: Any, is_text: bool) -> str:
    if not isinstance(sent, str) or not 1 <= len(sent) <= LONGEST_ID or not sent.isprintable():
        raise BadValue(say("error.import_id", most=LONGEST_ID, value=shown(sent)))
    return sent


def _whole(column: Column, sent: Any, is_text: bool) -> int:
    if is_text and _WHOLE.fullmatch(sent.strip()):
        sent = int(sent)
    if type(sent) is not int:
        raise BadValue(say("error.import_whole", value=shown(sent)))
    return sent


def _fraction(column: Column, sent: Any, is_text: bool) -> float:
    if is_text and _FRACTION.fullmatch(sent.strip()):
        sent = float(sent.strip().replace(",", "."))
    if type(sent) not in (int, float) or not math.isfinite(sent):
        raise BadValue(say("error.import_number", value=shown(sent)))
    return float(sent)


def _truth(column: Column, sent: Any, is_text: bool) -> bool:
    if is_text:
        said = sent.strip().lower()
        sent = True if said in _TRUE else False if said in _FALSE else sent
    if type(sent) is not bool:
        raise BadValue(say("error.import_truth", value=shown(sent)))
    return sent


def _moment(column: Column, sent: Any, is_text: bool) -> int:
    try:
        return parse_moment(sent).ticks
    except (ValueError, TypeError, AttributeError):
        raise BadValue(say("error.import_moment", value=shown(sent))) from None


def _json(column: Column, sent: Any, is_text: bool) -> str:
    """In the one form in which it is kept; a model of the interface in that of its answers."""
    try:
        read = msgspec.json.decode(sent) if is_text else sent
        text = _of_model(column.shape, read) if _is_model(column.shape) else _of_shape(column.shape, read)
    except (msgspec.MsgspecError, UnicodeError):
        raise BadValue(say("error.import_json", value=shown(sent))) from None
    if len(text) > LONGEST_JSON:
        raise BadValue(say("error.import_long", most=LONGEST_JSON, sent=len(text)))
    return text


def _is_model(shape: Any) -> bool:
    return isinstance(shape, type) and issubclass(shape, Model)


def _of_shape(shape: Any, read: Any) -> str:
    return msgspec.json.encode(msgspec.convert(read, shape)).decode()


def _of_model(shape: type[Model], read: Any) -> str:
    """BadValue, which names the member that is wrong, or not known."""
    reading = _model_reader(shape)(msgspec.json.encode(read), "utf-8")
    for problem in reading.problems:
        raise BadValue(problem.text)
    for advice in reading.advice:
        raise BadValue(say(f"advice.{advice.code}", member=advice.member))
    return write_json(reading.model).decode()


@cache
def _model_reader(shape: type[Model]) -> Reader:
    return json_reader(INFO[shape], shape.__name__)


_FROM: dict[str, Callable[[Column, Any, bool], Any]] = {
    TEXT: _text,
    SEALED: _text,
    IDENTITY: _identity,
    WHOLE: _whole,
    FRACTION: _fraction,
    TRUTH: _truth,
    MOMENT: _moment,
    JSON: _json,
}


def as_json(holds: str, value: Any) -> Any:
    """A row's value as JSON has it."""
    if value is None:
        return None
    if holds == MOMENT:
        return answered(value).text
    if holds == TRUTH:
        return bool(value)
    return msgspec.Raw(value.encode()) if holds == JSON else value


def as_text(holds: str, value: Any) -> str:
    """A row's value as text; nothing is an empty one."""
    if value is None:
        return ""
    if holds == MOMENT:
        return answered(value).text
    if holds == TRUTH:
        return "true" if value else "false"
    return repr(value) if holds == FRACTION else str(value)
