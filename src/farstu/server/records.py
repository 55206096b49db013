"""What the journal may keep of a request: secrets left out, personal numbers masked."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

import msgspec

from farstu.access.keys import PREFIX
from farstu.contract.fields import Field, Kind
from farstu.contract.model import INFO, Model
from farstu.engine.calls import Record
from farstu.engine.journal import NOTHING_UNDERSTOOD
from farstu.server.exchange import Exchange
from farstu.texts.masking import HIDDEN, Masker, mask_number, mask_text
from farstu.wire.json_codec import write_json
from farstu.wire.reading import Reading
from farstu.wire.text import decode_text

_SECRET_HEADER = re.compile(r"authorization|cookie|token|secret|password|api-?key|credential", re.IGNORECASE)
_SECRET_PARAMETER = re.compile(
    r"((?:^|[?&;])[^=&;?]*(?:password|passwd|pwd|token|secret|authorization|apikey|api_key|api-key|key)[^=&;?]*=)[^&;]*",
    re.IGNORECASE,
)
_KEY = re.compile(rf"{PREFIX}[\w-]+")
_PREFIX = PREFIX.encode()
_LONGEST_BODY = 64 * 1024
_MARGIN = 500
"""Read beyond the cut, so that what is masked is not itself cut in two."""
_SHORTEST_SECRET = 3
_USUAL_LENGTH = 128


@cache
def masker() -> Masker:
    """The masker for the members that the contract says hold a personal number."""
    return Masker({field.json for info in INFO.values() for field in info.fields if field.personal_number})


def record(exchange: Exchange) -> Record:
    """What arrived. The body is only there where the caller had a valid key; a long one is cut short."""
    encoded = exchange.header(b"authorization").rpartition(" ")[2]
    plain = exchange.body is not None and _is_plain(exchange.body, encoded)
    return Record(
        exchange.method,
        _path(exchange, encoded),
        dict(map(_shown_header, exchange.headers.items())),
        _body(exchange, encoded, plain=plain),
        _understood(exchange.reading, encoded, plain=plain),
    )


def _is_plain(body: bytes, encoded: str) -> bool:
    """Whether a body, and so all that was read in it, may be shown as it came."""
    return (
        len(body) <= _LONGEST_BODY
        and masker().is_plain(body)
        and _PREFIX not in body
        and not (len(encoded) > _SHORTEST_SECRET and encoded.encode("latin-1") in body)
    )


def _path(exchange: Exchange, encoded: str) -> str:
    path = mask_text(exchange.full_path)
    if "%" in path or exchange.scope["query_string"]:
        path = _SECRET_PARAMETER.sub(rf"\1{HIDDEN}", masker()(path))
    return _without_secrets(path, encoded)


def _understood(reading: Reading | None, encoded: str, *, plain: bool) -> msgspec.Raw:
    """The model as JSON. Texts are masked member by member, so that it stays JSON."""
    if reading is None or reading.model is None:
        return NOTHING_UNDERSTOOD
    if plain:
        return msgspec.Raw(write_json(reading.model))
    try:
        text = write_json(_hidden(reading.model)).decode()
    except UnicodeEncodeError:
        return NOTHING_UNDERSTOOD  # a text with half a character in it, which was refused
    return msgspec.Raw(_without_secrets(text, encoded).encode())


def _hidden(model: Model) -> Model:
    """The same with every text masked: member by member, so that what is written stays JSON."""
    if type(model) not in INFO:
        return model  # a body of our own controls, which holds no text
    changes: dict[str, Any] = {}
    for field in INFO[type(model)].fields:
        value = getattr(model, field.name)
        if value and field.holds in (Kind.TEXT, Kind.MODEL):
            many = field.kind is Kind.COLLECTION
            changes[field.name] = [_masked(field, item) for item in value] if many else _masked(field, value)
    return msgspec.structs.replace(model, **changes)


def _masked(field: Field, value: Any) -> Any:
    if isinstance(value, str):
        return mask_number(value) if field.personal_number else mask_text(value)
    return _hidden(value) if isinstance(value, Model) else value


def _body(exchange: Exchange, encoded: str, *, plain: bool) -> str | None:
    body = exchange.body
    if body is None:
        return None
    try:
        text = decode_text(body, exchange.formats.charset)
    except UnicodeDecodeError:
        text = body.decode("utf-8", "replace")
    if plain:
        return text
    masked = _without_secrets(masker()(text[: _LONGEST_BODY + _MARGIN]), encoded)
    return masked if len(text) <= _LONGEST_BODY else f"{masked[:_LONGEST_BODY]}… ({len(text)})"


def _without_secrets(text: str, encoded: str) -> str:
    """The text without keys, and without the caller's encoded credentials, wherever else they were put."""
    if PREFIX in text:
        text = _KEY.sub(HIDDEN, text)
    return text.replace(encoded, HIDDEN) if len(encoded) > _SHORTEST_SECRET and encoded in text else text


def _shown_header(header: tuple[bytes, bytes]) -> tuple[str, str]:
    name, value = header
    if _is_secret(name):
        return mask_text(name.decode("latin-1")), f"Basic {HIDDEN}" if value[:6].lower() == b"basic " else HIDDEN
    return _usual_header(name, value) if len(value) <= _USUAL_LENGTH else _plain_header(name, value)


def _plain_header(name: bytes, value: bytes) -> tuple[str, str]:
    return mask_text(name.decode("latin-1")), _without_secrets(mask_text(value.decode("latin-1")), "")


_usual_header = lru_cache(4_096)(_plain_header)
"""Most callers send the same short headers every time."""


@lru_cache(256)
def _is_secret(name: bytes) -> bool:
    return _SECRET_HEADER.search(name.decode("latin-1")) is not None
