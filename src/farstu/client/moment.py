"""A date as it travels: the text itself, so that nothing is ever rounded."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo


class Moment:
    """A date as it is written on the wire, to the last digit of its fraction.

    Two moments are the same where their texts are. A text without an offset is Swedish wall clock.
    """

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    @classmethod
    def of(cls, instant: datetime) -> Moment:
        """The moment that a datetime names; one without a time zone is Swedish wall clock."""
        return cls(instant.isoformat())

    def to_datetime(self) -> datetime:
        """The instant, with its time zone, cut off after the microseconds, which is all that a datetime holds.
        ValueError where the text is no date of the years 1 to 9999."""
        read = datetime.fromisoformat(self.text)
        return read if read.tzinfo else read.replace(tzinfo=ZoneInfo("Europe/Stockholm"))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Moment) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __repr__(self) -> str:
        return f"Moment({self.text!r})"
