"""The formats that bodies come in and answers go out as. A format registers itself; nothing else names it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from farstu.contract.model import ModelInfo
from farstu.wire.reading import Reading

Reader = Callable[[bytes, str], Reading]
"""(body, charset of the header or empty) → what came of it."""


@dataclass(frozen=True)
class Codec:
    """One format. `reader` makes the reader of a model, once; its second argument is the body's name in
    error keys. `writer` makes the function that encodes answers of a type: a model, a single value, an enum, a list of
    one of them. `write_error` encodes the reference's error document: its sentence, ours, and texts by key. A format of
    requests alone has neither. `order` is its place where several would do."""

    media_types: tuple[str, ...]
    reader: Callable[[ModelInfo, str], Reader]
    writer: Callable[[Any], Callable[[Any], bytes]] | None
    write_error: Callable[[str, str | None, dict[str, list[str]]], bytes] | None
    order: int = 1


CODECS: dict[str, Codec] = {}
"""By media type in lower case, in the order of preference."""


def register(codec: Codec) -> None:
    """Makes a format known under its media types."""
    known = {**CODECS, **dict.fromkeys(codec.media_types, codec)}
    CODECS.clear()
    CODECS.update(sorted(known.items(), key=lambda item: item[1].order))
