"""Dates: which texts are read, as which instant, and how they are written again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farstu.contract.moment import SWEDEN, TICKS_PER_SECOND, Moment, parse_moment, swedish_text, ticks_of, utc_text
from tests.support.effort import examples

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST, LAST = datetime(1900, 1, 2), datetime(2200, 12, 30)
WALL_CLOCKS = st.datetimes(datetime(1900, 1, 1), datetime(2200, 12, 31, 23, 59, 58)).map(
    lambda local: local.replace(fold=0)
)
FRACTIONS = st.one_of(st.just(""), st.from_regex(r"\.[0-9]{1,12}", fullmatch=True))
OFFSETS = st.one_of(
    st.just(""), st.just("Z"), st.just("z"),
    st.builds(
        lambda sign, minutes, colon: f"{sign}{minutes // 60:02d}{colon}{minutes % 60:02d}",
        st.sampled_from("+-"), st.integers(0, 14 * 60), st.sampled_from(["", ":"]),
    ),
)  # fmt: skip
INSTANTS = st.integers(ticks_of(FIRST.replace(tzinfo=UTC)), ticks_of(LAST.replace(tzinfo=UTC)))


def ticks(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0, rest: int = 0) -> int:
    """Ticks of a moment in UTC, counted by the standard library."""
    since = datetime(year, month, day, hour, minute, second, tzinfo=UTC) - EPOCH
    return (since.days * 86_400 + since.seconds) * TICKS_PER_SECOND + rest


def read(text: str) -> Moment | None:
    """The moment, or None where the text is refused."""
    try:
        return parse_moment(text)
    except ValueError:
        return None


@pytest.mark.parametrize(
    ("text", "written", "instant"),
    [
        ("2024-05-03", "2024-05-03T00:00:00", ticks(2024, 5, 2, 22)),
        ("2024-05-03T00:07", "2024-05-03T00:07:00", ticks(2024, 5, 2, 22, 7)),
        ("2024-05-03 00:07", "2024-05-03T00:07:00", ticks(2024, 5, 2, 22, 7)),
        ("2024-05-03T00:07:34", "2024-05-03T00:07:34", ticks(2024, 5, 2, 22, 7, 34)),
        ("2024-05-03 00:07:34", "2024-05-03T00:07:34", ticks(2024, 5, 2, 22, 7, 34)),
        ("2024-05-03t00:07:34z", "2024-05-03T00:07:34Z", ticks(2024, 5, 3, 0, 7, 34)),
        (" \t2024-05-03T00:07:34\r\n", "2024-05-03T00:07:34", ticks(2024, 5, 2, 22, 7, 34)),
        ("2024-12-24T15:00:00-05:00", "2024-12-24T15:00:00-05:00", ticks(2024, 12, 24, 20)),
        ("2024-05-03T00:07:34+02:00", "2024-05-03T00:07:34+02:00", ticks(2024, 5, 2, 22, 7, 34)),
        ("2024-05-03T00:07:34+0200", "2024-05-03T00:07:34+02:00", ticks(2024, 5, 2, 22, 7, 34)),
        ("2024-05-03T00:07:34+02", "2024-05-03T00:07:34+02:00", ticks(2024, 5, 2, 22, 7, 34)),
        ("2024-05-03T00:07:34 +02:00", "2024-05-03T00:07:34+02:00", ticks(2024, 5, 2, 22, 7, 34)),
        ("2024-05-03T00:07:34 Z", "2024-05-03T00:07:34Z", ticks(2024, 5, 3, 0, 7, 34)),
        ("2024-05-03T00:07Z", "2024-05-03T00:07:00Z", ticks(2024, 5, 3, 0, 7)),
        ("2024-05-03T00:07+02:00", "2024-05-03T00:07:00+02:00", ticks(2024, 5, 2, 22, 7)),
        ("2024-05-03T00:07+0200", "2024-05-03T00:07:00+02:00", ticks(2024, 5, 2, 22, 7)),
        ("2024-05-03T00:07-02:30", "2024-05-03T00:07:00-02:30", ticks(2024, 5, 3, 2, 37)),
        ("2024-05-03T00:00:00+14:00", "2024-05-03T00:00:00+14:00", ticks(2024, 5, 2, 10)),
        ("2024-05-03T00:00:00-14:00", "2024-05-03T00:00:00-14:00", ticks(2024, 5, 3, 14)),
        ("2024-02-29", "2024-02-29T00:00:00", ticks(2024, 2, 28, 23)),
        ("1900-01-01T00:00:00Z", "1900-01-01T00:00:00Z", ticks(1900, 1, 1)),
        ("2200-12-31T23:59:59Z", "2200-12-31T23:59:59Z", ticks(2200, 12, 31, 23, 59, 59)),
        ("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.5Z", -5_000_000),
    ],
)
def test_a_date_is_read_and_written_in_one_form(text: str, written: str, instant: int) -> None:
    moment = parse_moment(text)
    assert (moment.text, moment.ticks, moment.note) == (written, instant, None)


def test_an_offset_of_whole_hours_after_minutes_is_written_out_in_full() -> None:
    assert parse_moment("2024-05-03T00:07+02").text == "2024-05-03T00:07:00+02:00"


@pytest.mark.parametrize(
    ("fraction", "rest", "written"),
    [
        (".8013926", 8_013_926, ".8013926"),
        (".1", 1_000_000, ".1"),
        (".10", 1_000_000, ".1"),
        (".0000001", 1, ".0000001"),
        (".0000000", 0, ""),
        (".0", 0, ""),
        (".80139264", 8_013_926, ".8013926"),
        (".80139265", 8_013_927, ".8013927"),
        (".80139264999", 8_013_926, ".8013926"),
        (".00000004", 0, ""),
        (".00000005", 1, ".0000001"),
        (".1999999999999", 2_000_000, ".2"),
    ],
)
@pytest.mark.parametrize("offset", ["", "Z", "+02:00"])
def test_seven_digits_are_kept_and_the_eighth_rounds(fraction: str, rest: int, written: str, offset: str) -> None:
    moment = parse_moment(f"2024-05-03T00:07:34{fraction}{offset}")
    assert moment.text == f"2024-05-03T00:07:34{written}{offset}"
    assert moment.ticks % TICKS_PER_SECOND == rest


def test_rounding_carries_over_the_year() -> None:
    assert parse_moment("2024-12-31T23:59:59.99999995Z").text == "2025-01-01T00:00:00Z"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2024-05-03T24:00:00", "2024-05-04T00:00:00"),
        ("2024-05-03T24:00", "2024-05-04T00:00:00"),
        ("2024-05-03 24:00:00.000", "2024-05-04T00:00:00"),
        ("2024-12-31T24:00:00Z", "2025-01-01T00:00:00Z"),
        ("2024-02-28T24:00:00+01:00", "2024-02-29T00:00:00+01:00"),
    ],
)
def test_hour_24_is_the_next_midnight(text: str, written: str) -> None:
    assert parse_moment(text) == parse_moment(written)
    assert parse_moment(text).text == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("/Date(0)/", "1970-01-01T00:00:00Z"),
        ("/Date(1714687654801)/", "2024-05-02T22:07:34.801Z"),
        ("/Date(1714687654801+0200)/", "2024-05-03T00:07:34.801+02:00"),
        ("/Date(1714687654801-0500)/", "2024-05-03T00:07:34.801+02:00"),
        ("/Date(1734998400000+0000)/", "2024-12-24T01:00:00+01:00"),
        ("/Date(-1)/", "1969-12-31T23:59:59.999Z"),
        (" /Date(-2208988800000)/ ", "1900-01-01T00:00:00Z"),
    ],
)
def test_milliseconds_are_read_and_a_zone_means_swedish_time(text: str, written: str) -> None:
    assert parse_moment(text).text == written
    assert parse_moment(text).ticks == parse_moment(written).ticks


@pytest.mark.parametrize(
    "text",
    ["", " ", "x", "NaN", "2024", "2024-05", "20240503", "2024-5-3", "2024/05/03", "05/03/2024", "03.05.2024",
     "May 3, 2024", "3 maj 2024", "Fri, 03 May 2024 00:07:34 GMT", "00:07", "2024-123", "2024-W18-5", "24-05-03",
     "12024-05-03", "-2024-05-03", "2024-02-30", "2023-02-29", "2024-13-01", "2024-00-01", "2024-01-00", "2024-01-32",
     "2024-05-03T", "2024-05-03T1:02:03", "2024-05-03T01", "2024-05-03T01:2", "2024-05-03T01:02:3", "2024-05-03T23:60",
     "2024-05-03T23:59:60", "2024-05-03T24:00:01", "2024-05-03T24:01", "2024-05-03T24:00:00.1",
     "2024-05-03T24:00:00.00000006", "2024-05-03T25:00", "2024-05-03T00:07:34,5", "2024-05-03T00:07:34.",
     "2024-05-03T00:07:34.x", "2024-05-03Z", "2024-05-03+02:00", "2024-05-03  00:07:34", "2024-05-03T00:07:34  Z",
     "2024-05-03T00:07:34+02:00Z", "2024-05-03T00:07:34Z+02:00", "2024-05-03T00:07:34+2:00", "2024-05-03T00:07:34+020",
     "2024-05-03T00:07:34+02:60", "2024-05-03T00:07:34+14:01", "2024-05-03T00:07:34-14:30", "2024-05-03T00:07:34+15:00",
     "2024-05-03T00:07:34\u221202:00", "2024-05-03T00:07:34 UTC", "2024-05-03T00:07:34 CET", "2024-05-03T\n00:07:34",
     "\u0662\u0660\u0662\u0664-05-03", "\u00a02024-05-03", "2024-05-03T00:07:34\x00",
     "1899-12-31", "1899-12-31T23:59:59Z", "2201-01-01", "0001-01-01T00:00:00", "9999-12-31T23:59:59",
     "/Date()/", "/Date(x)/", "/Date(1)", "Date(1)", "/Date(1+02:00)/", "/Date(1+2)/", "/Date(+1)/", "/date(1)/",
     "/Date(1.5)/", "/Date(1)//", "/Date(-2208988800001)/", "/Date(7289654400000)/", "/Date(999999999999999)/",
     "/Date(-999999999999999)/", "/Date(9999999999999999)/"],
)  # fmt: skip
def test_what_is_no_date_between_1900_and_2200_is_refused(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize("text", ["2200-12-31T24:00:00", "2200-12-31T23:59:59.99999995Z", "2200-12-31T24:00+01:00"])
def test_a_date_that_is_carried_beyond_the_last_year_is_refused(text: str) -> None:
    assert read(text) is None


def test_the_hour_that_comes_twice_is_the_first_one() -> None:
    doubled = parse_moment("2024-10-27T02:30:00")
    assert (doubled.ticks, doubled.note) == (ticks(2024, 10, 27, 0, 30), "doubled-hour")
    notes = [parse_moment(f"2024-10-27T{text}").note for text in ("01:59:59", "02:00", "02:59:59.9999999", "03:00")]
    assert notes == [None, "doubled-hour", "doubled-hour", None]


def test_the_hour_that_is_left_out_is_moved_forward() -> None:
    gap = parse_moment("2024-03-31T02:30:00")
    assert (gap.ticks, gap.note, gap.text) == (ticks(2024, 3, 31, 1, 30), "clock-moved-forward", "2024-03-31T02:30:00")
    assert swedish_text(gap.ticks) == "2024-03-31T03:30:00+02:00"
    notes = [parse_moment(f"2024-03-31T{text}").note for text in ("01:59:59", "02:00", "02:59:59", "03:00")]
    assert notes == [None, "clock-moved-forward", "clock-moved-forward", None]


@pytest.mark.parametrize("text", ["2024-10-27T02:30:00+01:00", "2024-10-27T02:30:00Z", "2024-03-31T02:30:00+01:00"])
def test_an_offset_leaves_no_doubt(text: str) -> None:
    assert parse_moment(text).note is None


@pytest.mark.parametrize("year", range(1980, 2038))
def test_the_clock_says_something_only_around_its_two_changes_of_a_year(year: int) -> None:
    days = [datetime(year, 1, 1, 2, 30) + timedelta(days=day) for day in range(365)]
    notes = [parse_moment(day.isoformat()).note for day in days]
    assert notes.count("doubled-hour") == 1
    assert notes.count("clock-moved-forward") == 1
    assert notes.index("clock-moved-forward") < notes.index("doubled-hour")


def test_moments_are_equal_where_instant_and_text_are() -> None:
    moment = parse_moment("2024-05-03T00:07:34+02:00")
    assert moment == Moment(moment.ticks, moment.text, "doubled-hour")
    assert hash(moment) == hash(parse_moment("2024-05-02T22:07:34Z"))
    assert moment != parse_moment("2024-05-02T22:07:34Z")
    assert moment != moment.text
    assert repr(moment) == "Moment('2024-05-03T00:07:34+02:00')"


@pytest.mark.parametrize(
    ("instant", "in_sweden", "in_utc"),
    [
        (0, "1970-01-01T01:00:00+01:00", "1970-01-01T00:00:00Z"),
        (-1, "1970-01-01T00:59:59.9999999+01:00", "1969-12-31T23:59:59.9999999Z"),
        (ticks(2024, 5, 2, 22, 7, 34, 8_010_000), "2024-05-03T00:07:34.801+02:00", "2024-05-02T22:07:34.801Z"),
        (ticks(2024, 10, 27, 0, 59, 59), "2024-10-27T02:59:59+02:00", "2024-10-27T00:59:59Z"),
        (ticks(2024, 10, 27, 1), "2024-10-27T02:00:00+01:00", "2024-10-27T01:00:00Z"),
    ],
)
def test_an_instant_is_written_in_swedish_time_and_in_utc(instant: int, in_sweden: str, in_utc: str) -> None:
    assert (swedish_text(instant), utc_text(instant)) == (in_sweden, in_utc)


def test_an_aware_datetime_has_ticks() -> None:
    assert ticks_of(EPOCH) == 0
    assert ticks_of(datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)) == -10
    assert ticks_of(datetime(2024, 5, 3, 2, tzinfo=timezone(timedelta(hours=2)))) == ticks(2024, 5, 3)


@settings(deadline=None, max_examples=examples(500))
@given(WALL_CLOCKS, FRACTIONS, OFFSETS, st.sampled_from("Tt "))
def test_reading_what_was_written_changes_nothing(local: datetime, fraction: str, offset: str, mark: str) -> None:
    moment = parse_moment(f"{local.date()}{mark}{local:%H:%M:%S}{fraction}{offset}")
    again = parse_moment(moment.text)
    assert again == moment
    assert again.note == moment.note


@settings(deadline=None)
@given(st.integers(-2_208_900_000_000, 7_289_500_000_000), st.sampled_from(["", "+0200", "-0800"]))
def test_reading_milliseconds_and_what_was_written_of_them_is_the_same(milliseconds: int, zone: str) -> None:
    moment = parse_moment(f"/Date({milliseconds}{zone})/")
    assert moment.ticks == milliseconds * 10_000
    assert parse_moment(moment.text) == moment


@settings(deadline=None, max_examples=examples(300))
@given(INSTANTS)
def test_both_written_forms_are_read_as_the_same_instant(instant: int) -> None:
    assert parse_moment(swedish_text(instant)).ticks == instant
    assert parse_moment(utc_text(instant)).ticks == instant


@settings(deadline=None, max_examples=examples(500))
@given(WALL_CLOCKS)
def test_a_bare_wall_clock_agrees_with_zoneinfo(local: datetime) -> None:
    moment = parse_moment(local.isoformat())
    here = local.replace(tzinfo=SWEDEN)
    assert moment.ticks == ticks_of(here)
    exists = here.astimezone(UTC).astimezone(SWEDEN).replace(tzinfo=None) == local
    twice = exists and here.astimezone(UTC) != here.replace(fold=1).astimezone(UTC)
    assert moment.note == ("doubled-hour" if twice else None if exists else "clock-moved-forward")


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    moment = read(text)
    assert moment is None or parse_moment(moment.text) == moment
