"""From bytes to text."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode_text(body: bytes, charset: str, *, by_mark: bool = True) -> str:
    """The text of a body: UTF-16 where the header says so, else UTF-8; UnicodeDecodeError.

    A byte order mark wins over the header where `by_mark` says so (JSON); else only the header's own is passed over.
    """
    wide = charset == "utf-16"
    for mark, encoding in _MARKS:
        if body.startswith(mark) and (by_mark or wide == (encoding == "utf-16")):
            return body.decode(encoding)
    return body.decode("utf-16-le" if wide else "utf-8")
