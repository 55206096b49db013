"""What a line of the log looks like, and what never stands in it."""

from __future__ import annotations

import json
import logging as stdlib
import sys
from collections.abc import Iterator

import pytest
import structlog

from farstu.server import logging


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Puts the logging of the tests back."""
    root = stdlib.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    structlog.reset_defaults()
    root.handlers, root.level = handlers, level


def lines(captured: pytest.CaptureFixture[str]) -> list[dict[str, str]]:
    return [json.loads(line) for line in captured.readouterr().err.splitlines()]


def test_our_lines_and_those_of_libraries_have_one_form(capsys: pytest.CaptureFixture[str]) -> None:
    logging.set_up("info")
    structlog.get_logger().info("ours", rows=3)
    stdlib.getLogger("uvicorn.error").warning("theirs %s", 4)
    stdlib.getLogger("uvicorn.error").info("not wanted")
    ours, theirs = lines(capsys)
    assert (ours["event"], ours["rows"], ours["level"]) == ("ours", 3, "info")
    assert (theirs["event"], theirs["logger"], theirs["level"]) == ("theirs 4", "uvicorn.error", "warning")
    assert ours["timestamp"][:4].isdigit()
    assert theirs["timestamp"][-1] == "Z"


def test_nothing_below_the_level_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    logging.set_up("error")
    structlog.get_logger().warning("not wanted")
    stdlib.getLogger("httptools").warning("not wanted")
    assert lines(capsys) == []


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("born 19900101-2384", "born 19900101-****"),
        ("key fk_abc-DEF_123 of", "key **** of"),
        ("Authorization: Basic YnlyYW46ZmtfYWxs", "Authorization: Basic ****"),
        ("at postgresql://farstu:secret@db/farstu", "at postgresql://****@db/farstu"),
        ("at postgresql://farstu@db/farstu", "at postgresql://farstu@db/farstu"),
    ],
)
def test_what_is_secret_or_personal_is_hidden_wherever_it_stands(
    text: str, hidden: str, capsys: pytest.CaptureFixture[str]
) -> None:
    logging.set_up("info")
    structlog.get_logger().error(text, error=text)
    stdlib.getLogger("some.library").error(text)
    ours, theirs = lines(capsys)
    assert ours["event"] == ours["error"] == theirs["event"] == hidden


def test_an_error_with_its_trace_hides_them_too(capsys: pytest.CaptureFixture[str]) -> None:
    logging.set_up("info")
    for logger in (structlog.get_logger(), stdlib.getLogger("some.library")):
        try:
            raise ValueError("19900101-2384 sent fk_secret")
        except ValueError:
            logger.exception("it failed")
    for line in lines(capsys):
        assert "ValueError: 19900101-**** sent ****" in line["exception"]
        assert "2384 sent fk_secret" not in line["exception"]


def test_people_at_a_terminal_get_lines_to_read(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    logging.set_up("info")
    try:
        raise ValueError("19900101-2384")
    except ValueError:
        structlog.get_logger().exception("it failed", rows=3)
    printed = capsys.readouterr().err
    assert "it failed" in printed
    assert "ValueError: 19900101-****" in printed
