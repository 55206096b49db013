"""People's passwords: argon2id, worked out beside the loop, by a bounded number at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache, cached_property, partial
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Any, TypeVar

from farstu.refusals import invalid, unavailable
from farstu.texts import say

if TYPE_CHECKING:
    from argon2 import PasswordHasher

R = TypeVar("R")
SHORTEST, LONGEST = 12, 200
AT_ONCE = 1
"""Each takes 64 MiB and most of a core while it is worked out."""
MOST_WAITING = 8


@cache
def _hasher() -> PasswordHasher:
    """Comes with the first password: a server without people need not hold it."""
    from argon2 import PasswordHasher

    return PasswordHasher()


def new_password() -> str:
    """One that is made for somebody, to be shown once."""
    return token_urlsafe(15)


def hashed(password: str) -> str:
    """What is kept of a password. Refused with 400 where it is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise invalid(("password", say("error.password", least=SHORTEST, most=LONGEST)))
    return _hasher().hash(password)


def hashed_lightly(password: str) -> str:
    """The same for what everybody may know: a demo's."""
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(password)


def is_right(kept: str, password: str) -> bool:
    """Whether it is the password. What is kept says how it was worked out."""
    from argon2.exceptions import Argon2Error, InvalidHashError

    try:
        return _hasher().verify(kept, password)
    except (Argon2Error, InvalidHashError):
        return False


class Passwords:
    """Tells right passwords from wrong ones."""

    def __init__(self) -> None:
        self._waiting = 0

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(AT_ONCE, "farstu-passwords")

    @cached_property
    def _of_nobody(self) -> str:
        return hashed("x" * SHORTEST)

    async def check(self, kept: str | None, password: str) -> bool:
        """Whether it is right. Nobody's (None) never is, and takes as long. Refused with 503 where too many wait."""
        return await self._beside(self._check, kept, password)

    async def keep(self, password: str) -> str:
        """What is to be kept of a new one. Refused."""
        return await self._beside(hashed, password)

    def close(self) -> None:
        """Ends the pool, where there ever was one."""
        if "_pool" in self.__dict__:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def _check(self, kept: str | None, password: str) -> bool:
        right = is_right(kept or self._of_nobody, password[:LONGEST])
        return right and kept is not None and len(password) <= LONGEST

    async def _beside(self, work: Callable[..., R], *given: Any) -> R:
        if self._waiting >= MOST_WAITING:
            raise unavailable("unavailable.passwords")
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, partial(work, *given))
        finally:
            self._waiting -= 1
