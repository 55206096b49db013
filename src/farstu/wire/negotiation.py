"""Which format a body is in, and which one the answer takes. There is no 406: what cannot be had falls back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from farstu.wire.codecs import CODECS, Codec


class Format(NamedTuple):
    """A codec under one of its media types."""

    codec: Codec
    media_type: str

    @property
    def content_type(self) -> str:
        """The header's text."""
        return f"{self.media_type}; charset=utf-8"


class _Width(IntEnum):
    """How much a media range covers; the narrowest wins among equals."""

    LITERAL = 0
    SUBTYPES = 1
    ALL = 2


class _Range(NamedTuple):
    """One value of an `Accept` header."""

    text: str
    width: _Width
    weight: float

    def covers(self, media_type: str) -> bool:
        if self.width is _Width.LITERAL:
            return self.text == media_type
        return self.width is _Width.ALL or media_type.startswith(self.text[:-1])


class _Candidate(NamedTuple):
    format: Format
    width: _Width
    weight: float


_MEDIA_RANGE = re.compile(r"[\w!#$%&'*+.^`|~-]+/[\w!#$%&'*+.^`|~-]+", re.ASCII)
_WEIGHT = re.compile(r"[0-9]+\.?[0-9]*|\.[0-9]+")


class Formats(NamedTuple):
    """What the headers say of formats: the body's (None: one we do not have), its charset, the answer's."""

    request: Format | None
    charset: str
    answer: Format


@lru_cache(1_024)
def formats(content_type: str, accept: str, *, from_script: bool) -> Formats:
    """The formats of a request and its answer, by its headers."""
    request = request_format(content_type)
    return Formats(request, charset_of(content_type), answer_format(accept, request, from_script=from_script))


def default_format() -> Format:
    """The first format that was registered."""
    media_type, codec = next(iter(CODECS.items()))
    return Format(codec, media_type)


def request_format(content_type: str) -> Format | None:
    """The format of a body by its `Content-Type`, whatever its parameters; None where we have none."""
    media_type = content_type.partition(";")[0].strip().lower()
    if media_type in ("*/*", "application/*"):
        return default_format()
    codec = CODECS.get(media_type)
    return Format(codec, media_type) if codec else None


def charset_of(content_type: str) -> str:
    """The `charset` of a `Content-Type` in lower case, or an empty text."""
    for parameter in content_type.split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().lower()
    return ""


def answer_format(accept: str, request: Format | None, *, from_script: bool = False) -> Format:
    """The format of the answer. `from_script`: the request came with `X-Requested-With: XMLHttpRequest`, which means
    JSON where `Accept` has no wish of its own."""
    ranges = _ranges(accept)
    if from_script and len(ranges) < 2 and all(item.width is _Width.ALL for item in ranges):
        return default_format()
    best: _Candidate | None = None
    for candidate in sorted(_candidates(ranges), key=lambda item: item.width):
        if best is None or candidate.weight > best.weight:
            best = candidate
    return best.format if best else _writable(request)


def wanted_of(accept: str, known: Sequence[str]) -> str:
    """Which of some media types is wanted most: the one that is named among equals, and else the first."""

    def wish(media_type: str) -> tuple[float, int]:
        return max(((item.weight, -item.width) for item in _ranges(accept) if item.covers(media_type)), default=(0, 0))

    return max(known, key=wish)


def _writable(request: Format | None) -> Format:
    """The request's own format, where answers can take it."""
    return request if request and request.codec.writer else default_format()


def _candidates(ranges: list[_Range]) -> list[_Candidate]:
    """For each codec, in the order of registration, what the first fitting range asks of it."""
    found = []
    for codec in dict.fromkeys(CODECS.values()):
        if codec.writer is None:
            continue
        for wanted in ranges:
            if not wanted.weight:
                continue
            media_type = next((name for name in codec.media_types if wanted.covers(name)), None)
            if media_type:
                found.append(_Candidate(Format(codec, media_type), wanted.width, wanted.weight))
                break
    return found


def _ranges(accept: str) -> list[_Range]:
    """What is named, the most wanted first; what is no media range is passed over."""
    found = []
    for part in accept.split(","):
        text, *parameters = (item.strip().lower() for item in part.split(";"))
        if is_media_type(text):
            width = _Width.ALL if text == "*/*" else _Width.SUBTYPES if text.endswith("/*") else _Width.LITERAL
            found.append(_Range(text, width, _weight(parameters)))
    return sorted(found, key=lambda item: (-item.weight, item.width))


def is_media_type(text: str) -> bool:
    """Whether a text has the form of a media type or range."""
    return _MEDIA_RANGE.fullmatch(text) is not None


def _weight(parameters: list[str]) -> float:
    """The first `q`, as the reference reads it: without one, or with one that is no plain decimal, it is 1."""
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            return float(value) if _WEIGHT.fullmatch(value.strip()) else 1.0
    return 1.0
