"""A browser without a browser: who signs in, keeps the cookie, and sends the forms of the pages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import httpx
import lxml.html

from farstu.access.passwords import hashed_lightly
from farstu.access.people import OF_PARTNER, OWNER
from farstu.access.tables import ConsolePerson
from farstu.console.visit import COOKIE
from tests.support.world import NOW, PARTNER, World

ANNA, PAR = "anna", "par"
PASSWORD = "hemlig hemlighet"
PEOPLE = [
    ConsolePerson(ANNA, OWNER, None, hashed_lightly(PASSWORD), None, None, False, NOW),
    ConsolePerson(PAR, OF_PARTNER, PARTNER, hashed_lightly(PASSWORD), None, None, False, NOW),
]


@dataclass
class Guest:
    """Somebody at the console of a world."""

    world: World
    token: str = ""
    headers: dict[str, str] = field(default_factory=lambda: {"Accept-Language": "en"})

    def get(self, path: str, **headers: str) -> httpx.Response:
        """A page."""
        return self._send("GET", path, None, headers)

    def post(self, path: str, form: dict[str, Any] | None = None, **headers: str) -> httpx.Response:
        """A form that is sent, with the token of the account's page unless it brings one along."""
        sent = {} if form is None else dict(form)
        if self.token and "csrf" not in sent:
            sent["csrf"] = self.csrf()
        return self._send("POST", path, urlencode(sent, doseq=True).encode(), headers)

    def send_file(self, path: str, content: bytes, **headers: str) -> httpx.Response:
        """A file, as a script of the page sends it."""
        told = {"Content-Type": "application/octet-stream", "X-CSRF-Token": self.csrf()}
        return self._send("POST", path, content, told | headers)

    def csrf(self) -> str:
        """The token against forms from elsewhere."""
        return str(lxml.html.fromstring(self.get("/console/account").text).xpath("//input[@name='csrf']/@value")[0])

    def sign_in(self, name: str = ANNA, password: str = PASSWORD, code: str = "", **form: str) -> httpx.Response:
        """Signs in, and keeps the token."""
        return self.post("/console/sign-in", {"name": name, "password": password, "code": code, **form})

    def _send(self, method: str, path: str, content: bytes | None, headers: dict[str, str]) -> httpx.Response:
        sent = self.headers | {name.replace("_", "-"): value for name, value in headers.items()}
        if self.token:
            sent["Cookie"] = f"{COOKIE}={self.token}"
        if content is not None:
            sent.setdefault("Content-Type", "application/x-www-form-urlencoded")
        response = self.world.send(method, path, sent, content)
        kept = response.cookies.get(COOKIE)
        if kept or COOKIE in response.headers.get("set-cookie", ""):
            self.token = kept or ""
        return response


def guest(world: World, name: str = ANNA) -> Guest:
    """Somebody who is signed in."""
    made = Guest(world)
    assert made.sign_in(name).status_code == 303
    return made


def text(response: httpx.Response) -> str:
    """What a page says, cells and items apart from one another."""
    apart = re.sub(r"(</(?:td|th|dt|dd|li|h\d)>)", r" \1", response.text)
    return " ".join(str(lxml.html.fromstring(apart).text_content()).split())
