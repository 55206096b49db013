"""Personal numbers are never shown: `19900101-2384` becomes `19900101-****`, wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_NUMBER = re.compile(
    r"(?P<id>[A-Z]{3}[0-9A-Fa-f]{32}|[0-9a-f]{32})"
    r"|(?<!\d)(?P<born>(?P<century>18|19|20)?\d\d(?:0[1-9]|1[0-2])(?:[06][1-9]|[1278]\d|[39][01]))"
    r"(?P<mark>[-+ \u2010-\u2015]?)(?P<last>\d{4})(?!\d)"
)
_RUN = re.compile(r"\d\d{5}[-+ \u2010-\u2015]?\d{4}")
"""Begins with one digit by itself, for which a search passes over all that is none."""
_MEMBER_ENDS = '":', "</"
"""Of JSON and XML. They are in no number, so that none is cut in two."""
_DIGITS, _MARKS, _ESCAPES = b"0123456789", b"-+ ", b"\\%&\x00"
_NO_DIGITS = bytes((*range(0x80, 0xC6), 0xE2))
"""Bytes of characters that are no digits: those of Latin letters, and of dashes and quotes. They are passed over."""
_SHAPE = bytes(
    0x30 if byte in _DIGITS else 0x2D if byte in _MARKS else 1 if byte >= 0x80 or byte in _ESCAPES else byte
    for byte in range(256)
)
_SHAPES = (b"0000000000", b"000000-0000")
_UNSURE = b"\x01"
_OUR_ID = re.compile(rb"[A-Z]{3}[0-9A-Fa-f]{32}")
_ESCAPE = re.compile(r"\\\\|\\u([0-9A-Fa-f]{4})|%([0-9A-Fa-f]{2})|&#(?:[xX]([0-9A-Fa-f]{1,6})|([0-9]{1,7}));")
_ESCAPE_MARKS = ("\\u", "%", "&#")
HIDDEN = "****"


def mask_number(value: str) -> str:
    """A value that is meant as a personal number, valid or not."""
    masked = mask_text(value)
    return masked if masked != value and _NUMBER.fullmatch(value.strip()) else HIDDEN


def mask_text(text: str) -> str:
    """Any text: what looks like a personal number loses its last four digits. A body is looked at member by member, of
    which most have no run of digits."""
    if not _is_suspicious(text):
        return text
    end = _MEMBER_ENDS[0] if _MEMBER_ENDS[0] in text else _MEMBER_ENDS[1]
    parts, at = [], 0
    for run in _RUN.finditer(text):
        if run.start() >= at:
            begin, over = max(at, text.rfind(end, at, run.start())), text.find(end, run.end())
            over = len(text) if over < 0 else over
            parts += [text[at:begin], _NUMBER.sub(_replace, text[begin:over])]
            at = over
    return "".join([*parts, text[at:]])


def _is_suspicious(text: str) -> bool:
    """Whether there can be a number at all; most texts are plain, and are found to be so without a pattern."""
    data = text.encode("utf-8", "surrogatepass")
    return _shows_run(data) or (not text.isascii() and _UNSURE in data.translate(_SHAPE, _NO_DIGITS))


def _has_run(data: bytes) -> bool:
    """Whether as many digits stand together as a number has, outside ids."""
    return _shows_run(data) and _shows_run(_OUR_ID.sub(b"", data))


def _shows_run(data: bytes) -> bool:
    shape = data.translate(_SHAPE, _NO_DIGITS)
    return _SHAPES[0] in shape or _SHAPES[1] in shape


class Masker:
    """Masks whole bodies: what looks like a personal number, and all that is sent in a member that holds one.

    `members` are the names of such members; the body need not be readable. Escapes of JSON, XML and forms are
    resolved where they would hide a number.
    """

    def __init__(self, members: Iterable[str]) -> None:
        self._names = tuple(name.lower() for name in members)
        self._names_as_bytes = tuple(name.encode() for name in self._names)
        blank = r"(?:\s|/\*[^*]{0,200}\*/|//[^\n]{0,200}\n)*"
        self._member = re.compile(
            rf"""(?P<name>{_any_case(self._names)})(?:"""
            r"""(?P<tag>(?:\s[^<>]{0,300})?>)(?P<element>(?:<!\[CDATA\[|<!--[^>]{0,200}>|[^<])*)"""
            rf"""|(?P<key>["']?(?:%5[bBdD]|[][])*{blank}[:=]{blank})"""
            r"""(?P<value>"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|[^\s,<&}\]]+[^,<&}\]]*))""",
            re.DOTALL,
        )

    def is_plain(self, body: bytes) -> bool:
        """Whether nothing of a body, whatever its format, is to be masked. False where that is not certain."""
        if _UNSURE in body.translate(_SHAPE, _NO_DIGITS) or _has_run(body):
            return False
        lowered = body.lower()
        return not any(name in lowered for name in self._names_as_bytes)

    def __call__(self, text: str) -> str:
        masked = self._masked(text)
        if (plain := resolved(masked)) is not masked:
            again = self._masked(plain)
            masked = masked if again == plain else again
        return masked

    def _masked(self, text: str) -> str:
        lowered = text.lower()
        if any(name in lowered for name in self._names):
            text = self._member.sub(_hide_value, text)
        return mask_text(text)


def resolved(text: str) -> str:
    """A body with the escapes of JSON, XML and forms read; the same text where it has none."""
    return _ESCAPE.sub(_resolve, text) if any(mark in text for mark in _ESCAPE_MARKS) else text


def _any_case(names: Sequence[str]) -> str:
    """A pattern for names in lower case, however they are spelled. It begins with the letters that they begin with: a
    search passes over all others in one go, which it does not where all of it is said to be in any case."""
    if not names:
        return "(?!)"
    letters = {letter for name in names for letter in (name[0], name[0].upper())}
    return f"[{''.join(sorted(letters))}](?i:{'|'.join(sorted(re.escape(name[1:]) for name in names))})"


def _hide_value(match: re.Match[str]) -> str:
    if match["tag"]:
        blank = not match["element"].strip() or match["element"] in ("null", "true", "false")
        return match[0] if blank else match["name"] + match["tag"] + mask_number(match["element"])
    value = match["value"]
    quote = value[0] if value[0] in "\"'" else ""
    inner = value.strip(quote) if quote else value
    if not inner or (not quote and inner in ("null", "true", "false")):
        return match[0]
    return f"{match['name']}{match['key']}{quote}{mask_number(inner)}{quote}"


def _resolve(match: re.Match[str]) -> str:
    digits = match[1] or match[2] or match[3]
    if not digits and not match[4]:
        return match[0]
    code = int(digits, 16) if digits else int(match[4])
    return chr(code) if code < 0xD800 else "\ufffd"


def _replace(match: re.Match[str]) -> str:
    if match["id"] or not (match["century"] or match["mark"].strip() or _is_checked(match)):
        return match[0]
    return f"{match['born']}{match['mark']}{HIDDEN}"


def _is_checked(match: re.Match[str]) -> bool:
    """Ten bare digits may be a telephone number: only those with a right check digit are taken for a person's."""
    digits = [int(digit) for digit in match["born"] + match["last"]]
    doubled = [digit * 2 if place % 2 == 0 else digit for place, digit in enumerate(digits)]
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0
