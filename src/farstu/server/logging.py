"""Logs go to standard error: lines for people at a terminal, JSON for machines elsewhere. Nothing personal is in them:
what looks like a personal number or a key is hidden, whichever library says it."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import MutableMapping
from contextlib import suppress
from typing import Any, TextIO, cast

import structlog

from farstu.access.keys import PREFIX
from farstu.texts.masking import HIDDEN, mask_text

_SECRET = re.compile(rf"{PREFIX}[\w-]+|(?<=Basic )[\w+/=]+|(?<=://)[^\s/@:]*:[^\s/@]*(?=@)")


def set_up(level: str) -> None:
    """`level` is debug, info, warning or error. The libraries' own lines take the same form, from warnings on."""
    number = logging.getLevelNamesMapping()[level.upper()]
    for_people = sys.stderr.isatty()
    usual: list[Any] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
        without_secrets,
    ]
    last = (
        structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
        if for_people
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    structlog.configure(
        processors=[*usual, last],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(cast(TextIO, Unfailing(sys.stderr))),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(cast(TextIO, Unfailing(sys.stderr)))
    own = [structlog.stdlib.ProcessorFormatter.remove_processors_meta, last]
    named = [structlog.stdlib.add_logger_name, *usual]
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(processors=own, foreign_pre_chain=named))
    logging.basicConfig(handlers=[handler], level=max(number, logging.WARNING), force=True)


def without_secrets(logger: Any, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The line with personal numbers, keys and passwords hidden in all that is text."""
    return {name: _hidden(value) if isinstance(value, str) else value for name, value in event.items()}


def _hidden(text: str) -> str:
    return _SECRET.sub(HIDDEN, mask_text(text))


class Unfailing:
    """A stream whose troubles are nobody else's: on a full disk or a closed pipe a line is lost, and nothing more."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> None:
        """Writes what can be written."""
        with suppress(OSError, ValueError):
            self._stream.write(text)

    def flush(self) -> None:
        """Hands on what can be handed on."""
        with suppress(OSError, ValueError):
            self._stream.flush()
