"""Personal numbers are never shown: `19900101-2384` becomes `19900101-****`, wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_ID = re.compile(r"[A-Z]{3}[0-9A-Fa-f]{32}|[0-9a-f]{32}")
_NUMBER = re.compile(
    rf"(?P<id>{_ID.pattern})"
    r"|(?<!\d)(?P<born>(?P<century>18|19|20)?\d\d(?:0[1-9]|1[0-2])(?:[06][1-9]|[1278]\d|[39][01]))"
    r"(?P<mark>[-+ \u2010-\u2015]?)(?P<last>\d{4})(?!\d)"
)
_RUN = re.compile(rb"000000-?0000")
_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
_JSON, _XML, _PATH = ('":', '"'), ("</", ">"), ("/", "/")
"""How members end, and what stands before a value. Neither is in a number, so that none is cut in two."""
_DIGITS, _MARKS, _ESCAPES = b"0123456789", b"-+ ", b"\\%&\x00"
_NO_DIGITS = bytes((*range(0x80, 0xC6), 0xE2))
"""Bytes of characters that are no digits: those of Latin letters, and of dashes and quotes. They are passed over."""
_SHAPE = bytes(
    0x30 if byte in _DIGITS else 0x2D if byte in _MARKS else 1 if byte >= 0x80 or byte in _ESCAPES else byte
    for byte in range(256)
)
_SHAPES = (b"0000000000", b"000000-0000")
_SHORTEST = len(_SHAPES[0])
_UNSURE = b"\x01"
_KNOWN = bytes(range(0x80)) + _NO_DIGITS
_PLACES = bytes(0x30 if byte in _DIGITS else 0x2D if byte in b"-+ ?" else byte for byte in range(256))
"""For a text that has a byte for each character, of which `?` may be a dash."""
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
    if len(text) < _SHORTEST or not _shows_run(places := _places(text)):
        return text
    end, before = _PATH if text[0] == "/" else _JSON if _JSON[0] in text else _XML
    parts, at = [], 0
    for run in _RUN.finditer(places):
        if run.start() < at:
            continue
        known = _ID.match(text, text.rfind(before, at, run.start()) + 1)
        if known and known.end() > run.start():
            continue
        begin, over = max(at, text.rfind(end, at, run.start())), text.find(end, run.end())
        over = len(text) if over < 0 else over
        parts += [text[at:begin], _NUMBER.sub(_replace, text[begin:over])]
        at = over
    return "".join([*parts, text[at:]]) if parts else text


def _places(text: str) -> bytes:
    """The shape of a text: a byte for each character, every digit and mark the same. A pattern of plain bytes is
    found in it in a fraction of the time that one of classes of characters takes in the text."""
    if not text.isascii() and text.encode("utf-8", "surrogatepass").translate(None, _KNOWN):
        text = _FOREIGN_DIGIT.sub("0", text)
    return text.encode("ascii", "replace").translate(_PLACES)


def _shows_run(shape: bytes) -> bool:
    """Whether as many digits stand together as a number has."""
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
        shape = body.translate(_SHAPE, _NO_DIGITS)
        if _UNSURE in shape:
            return False
        if _shows_run(shape) and _shows_run(_OUR_ID.sub(b"", body).translate(_SHAPE, _NO_DIGITS)):
            return False
        return not self._named(body.lower())

    def __call__(self, text: str) -> str:
        masked = self._masked(text)
        if (plain := resolved(masked)) is not masked:
            again = self._masked(plain)
            masked = masked if again == plain else again
        return masked

    def _masked(self, text: str) -> str:
        parts, at = [], 0
        for begin in self._named(text.encode("ascii", "replace").lower()):
            member = self._member.match(text, begin) if begin >= at else None
            if member:
                parts += [text[at:begin], _hide_value(member)]
                at = member.end()
        return mask_text("".join([*parts, text[at:]]) if parts else text)

    def _named(self, lowered: bytes) -> list[int]:
        """Where such members may begin, in order."""
        found = []
        for name in self._names_as_bytes:
            place = lowered.find(name)
            while place >= 0:
                found.append(place)
                place = lowered.find(name, place + 1)
        return sorted(found)


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
