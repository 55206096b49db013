"""Forms (`application/x-www-form-urlencoded`) as a format of requests; answers cannot take it."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice
from typing import Any

from farstu.advice import Advice
from farstu.contract.model import ModelInfo
from farstu.texts import say, shortened
from farstu.wire.binding import binder
from farstu.wire.codecs import Codec, Reader, register
from farstu.wire.reading import DEPTH_LIMIT, NODE_LIMIT, Problem, Reading, TooLarge
from farstu.wire.text import decode_text
from farstu.wire.validation import validate
from farstu.wire.values import Entered, Members

_ESCAPES = re.compile(rb"(?:%[0-9a-fA-F]{2}){1,1000}")
_MOST_STEPS = DEPTH_LIMIT + 2  # one may be an empty one at the end, one more is too many
_STEP = re.compile(r"(?:^|\.)([^.\[\]]+)|\[([^\[\]]*)\]")


class _Branch:
    """What stands under a part of a name, by that part in lower case, each with its own spelling: other parts, or the
    values."""

    def __init__(self) -> None:
        self.children: dict[str, tuple[str, _Branch | list[str]]] = {}


def form_reader(info: ModelInfo, body_name: str) -> Reader:
    """The reader of one model."""
    bind = binder(info, body_name)

    def read(body: bytes, charset: str) -> Reading:
        try:
            pairs = _pairs(decode_text(body, charset).encode())
        except UnicodeError as error:
            place = error.start + 1 if isinstance(error, UnicodeDecodeError) else 1
            return Reading(None, [Problem(body_name, say("error.encoding", place=place))])
        if not pairs:
            return Reading(None, [Problem(body_name, say("error.body_missing"))])
        tree = _Tree()
        repeated = [name for name, value in pairs if not tree.place(name, value)]
        reading = bind(_node(tree.root))
        reading.advice += [Advice("repeated-member", f"{body_name}.{shortened(name)}") for name in repeated[:100]]
        if reading.model is not None:
            validate(reading.model, body_name, reading)
        return reading

    return read


def _pairs(body: bytes) -> list[tuple[str, str]]:
    """Names and values, decoded. UnicodeDecodeError, TooLarge."""
    if body.count(b"&") >= NODE_LIMIT:
        raise TooLarge
    parts = [part.partition(b"=") for part in body.split(b"&") if part]
    return [(_decoded(name), _decoded(value)) for name, _, value in parts]


def _decoded(raw: bytes) -> str:
    raw = raw.replace(b"+", b" ")
    if b"%" in raw:
        raw = _ESCAPES.sub(lambda found: bytes.fromhex(found[0].replace(b"%", b"").decode()), raw)
    return raw.decode()


class _Tree:
    """All values of a form, put where their names say."""

    def __init__(self) -> None:
        self.root = _Branch()
        self.nodes = 0

    def place(self, name: str, value: str) -> bool:
        """Puts a value where its name says; False where parts of names stand where a value does, or the reverse: what
        came first then wins. TooLarge."""
        steps = [match[1] or match[2] for match in islice(_STEP.finditer(name), _MOST_STEPS)] or [name]
        if len(steps) > 1 and steps[-1] == "":
            steps.pop()  # `x[]=a&x[]=b` is `x=a&x=b`
        if len(steps) > DEPTH_LIMIT:
            raise TooLarge
        branch = self.root
        for step in steps[:-1]:
            below = self._below(branch, step, _Branch)
            if isinstance(below, list):
                return False
            branch = below
        values = self._below(branch, steps[-1], list)
        if isinstance(values, _Branch):
            return False
        values.append(value)
        return True

    def _below(self, branch: _Branch, step: str, make: Callable[[], _Branch | list[str]]) -> _Branch | list[str]:
        """What stands under a part of a name, made where nothing does."""
        folded = step.lower()
        if folded not in branch.children:
            self.nodes += 1
            if self.nodes > NODE_LIMIT:
                raise TooLarge
            branch.children[folded] = (step, make())
        return branch.children[folded][1]


def _node(branch: _Branch) -> Any:
    """The branch as the binder reads it: a list where every part is a number."""
    made = [
        (name, _value(below) if isinstance(below, list) else _node(below)) for name, below in branch.children.values()
    ]
    if made and all(name.isascii() and name.isdigit() for name, _ in made):
        return [value for _, value in sorted(made, key=lambda item: int(item[0][:9]))]
    return Members(made)


def _value(sent: list[str]) -> Entered | None:
    """The first value under a name; blank ones are null."""
    return Entered(sent) if len(sent) > 1 or sent[0].strip() else None


register(Codec(("application/x-www-form-urlencoded",), form_reader, None, None, order=2))
