"""What the journal may keep of a request: secrets left out, personal numbers masked."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import msgspec

from farstu.access.keys import read_basic
from farstu.contract.model import INFO, Model
from farstu.engine.calls import Record
from farstu.engine.journal import NOTHING_UNDERSTOOD
from farstu.server.exchange import Exchange
from farstu.texts.masking import HIDDEN, Masker, mask_text
from farstu.wire.json_codec import decode_text, write_json

_SECRET_HEADER = re.compile(r"authorization|cookie|token|secret|password|api-?key|credential", re.IGNORECASE)
_SECRET_PARAMETER = re.compile(
    r"((?:^|[?&;])[^=&;?]*(?:password|passwd|pwd|token|secret|authorization|apikey|api_key|api-key|key)[^=&;?]*=)[^&;]*",
    re.IGNORECASE,
)
_LONGEST_BODY = 64 * 1024


@cache
def masker() -> Masker:
    """The masker for the members that the contract says hold a personal number."""
    return Masker({field.json for info in INFO.values() for field in info.fields if field.personal_number})


def record(exchange: Exchange) -> Record:
    """What arrived. The body is only there where the caller had a valid key; a long one is cut short."""
    secrets = _secrets(exchange)
    understood = NOTHING_UNDERSTOOD
    if exchange.reading is not None and exchange.reading.model is not None:
        understood = _understood(exchange.reading.model, secrets)
    return Record(
        exchange.method,
        _path(exchange, secrets),
        _headers(exchange, secrets),
        _body(exchange, secrets) if exchange.body is not None else None,
        understood,
        exchange.started,
    )


def _path(exchange: Exchange, secrets: list[str]) -> str:
    path = mask_text(exchange.full_path)
    if exchange.scope["query_string"]:
        path = _SECRET_PARAMETER.sub(rf"\1{HIDDEN}", masker()(path))
    return _without(secrets, path)


def _understood(model: Model, secrets: list[str]) -> msgspec.Raw:
    try:
        text = write_json(model).decode()
    except UnicodeEncodeError:
        return NOTHING_UNDERSTOOD  # a text with half a character in it, which was refused
    return msgspec.Raw(_without(secrets, masker()(text)).encode())


def _secrets(exchange: Exchange) -> list[str]:
    """The key itself, wherever else the caller may have put it, and the header that carries it."""
    header = exchange.headers.get(b"authorization")
    if header is None:
        return []
    credentials = read_basic(header)
    encoded = header.decode("latin-1").rpartition(" ")[2]
    return [text for text in (encoded, credentials.key if credentials else "") if len(text) > 3]


def _headers(exchange: Exchange, secrets: list[str]) -> dict[str, str]:
    shown = {}
    for raw_name, raw_value in exchange.headers.items():
        name, secret = _header_name(raw_name)
        value = raw_value.decode("latin-1")
        if secret:
            shown[name] = f"Basic {HIDDEN}" if value[:6].lower() == "basic " else HIDDEN
        else:
            shown[name] = _without(secrets, mask_text(value))
    return shown


@lru_cache(256)
def _header_name(raw: bytes) -> tuple[str, bool]:
    """A header's name, and whether its value is nobody's business."""
    name = raw.decode("latin-1")
    return name, _SECRET_HEADER.search(name) is not None


def _body(exchange: Exchange, secrets: list[str]) -> str:
    body = exchange.body or b""
    try:
        text = decode_text(body, exchange.formats.charset)
    except UnicodeDecodeError:
        text = body.decode("utf-8", "replace")
    masked = _without(secrets, masker()(text))
    return masked if len(masked) <= _LONGEST_BODY else f"{masked[:_LONGEST_BODY]}… ({len(masked)})"


def _without(secrets: list[str], text: str) -> str:
    for secret in secrets:
        if secret in text:
            text = text.replace(secret, HIDDEN)
    return text
