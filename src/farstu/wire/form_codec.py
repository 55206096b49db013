"""Forms (`application/x-www-form-urlencoded`) as a format of requests; answers cannot take it."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl

from farstu.advice import Advice
from farstu.contract.model import ModelInfo
from farstu.texts import say, shortened
from farstu.wire.binding import binder
from farstu.wire.codecs import Codec, Reader, register
from farstu.wire.reading import DEPTH_LIMIT, NODE_LIMIT, Problem, Reading, TooLarge
from farstu.wire.text import decode_text
from farstu.wire.validation import validate
from farstu.wire.values import Entered, Members

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
            text = decode_text(body, charset)
            pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=NODE_LIMIT)
        except UnicodeDecodeError as error:
            return Reading(None, [Problem(body_name, say("error.encoding", place=error.start + 1))])
        except ValueError:
            raise TooLarge from None
        if not pairs:
            return Reading(None, [Problem(body_name, say("error.body_missing"))])
        root = _Branch()
        repeated = [name for name, value in pairs if not _place(root, name, value)]
        reading = bind(_node(root))
        reading.advice += [Advice("repeated-member", f"{body_name}.{shortened(name)}") for name in repeated[:100]]
        if reading.model is not None:
            validate(reading.model, body_name, reading)
        return reading

    return read


def _place(root: _Branch, name: str, value: str) -> bool:
    """Puts a value where its name says; False where parts of names stand where a value does, or the reverse: what came
    first then wins."""
    steps = [match[1] or match[2] for match in _STEP.finditer(name)] or [name]
    if len(steps) > 1 and steps[-1] == "":
        steps.pop()  # `x[]=a&x[]=b` is `x=a&x=b`
    if len(steps) > DEPTH_LIMIT:
        raise TooLarge
    branch = root
    for step in steps[:-1]:
        _, below = branch.children.setdefault(step.lower(), (step, _Branch()))
        if isinstance(below, list):
            return False
        branch = below
    _, values = branch.children.setdefault(steps[-1].lower(), (steps[-1], []))
    if isinstance(values, _Branch):
        return False
    values.append(value)
    return True


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
