"""The one place where a refusal becomes an answer, in the reference's shape."""

from __future__ import annotations

from farstu.refusals import Refused
from farstu.texts import render
from farstu.wire.codecs import Codec


def write_refusal(refused: Refused, codec: Codec, language: str, request_id: str) -> bytes:
    """`{"message":"…","messageDetail":"…","modelState":{"key":["…"]}}`; what has nothing to say is left out.

    A 500 says the Request-Id and nothing else.
    """
    assert codec.write_error is not None  # answers are only negotiated among formats that can be written
    if refused.status == 500:
        return codec.write_error(refused.message, f"Request-Id: {request_id}", {})
    texts: dict[str, list[str]] = {}
    spelled: dict[str, str] = {}
    for key, text in refused.problems:
        first = spelled.setdefault(key.lower(), key)
        texts.setdefault(first, []).append(render(text, language))
    detail = render(refused.detail, language) if refused.detail else None
    return codec.write_error(refused.message, detail, texts)
