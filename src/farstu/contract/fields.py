"""What can be said of a member beside its type: `Annotated[str | None, about(en=…, sv=…), Length(0, 100)]`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from farstu.contract.origin import Origin

DEFAULT_TEXT_LIMIT = 4_000
DEFAULT_ITEM_LIMIT = 1_000


class Kind(StrEnum):
    """What a member holds."""

    TEXT = "text"
    INTEGER = "integer"
    """A whole number of 32 bits."""
    LONG = "long"
    """A whole number of 64 bits."""
    DECIMAL = "decimal"
    """A decimal number that keeps its scale: `5.50`."""
    DOUBLE = "double"
    """A decimal number of 64 bits, which may be no number."""
    BOOLEAN = "boolean"
    DATE = "date"
    ENUM = "enum"
    MODEL = "model"
    COLLECTION = "collection"


NUMBERS = frozenset({Kind.INTEGER, Kind.LONG, Kind.DECIMAL, Kind.DOUBLE})


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
    origin: Origin = Origin.DOCUMENTED


@dataclass(frozen=True, slots=True)
class Between:
    """Between which whole numbers a number of any kind must lie, both ends included."""

    least: int
    most: int
    origin: Origin = Origin.DOCUMENTED


@dataclass(frozen=True, slots=True)
class Items:
    """How many items a collection may have."""

    most: int
    origin: Origin = Origin.DOCUMENTED


@dataclass(frozen=True, slots=True)
class OneOf:
    """At least one member of the group must be given."""

    group: str


@dataclass(frozen=True, slots=True)
class Wire:
    """The name as the reference spells it, where it does not follow from ours."""

    name: str


@dataclass(frozen=True, slots=True)
class BaseClass:
    """The class of the reference that declares the member is a base class of the model: such members come first in
    XML, the uppermost class's before all. `level` counts the classes up from the model's own; `namespace` is that
    class's, where it is not the model's."""

    level: int = 1
    namespace: str | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """What the documentation's examples send: a value, the id that the demo calls `id`, or midnight so many `days` from
    now; none of them: left out."""

    value: Any = None
    id: str | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Deprecated:
    """There for clients that have it already. `instead` is what new ones use, `since` when that was said, where it is
    known."""

    instead: str
    since: str | None = None


@dataclass(frozen=True, slots=True)
class Flag:
    """A fact of a member that needs no value."""

    name: str


NOT_SHOWN = Shown()
"""Left out of the examples: another member says the same."""
ID = Length(1, 40)
"""An id in a body. A blank one is read as left out."""
LEADS = Flag("leads")
"""Comes first in the models that are derived from this one, before their own members."""
REQUIRED = Flag("required")
"""The member must be sent, and not blank."""
PERSONAL_NUMBER = Flag("personal number")
"""Masked wherever a person may read it."""
LONG = Flag("long")
"""The whole number has 64 bits."""
IN_BASE_CLASS = BaseClass()
"""Declared by a base class of the model's own namespace."""


@dataclass(frozen=True, slots=True)
class Field:
    """A member as everything else reads it.

    `name` is ours, `wire` the reference's (`MeetingId`), `json` the key in JSON (`meetingId`). `type` is the Python
    type of the value, or of one item of a collection; `item` is such an item as a member of its own. `nullable`: null
    is a value. A member that is `required` is declared without a default or flagged `REQUIRED`. `namespace` is that of
    the declaring class where it is not the model's.
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
    base_level: int = 0
    namespace: str | None = None
    is_id: bool = False
    origin: Origin = Origin.DOCUMENTED
    shown: Shown | None = None
    deprecated: Deprecated | None = None
    item: Field | None = None

    @property
    def holds(self) -> Kind:
        """The kind of the value, or of one item of a collection."""
        return self.item.kind if self.item else self.kind
