"""A date as it travels: an instant in 100 ns ticks, and the text that it came with, up to seven fraction digits."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

TICKS_PER_SECOND = 10_000_000
EARLIEST_YEAR, LATEST_YEAR = 1900, 2200
LAST_TICK = 2**62
"""Beyond any date, and fit for a 64-bit integer."""
SWEDEN = ZoneInfo("Europe/Stockholm")

_EPOCH = datetime(1970, 1, 1)
_EPOCH_DAY = _EPOCH.toordinal()
_TICKS_PER_HOUR = 3_600 * TICKS_PER_SECOND
_DAY, _WEEK = 24, 7 * 24
"""In hours."""
_LONGEST_OFFSET = 14 * 60
_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)"
    r"(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(?: ?(?:([Zz])|([+-])(\d\d)(?::?(\d\d))?))?)?",
    re.ASCII,
)
_CANONICAL = re.compile(
    r"((?:19|2[01])\d\d-\d\d-\d\dT(?!24)\d\d:\d\d:\d\d)(?:\.(\d{0,6}[1-9]))?(?:(Z)|([+-])(\d\d):(\d\d))?", re.ASCII
)
_MICROSOFT = re.compile(r"/Date\((-?\d{1,15})([+-]\d{4})?\)/", re.ASCII)


class Moment:
    """An instant: `ticks` of 100 ns since 1970-01-01T00:00:00Z, `text` as it is written on the wire.

    `note` is the code of an advice where the text alone did not name one instant
    (`doubled-hour`, `clock-moved-forward`), else None.
    """

    __slots__ = ("note", "text", "ticks")

    def __init__(self, ticks: int, text: str, note: str | None = None) -> None:
        self.ticks = ticks
        self.text = text
        self.note = note

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Moment) and (self.ticks, self.text) == (other.ticks, other.text)

    def __hash__(self) -> int:
        return hash(self.ticks)

    def __repr__(self) -> str:
        return f"Moment({self.text!r})"


def parse_moment(text: str) -> Moment:
    """Reads ISO 8601 (calendar date, time, fraction, offset) or `/Date(ms±zone)/`; ValueError for anything else.

    A text without an offset is Swedish wall clock.
    """
    text = text.strip(" \t\r\n")
    canonical = _CANONICAL.fullmatch(text)
    if canonical is None:
        return _parse_unusual(text)
    clock, fraction, zulu, sign, hours, minutes = canonical.groups()
    since = datetime.fromisoformat(clock) - _EPOCH
    local = (since.days * 86_400 + since.seconds) * TICKS_PER_SECOND + _fraction_ticks(fraction)
    return _at(local, text, zulu, sign, hours, minutes)


def _parse_unusual(text: str) -> Moment:
    """A spelling that is not the one that is written: parts left out, blanks, more digits, another century."""
    match = _ISO.fullmatch(text)
    if match is None:
        return _parse_microsoft(text)
    year, month, day, hour, minute, second, fraction, zulu, sign, off_hour, off_minute = match.groups()
    if not EARLIEST_YEAR <= int(year) <= LATEST_YEAR:
        raise ValueError("year")
    seconds = _seconds(int(hour or 0), int(minute or 0), int(second or 0))
    ticks = seconds * TICKS_PER_SECOND + _fraction_ticks(fraction)
    if seconds == 86_400 and ticks != seconds * TICKS_PER_SECOND:
        raise ValueError("hour")
    local = (date(int(year), int(month), int(day)).toordinal() - _EPOCH_DAY) * 86_400 * TICKS_PER_SECOND + ticks
    _check_year(local)
    return _at(local, None, zulu, sign, off_hour, off_minute)


def _at(
    local: int, text: str | None, zulu: str | None, sign: str | None, hours: str | None, minutes: str | None
) -> Moment:
    """The moment of a wall clock with its zone; `text` as it came, where it is to be written so."""
    if zulu:
        return Moment(local, text or _wall_text(local) + "Z")
    if sign:
        offset = int(hours or 0) * 60 + int(minutes or 0)
        if offset > _LONGEST_OFFSET or int(minutes or 0) > 59:
            raise ValueError("offset")
        offset = -offset if sign == "-" else offset
        return Moment(local - offset * 60 * TICKS_PER_SECOND, text or _wall_text(local) + _offset_text(offset))
    seconds, note = _swedish_offset(local)
    return Moment(local - seconds * TICKS_PER_SECOND, text or _wall_text(local), note)


def swedish_text(ticks: int) -> str:
    """The instant as Swedish wall clock with its offset: `2024-05-03T00:07:34.801+02:00`."""
    offset = _offset_at(ticks)
    return _wall_text(ticks + offset * TICKS_PER_SECOND) + _offset_text(offset // 60)


def answered(ticks: int) -> Moment:
    """The instant as answers say it: Swedish wall clock without an offset, save in the second of the doubled hours,
    which carries its offset so that it can be read back."""
    hour = ticks // _TICKS_PER_HOUR
    of_week = _offset_of_week(hour // _WEEK)
    if of_week is not None:
        return Moment(ticks, _wall_text(ticks + of_week * TICKS_PER_SECOND))
    offset = _offset_of_hour(hour)
    local = ticks + offset * TICKS_PER_SECOND
    first, _ = _swedish_offset(local)
    text = _wall_text(local)
    return Moment(ticks, text if first == offset else text + _offset_text(offset // 60))


def answered_if(ticks: int | None) -> Moment | None:
    """The same, where there is an instant."""
    return None if ticks is None else answered(ticks)


def utc_text(ticks: int) -> str:
    """The instant in UTC: `2024-05-02T22:07:34.801Z`."""
    return _wall_text(ticks) + "Z"


def ticks_of(instant: datetime) -> int:
    """Ticks of an aware datetime."""
    since = instant.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)
    return (since.days * 86_400 + since.seconds) * TICKS_PER_SECOND + since.microseconds * 10


def _check_year(local_ticks: int) -> None:
    """The last moment of the last year may have been rounded, or carried, beyond it."""
    if _instant(local_ticks).year > LATEST_YEAR:
        raise ValueError("year")


def _parse_microsoft(text: str) -> Moment:
    match = _MICROSOFT.fullmatch(text)
    if match is None:
        raise ValueError("not a date")
    ticks = int(match[1]) * (TICKS_PER_SECOND // 1000)
    written = swedish_text(ticks) if match[2] else utc_text(ticks)
    if not EARLIEST_YEAR <= int(written[:4]) <= LATEST_YEAR:
        raise ValueError("year")
    return Moment(ticks, written)


def _seconds(hour: int, minute: int, second: int) -> int:
    if minute > 59 or second > 59 or hour > 24 or (hour == 24 and (minute or second)):
        raise ValueError("time of day")
    return hour * 3600 + minute * 60 + second


def _fraction_ticks(fraction: str | None) -> int:
    if not fraction:
        return 0
    ticks = int(fraction[:7].ljust(7, "0"))
    return ticks + (fraction[7:8] >= "5")


def _instant(local_ticks: int) -> datetime:
    try:
        return _EPOCH + timedelta(seconds=local_ticks // TICKS_PER_SECOND)
    except OverflowError as error:
        raise ValueError("year") from error


def _swedish_offset(local: int) -> tuple[int, str | None]:
    """Offset in seconds of the Swedish wall clock, and the advice where it names no instant or two."""
    hour = local // _TICKS_PER_HOUR
    return _wall_offset_of_week(hour // _WEEK) or _wall_offset_of_hour(hour)


@lru_cache(4_096)
def _wall_offset_of_week(week: int) -> tuple[int, str | None] | None:
    """The same of a week, counted from 1970; None where the clock is changed in it, or on the day before or after. It
    has never been changed twice within so few days."""
    first, last = _wall_offset_of_hour(week * _WEEK - _DAY), _wall_offset_of_hour((week + 1) * _WEEK + _DAY)
    return first if first == last else None


@lru_cache(256)
def _wall_offset_of_hour(hour: int) -> tuple[int, str | None]:
    """The same of an hour. Since 1900 the clock has only ever been changed at full hours."""
    local = _instant(hour * _TICKS_PER_HOUR)
    first = SWEDEN.utcoffset(local.replace(tzinfo=SWEDEN))
    second = SWEDEN.utcoffset(local.replace(tzinfo=SWEDEN, fold=1))
    assert first is not None  # a ZoneInfo always answers for a datetime
    assert second is not None  # as above
    seconds = int(first.total_seconds())
    if first == second:
        return seconds, None
    return seconds, "doubled-hour" if first > second else "clock-moved-forward"


def _offset_at(ticks: int) -> int:
    """Offset in seconds of an instant."""
    hour = ticks // _TICKS_PER_HOUR
    of_week = _offset_of_week(hour // _WEEK)
    return _offset_of_hour(hour) if of_week is None else of_week


@lru_cache(4_096)
def _offset_of_week(week: int) -> int | None:
    """The same of a week in UTC, where the clock is changed neither in it nor on the day before or after."""
    first, last = _offset_of_hour(week * _WEEK - _DAY), _offset_of_hour((week + 1) * _WEEK + _DAY)
    return first if first == last else None


@lru_cache(256)
def _offset_of_hour(hour: int) -> int:
    offset = _instant(hour * _TICKS_PER_HOUR).replace(tzinfo=UTC).astimezone(SWEDEN).utcoffset()
    assert offset is not None  # as above
    return int(offset.total_seconds())


def _wall_text(local_ticks: int) -> str:
    fraction = local_ticks % TICKS_PER_SECOND
    text = _instant(local_ticks).isoformat()
    return f"{text}.{fraction:07d}".rstrip("0") if fraction else text


def _offset_text(minutes: int) -> str:
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
