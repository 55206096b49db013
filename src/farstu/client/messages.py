"""Calls and answers as bytes: paths, queries and bodies from arguments, models from answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any, Generic, TypeVar, get_args, get_origin
from urllib.parse import quote, urlencode

import httpx
import msgspec

from farstu.client.errors import Unreadable
from farstu.client.moment import Moment
from farstu.client.shapes import Model

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Call(Generic[T]):
    """One call: `route` with a `{}` for each of `parts`, what is answered, and whether it `writes`. `key` is the
    Idempotency-Key that the caller chose."""

    method: str
    route: str
    kind: type[T]
    parts: tuple[Any, ...] = ()
    query: dict[str, Any] = field(default_factory=dict)
    body: Model | None = None
    writes: bool = False
    key: str | None = None

    def target(self) -> str:
        """Path and query. ValueError for a part of the path that would lead elsewhere."""
        given = {name: _text(value) for name, value in self.query.items() if value is not None}
        return self.route.format(*map(_part, self.parts)) + (f"?{urlencode(given)}" if given else "")

    def content(self) -> bytes | None:
        """The body; what was not given is not in it, and what is None is null."""
        return None if self.body is None else _encode(self.body)


def _part(value: Any) -> str:
    text = _text(value)
    if text in ("", ".", ".."):
        raise ValueError(f"{text!r} cannot be a part of a path")
    return quote(text, safe=",")


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Moment):
        return value.text
    if not isinstance(value, list | tuple):
        return str(value)
    if any("," in _text(item) for item in value):
        raise ValueError(f"a comma parts the items of a list, and cannot be in one: {value!r}")
    return ",".join(map(_text, value))


def read(call: Call[T], answer: httpx.Response) -> T:
    """What an answer says. Unreadable."""
    content = b"null" if call.kind is type(None) else answer.content
    try:
        made: T = _read(content, call.kind)
        return made
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Unreadable(answer.status_code, str(error), answer.headers.get("Request-Id")) from error


def _read(content: bytes | msgspec.Raw, kind: Any) -> Any:
    item = get_args(kind)[0] if get_origin(kind) is list else kind
    if not _derived(item):
        return _decode(content, kind)
    if item is kind:
        return _decode(content, _closest(content, kind))
    return [_decode(one, _closest(one, item)) for one in _decode(content, list[msgspec.Raw])]


def _closest(content: bytes | msgspec.Raw, kind: type[Model]) -> type[Model]:
    """Of a model and those derived from it the one that has most of the members that came; JSON does not name it."""
    came = _decode(content, dict[str, msgspec.Raw]).keys()
    return max((kind, *_derived(kind)), key=lambda one: len(came & _names(one)))


def _derived(kind: Any) -> list[type[Model]]:
    return kind.__subclasses__() if isinstance(kind, type) and issubclass(kind, Model) else []


@cache
def _names(kind: type[Model]) -> frozenset[str]:
    return frozenset(member.encode_name for member in msgspec.structs.fields(kind))


def _decode(content: bytes | msgspec.Raw, kind: Any) -> Any:
    return _decoder(kind).decode(content)


@cache
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind, strict=False, dec_hook=_from_wire)


def _from_wire(kind: type, value: Any) -> Any:
    if kind is Moment and isinstance(value, str):
        return Moment(value)
    raise ValueError(f"{value!r} is no {kind.__name__}")


def _to_wire(value: Any) -> Any:
    if isinstance(value, Moment):
        return value.text
    raise TypeError(f"a {type(value).__name__} cannot be sent")


_encode = msgspec.json.Encoder(enc_hook=_to_wire, decimal_format="number").encode
