"""A story: a readable file that plays a course of events, step by step, through the interface's own operations."""

from __future__ import annotations

import re
from importlib import resources
from typing import Any, NoReturn

import msgspec

from farstu.refusals import NOT_FOUND, Refused, invalid
from farstu.sandbox.faults import member_of
from farstu.texts import Text, say, shortened
from farstu.texts.masking import mask_text

MOST_STEPS = 500
SUFFIX = ".yaml"
_CALL = re.compile(r"(GET|POST|PUT|DELETE) /?(\S+)")
_STEP = re.compile(r"steps\[(\d+)\]")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_TOLD = str | dict[str, str]


class Expect(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an answer has to be: its status (else any below 400), members that its body has, a text that it contains."""

    status: int | None = None
    body: Any = msgspec.UNSET
    text: str | None = None


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One call, one order to the clock, or a reset; what is expected of the answer, and what is captured from it, by
    names that later steps use."""

    say: _TOLD = ""
    call: str | None = None
    headers: dict[str, str] = {}
    body: Any = msgspec.UNSET
    clock: dict[str, Any] | None = None
    reset: bool = False
    expect: Expect = Expect()
    capture: dict[str, str] = {}

    @property
    def request(self) -> tuple[str, str, Any]:
        """Method, path and body."""
        if self.call is not None:
            method, _, path = self.call.partition(" ")
            return method, f"/{path.strip().lstrip('/')}", self.body
        if self.clock is not None:
            return "PUT", "/_farstu/sandbox/{customerId}/clock", self.clock
        return "POST", "/_farstu/sandbox/{customerId}/reset", msgspec.UNSET


class Story(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What it is called, names to begin with, and its steps."""

    story: _TOLD
    steps: list[Step]
    names: dict[str, str] = {}


def read_story(text: bytes) -> Story:
    """A story from YAML. Refused with 400 under `story`, naming the step and the member."""
    from farstu.sandbox.plain_yaml import NoYaml, load

    try:
        tree = load(text)
    except NoYaml as error:
        raise _bad(say("error.story_yaml", line=error.line)) from None
    try:
        story = msgspec.convert(tree, Story)
    except msgspec.ValidationError as error:
        _refuse(error)
    _check(story)
    return story


def told(text: _TOLD, language: str) -> str:
    """A sentence of a story in a language, or in the one that it has."""
    if isinstance(text, str):
        return text
    return text.get(language) or next(iter(text.values()), "")


def shipped() -> dict[str, bytes]:
    """The stories that come along, by name."""
    files = (resources.files(__package__) / "stories").iterdir()
    return {file.name.removesuffix(SUFFIX): file.read_bytes() for file in sorted(files, key=lambda file: file.name)}


def shipped_one(name: str) -> bytes:
    """Refused with 404 where none is called so."""
    found = shipped()
    if name not in found:
        shown = shortened(mask_text(name), 40)
        raise Refused(404, NOT_FOUND, say("not_found.story", value=shown, known=", ".join(found)))
    return found[name]


def _check(story: Story) -> None:
    if not 0 < len(story.steps) <= MOST_STEPS:
        raise _bad(say("error.story_steps", most=MOST_STEPS))
    for number, step in enumerate(story.steps, start=1):
        if sum((step.call is not None, step.clock is not None, step.reset)) != 1:
            raise _bad(say("error.story_kinds", step=number))
        if step.call is not None and not _CALL.fullmatch(step.call):
            raise _bad(say("error.story_member", step=number, member="call"))
        if not all(map(_NAME.fullmatch, step.capture)):
            raise _bad(say("error.story_member", step=number, member="capture"))


def _refuse(error: msgspec.ValidationError) -> NoReturn:
    member, step = member_of(error, "story"), _STEP.search(str(error))
    if step is None:
        raise _bad(say("error.story_top", member=member)) from None
    raise _bad(say("error.story_member", step=int(step[1]) + 1, member=member)) from None


def _bad(why: Text) -> Refused:
    return invalid(("story", why))
