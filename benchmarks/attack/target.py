"""What is attacked: the demo's server, whom it would be bad to hear of, and what its answers may not say."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from benchmarks.support.http import basic

PATIENCE = 45.0
MEANT = (503,)
"""A server that is too busy may say so; any other 5xx is a fault."""
NEVER_DONE = ("smuggling", "bare LF", "bare CR")
"""What comes so is refused, and nothing behind it is taken for another request."""
_TRACES = re.compile(
    rb"Traceback|File \"|site-packages|\.py\"?, line|sqlite3\.|asyncpg|root:x:0|BEGIN [A-Z ]*PRIVATE KEY"
)
_STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})")


@dataclass
class Target:
    """A server with what it said of itself, and what the attack has found. `hidden`: what no answer may have in it."""

    said: dict[str, Any]
    hidden: list[bytes]
    statuses: Counter[int] = field(default_factory=Counter)
    tried: Counter[str] = field(default_factory=Counter)
    found: dict[str, str] = field(default_factory=dict)

    @property
    def place(self) -> tuple[str, int]:
        at = urlsplit(str(self.said["url"]))
        return str(at.hostname), int(at.port or 80)

    @property
    def key(self) -> str:
        """The header's value of a caller who may."""
        return basic(str(self.said["partner"]), str(self.said["key"]))

    def take(self, other: Target) -> None:
        """What another process has found."""
        self.statuses += other.statuses
        self.tried += other.tried
        self.found |= other.found

    def judge(self, name: str, sent: bytes, answer: bytes) -> None:
        """Looks at everything that came back on one connection."""
        self.tried[name] += 1
        for status in map(int, _STATUS.findall(answer)):
            self.statuses[status] += 1
            if name in NEVER_DONE and status == 200:
                self.found.setdefault(f"{name}: {status}", repr(sent[:300]))
            if status >= 500 and status not in MEANT:
                self.found.setdefault(f"{name}: {status}", repr(sent[:300]))
        told = [hidden for hidden in self.hidden if hidden in answer and hidden not in sent]
        if told or _TRACES.search(answer):
            self.found.setdefault(f"{name}: it tells what it should not", repr(answer[:600]))

    async def throw(self, name: str, *parts: bytes, pause: float = 0.0, patience: float = PATIENCE) -> bytes:
        """Sends bytes on a connection of their own; answers and judges all that came back until it was closed."""
        try:
            reader, writer = await asyncio.open_connection(*self.place)
        except OSError:
            self.tried[f"{name} (no connection)"] += 1
            return b""
        answer = b""
        try:
            with suppress(OSError):
                for part in parts:
                    writer.write(part)
                    await writer.drain()
                    if pause:
                        await asyncio.sleep(pause)
            with suppress(OSError, TimeoutError):
                answer = await asyncio.wait_for(reader.read(4 * 1024 * 1024), patience)
                while part := await asyncio.wait_for(reader.read(4 * 1024 * 1024), patience):
                    answer += part
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()
        self.judge(name, b"".join(parts), answer)
        return answer


def head(first: str, headers: dict[str, str] | None = None, *more: bytes) -> bytes:
    """A request's head; `more` are lines as they are."""
    given = {"Host": "127.0.0.1", "Connection": "close"} | (headers or {})
    lines = [first, *(f"{name}: {value}" for name, value in given.items())]
    return "\r\n".join(lines).encode("latin-1") + b"".join(b"\r\n" + line for line in more) + b"\r\n\r\n"
