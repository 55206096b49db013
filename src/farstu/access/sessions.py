"""Who is signed in: the token that a browser holds, and the person that it stands for."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from hmac import compare_digest
from secrets import token_urlsafe
from typing import NoReturn

from farstu.access.passwords import Passwords
from farstu.access.people import (
    NOTE_REFUSED,
    SEE_SESSION,
    SIGN_IN,
    SIGN_OUT,
    NewSession,
    PersonName,
    SessionName,
    has_ended,
)
from farstu.access.tables import CONSOLE_PERSON, CONSOLE_SESSION, ConsolePerson, ConsoleSession
from farstu.access.throttle import Throttle
from farstu.access.totp import step_of
from farstu.contract.moment import TICKS_PER_SECOND
from farstu.engine.own_calls import OwnCalls
from farstu.refusals import UNAUTHORIZED, Refused, throttled
from farstu.store.base import Readers
from farstu.store.clock import Clock
from farstu.store.statements import select_by
from farstu.store.vault import Vault
from farstu.texts import say

PLAIN_A_MINUTE = 5
SEEN_EVERY_TICKS = 60 * TICKS_PER_SECOND


@dataclass(frozen=True)
class Signed:
    """Somebody who is signed in. `csrf` has to come with each change: only pages of ours know it."""

    person: ConsolePerson
    session: ConsoleSession
    csrf: str

    @property
    def who(self) -> str:
        """As the record of changes calls them."""
        return f"console {self.person.name}"

    def sent_by_us(self, csrf: str) -> bool:
        """Whether a change comes from a page of ours."""
        return compare_digest(csrf.encode(), self.csrf.encode())


class Sessions:
    """Signs in and out, and tells who is. `demo` lets people in who are derived from a seed."""

    def __init__(
        self, readers: Readers, calls: OwnCalls, passwords: Passwords, vault: Vault, clock: Clock, *, demo: bool
    ) -> None:
        self._readers = readers
        self._calls = calls
        self._passwords = passwords
        self._vault = vault
        self._clock = clock
        self._demo = demo
        self._throttle = Throttle(PLAIN_A_MINUTE)

    async def sign_in(self, name: str, password: str, code: str, address: str, before: str | None) -> str:
        """A new token, in the place of the one `before`. Refused with 401, or 429 after too many tries. StoreError."""
        person = await self._proven(name, password, address)
        step = step_of(self._vault.open(person.totp), code, self._clock()) if person.totp else None
        if person.totp and step is None:
            await self._turn_away(person, name, address)
        token = token_urlsafe(32)
        replaces = _hash(before) if before else None
        await self._calls.attempt(SIGN_IN, NewSession(_hash(token), name, step, replaces), who=f"console {name}")
        return token

    async def prove(self, name: str, password: str, address: str) -> None:
        """Refused unless it is the password: with 401, or 429 after too many tries. StoreError."""
        await self._proven(name, password, address)

    async def _proven(self, name: str, password: str, address: str) -> ConsolePerson:
        wait = self._throttle.left(name, address, self._clock())
        if wait:
            raise throttled(wait)
        person = await self.person(name)
        right = await self._passwords.check(person.password if person else None, password)
        if not right or person is None:
            await self._turn_away(person, name, address)
        return person

    async def _turn_away(self, person: ConsolePerson | None, name: str, address: str) -> NoReturn:
        wait = self._throttle.wrong(name, address, self._clock())
        if wait and person:
            await self._calls.attempt(NOTE_REFUSED, PersonName(person.name))
        raise throttled(wait) if wait else Refused(401, UNAUTHORIZED, say("refusal.console_sign_in"))

    async def find(self, token: str, *, seen: bool = True) -> Signed | None:
        """Who holds a token. What a page asks for by itself is not `seen`: it keeps no session alive. StoreError."""
        if not token:
            return None
        rows = await self._readers.rows(select_by(CONSOLE_SESSION.key), (_hash(token),))
        if not rows:
            return None
        session, now = CONSOLE_SESSION.make(rows[0]), self._clock()
        person = None if has_ended(session, now) else await self.person(session.person)
        if person is None:
            return None
        if seen and now - session.seen_at >= SEEN_EVERY_TICKS:
            await self._calls.perform(SEE_SESSION, SessionName(session.hash), "")
        return Signed(person, session, blake2b(b"csrf", key=token.encode()[:64], digest_size=24).hexdigest())

    async def person(self, name: str) -> ConsolePerson | None:
        """Somebody who may sign in here. StoreError."""
        for row in await self._readers.rows(select_by(CONSOLE_PERSON.key), (name,)):
            person = CONSOLE_PERSON.make(row)
            return person if self._demo or not person.demo else None
        return None

    async def sign_out(self, signed: Signed) -> None:
        """Ends a session. StoreError."""
        await self._calls.attempt(SIGN_OUT, SessionName(signed.session.hash), who=signed.who)


def _hash(token: str) -> str:
    """A token has 256 random bits: a hash without a key cannot be turned back."""
    return blake2b(token.encode(), digest_size=32).hexdigest()
