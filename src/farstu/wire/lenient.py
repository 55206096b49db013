"""Reads JSON as forgivingly as the reference does, and keeps what a strict reader loses.

Single quotes, names without quotes, comments, trailing commas and raw line breaks in texts are read; numbers keep their
digits and repeated names all stay. What is not a value at all is left as a bare word for the member to refuse.
"""

from __future__ import annotations

import re
from typing import Any, NoReturn

from farstu.texts import Text, say
from farstu.texts.masking import mask_text
from farstu.wire.reading import DEPTH_LIMIT, NODE_LIMIT, TooLarge
from farstu.wire.values import Bare, Members

_BLANK = re.compile(r"(?:[ \t\r\n\f\v\u00a0\ufeff]++|(?>/\*.*?\*/)|//[^\r\n]*+)*+", re.DOTALL)
_STRING = {
    '"': re.compile(r'"([^"\\]*+(?:\\.[^"\\]*+)*+)"', re.DOTALL),
    "'": re.compile(r"'([^'\\]*+(?:\\.[^'\\]*+)*+)'", re.DOTALL),
}
_NOT_IN_JSON = re.compile(r"[\x00-\x1f]|(?<!\\)(?:\\\\)*\\'")
_NAME = re.compile(r"[\w$]+")
_PLAIN_TEXT = r'"([^"\\\x00-\x1f]*+)"'
_PLAIN_MEMBER = rf"[ \t\r\n]*+{_PLAIN_TEXT}[ \t\r\n]*+:[ \t\r\n]*+(?:{_PLAIN_TEXT}|([\w.+-]++))(?=[ \t\r\n]*+[,}}])"
_FIRST_MEMBER, _NEXT_MEMBER = re.compile(_PLAIN_MEMBER), re.compile(rf"[ \t\r\n]*+,{_PLAIN_MEMBER}")
_BARE = re.compile(r"""[^\s,:{}\[\]"'/]+""")
_STRICT_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_PLAIN_ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", '"': '"', "'": "'", "\\": "\\", "/": "/"}
_WORDS = {"null": None, "true": True, "false": False}


class NotJson(Exception):
    """The text breaks off or makes no sense. `path` is the member that was being read, or empty."""

    def __init__(self, path: str, text: Text) -> None:
        self.path = path
        self.text = text


def read_json(text: str) -> tuple[Any, bool]:
    """The tree of values, and whether the text kept to the rules of JSON. NotJson, TooLarge.

    An empty text is None, as null is.
    """
    reader = _Reader(text)
    return reader.document(), reader.strict


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.depth = 0
        self.nodes = 0
        self.strict = True
        self.path: list[str] = []

    def document(self) -> Any:
        self._blank()
        if self.at == len(self.text):
            return None
        value = self._value()
        self._blank()
        if self.at < len(self.text):
            self.path.clear()
            self._fail("error.json_more")
        return value

    def _value(self) -> Any:
        self.nodes += 1
        if self.nodes > NODE_LIMIT:
            raise TooLarge
        match self._peek():
            case "{":
                return self._object()
            case "[":
                return self._array()
            case '"' | "'" as quote:
                return self._string(quote)
        return self._bare()

    def _object(self) -> Members:
        self._enter()
        pairs: list[tuple[str, Any]] = []
        self._plain_members(pairs)
        while (mark := self._next_item("}", bool(pairs))) != "}":
            name = self._string(mark) if mark in _STRING else self._unquoted_name()
            self._blank()
            if self._peek() != ":":
                self._fail("error.json_colon")
            self.at += 1
            self._blank()
            self._enter_member(name)
            pairs.append((name, self._value()))
            self._blank()
            if self._peek() not in (",", "}"):
                self._fail("error.json_end" if self.at >= len(self.text) else "error.json_unexpected")
            self._leave_member()
            self._plain_members(pairs)
        self.depth -= 1
        return Members(pairs)

    def _plain_members(self, pairs: list[tuple[str, Any]]) -> None:
        """Reads on as long as there are members that hold a plain text, a number or a word."""
        match = _NEXT_MEMBER.match if pairs else _FIRST_MEMBER.match
        while self.nodes <= NODE_LIMIT and (found := match(self.text, self.at)):
            name, text, bare = found.groups()
            pairs.append((name, self._meaning(bare) if text is None else text))
            self.nodes += 1
            self.at = found.end()
            match = _NEXT_MEMBER.match
        if self.nodes > NODE_LIMIT:
            raise TooLarge
        if pairs:
            self._blank()
            self._enter_member(pairs[-1][0])
            self._leave_member()

    def _enter_member(self, name: str) -> None:
        self.path.append(name if not self.path else f".{name}")

    def _leave_member(self) -> None:
        """A second comma is still the fault of the member before it."""
        following = self.at + 1
        if self._peek() == "," and self.text[following : following + 1] == ",":
            self.at = following
            self._fail("error.json_unexpected")
        self.path.pop()

    def _array(self) -> list[Any]:
        self._enter()
        items: list[Any] = []
        while self._next_item("]", bool(items)) != "]":
            self.path.append(f"[{len(items)}]")
            items.append(self._value())
            self.path.pop()
            self._blank()
            if self._peek() not in (",", "]"):
                self._fail("error.json_end" if self.at >= len(self.text) else "error.json_unexpected")
        self.depth -= 1
        return items

    def _next_item(self, end: str, later: bool) -> str:
        """Moves past the comma to what follows; answers its first character, past it where it is the end."""
        self._blank()
        if later and self._peek() == ",":
            self.at += 1
            self._blank()
            if self._peek() == end:
                self.strict = False
        mark = self._peek()
        if mark == end:
            self.at += 1
        elif mark in ("", ","):
            self._fail("error.json_unexpected" if mark else "error.json_end")
        return mark

    def _unquoted_name(self) -> str:
        found = _NAME.match(self.text, self.at)
        if found is None:
            self._fail("error.json_name")
        self.strict = False
        self.at = found.end()
        return found[0]

    def _string(self, quote: str) -> str:
        found = _STRING[quote].match(self.text, self.at)
        if found is None:
            self._fail("error.json_string")
        text = found[1]
        if quote == "'" or _NOT_IN_JSON.search(text):
            self.strict = False
        if "\\" in text:
            text = self._unescaped(text)
        self.at = found.end()
        return text

    def _unescaped(self, text: str) -> str:
        plain = _ESCAPE.sub(self._escape, text)
        if re.search("[\ud800-\udbff][\udc00-\udfff]", plain):
            plain = plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
        return plain

    def _escape(self, match: re.Match[str]) -> str:
        if match[1]:
            return chr(int(match[1], 16))
        if match[2] not in _PLAIN_ESCAPES:
            self._fail("error.json_escape")
        return _PLAIN_ESCAPES[match[2]]

    def _bare(self) -> Any:
        found = _BARE.match(self.text, self.at)
        if found is None:
            self._fail("error.json_end" if self.at >= len(self.text) else "error.json_unexpected")
        self.at = found.end()
        return self._meaning(found[0])

    def _meaning(self, bare: str) -> Any:
        if bare in _WORDS:
            return _WORDS[bare]
        if not _STRICT_NUMBER.fullmatch(bare):
            self.strict = False
        return Bare(bare)

    def _enter(self) -> None:
        self.at += 1
        self.depth += 1
        if self.depth > DEPTH_LIMIT:
            self.path.clear()
            self._fail("error.json_deep")

    def _blank(self) -> None:
        found = _BLANK.match(self.text, self.at)
        assert found is not None  # the pattern matches the empty text too
        if found[0].strip(" \t\r\n"):
            self.strict = False
        self.at = found.end()

    def _peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def _fail(self, key: str) -> NoReturn:
        near = mask_text(self.text[self.at : self.at + 40])[:12].split("\n")[0]
        line = self.text.count("\n", 0, self.at) + 1
        column = self.at - self.text.rfind("\n", 0, self.at)
        raise NotJson("".join(self.path), say(key, line=line, column=column, near=near))
