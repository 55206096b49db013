"""What can be said of a member beside its type: `Annotated[str | None, about(en=…, sv=…), Length(0, 100)]`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

DEFAULT_TEXT_LIMIT = 4_000


class Kind(StrEnum):
    """What a member holds."""

    TEXT = "text"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    DATE = "date"
    ENUM = "enum"
    MODEL = "model"
    COLLECTION = "collection"


@dataclass(frozen=True, slots=True)
class About:
    """A description in both languages."""

    en: str
    sv: str


def about(*, en: str, sv: str) -> About:
    """The description of a member, a parameter, a model or an operation."""
    return About(en, sv)


@dataclass(frozen=True, slots=True)
class Length:
    """How many characters a text may have, both ends included."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Between:
    """Between which whole numbers a number must lie, both ends included."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Items:
    """How many items a collection may have."""

    most: int


@dataclass(frozen=True, slots=True)
class OneOf:
    """At least one member of the group must be given."""

    group: str


@dataclass(frozen=True, slots=True)
class Wire:
    """The name as the reference spells it, where it does not follow from ours."""

    name: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What the documentation's examples send: a value, or the id that the demo calls `id`; neither: left out."""

    value: Any = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Flag:
    """A fact of a member that needs no value."""

    name: str


NOT_SHOWN = Shown()
"""Left out of the examples: another member says the same."""
ID = Length(1, 40)
"""An id in a body. A blank one is read as left out."""
REQUIRED = Flag("required")
"""The member must be sent, and not blank."""
PERSONAL_NUMBER = Flag("personal number")
"""Masked wherever a person may read it."""
IN_BASE_CLASS = Flag("base class")
"""Declared by a base class in the reference: comes first in XML, last in JSON."""


@dataclass(frozen=True, slots=True)
class Field:
    """A member as everything else reads it.

    `name` is ours, `wire` the reference's (`MeetingId`), `json` the key in JSON (`meetingId`). `type` is the Python
    type of the value, or of one item of a collection. `nullable`: null is a value. A member that is `required` is
    declared without a default or flagged `REQUIRED`.
    """

    name: str
    wire: str
    json: str
    kind: Kind
    type: type
    nullable: bool
    required: bool
    default: Any
    about: About
    length: Length | None = None
    between: Between | None = None
    items: Items | None = None
    one_of: str | None = None
    personal_number: bool = False
    in_base_class: bool = False
    is_id: bool = False
    shown: Shown | None = None
