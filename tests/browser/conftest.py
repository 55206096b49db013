"""A browser, and a demo brokerage to look at. Skipped where there is no Chromium."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from tests.support.process import Server, demo

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDTHS, HEIGHT = {"desktop": 1440, "phone": 375}, 900
SERIOUS = ("serious", "critical")


@dataclass
class Visit:
    """A tab, and what it did that nobody asked for."""

    page: Page
    server: Server
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    refusals_wanted: bool = False

    def open(self, path: str) -> Page:
        """Goes to a page of the server."""
        self.page.goto(f"{self.server.url}{path}")
        return self.page

    def look(self, path: str, *, width: str, dark: bool) -> Page:
        """Goes to a page as another screen shows it."""
        self.page.set_viewport_size({"width": WIDTHS[width], "height": HEIGHT})
        self.page.emulate_media(color_scheme="dark" if dark else "light")
        return self.open(path)

    def note(self, message: ConsoleMessage) -> None:
        """A refused call is an error to the browser's console, also where it is what a test asked for."""
        wanted = self.refusals_wanted and message.text.startswith("Failed to load resource")
        if message.type in ("error", "warning") and not wanted:
            self.errors.append(f"{message.text} ({message.location['url']})")

    def foreign(self) -> list[str]:
        """Requests that left the host."""
        return [url for url in self.requests if not url.startswith((self.server.url, "data:", "blob:", "file:"))]


Visiting = Callable[..., Visit]


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where Chromium is."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("Chromium is not installed, and make test could not install it")
    return path


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=chromium, headless=True, args=list(FLAGS))
        yield made
        made.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with demo(tmp_path_factory.mktemp("demo")) as made:
        yield made


@pytest.fixture
def visit(browser: Browser, server: Server) -> Iterator[Visiting]:
    """Opens tabs of their own: `visit(width="phone", dark=True, script=False)`. Afterwards each must have been quiet,
    and have stayed on the host."""
    visits: list[Visit] = []

    def begin(*, width: str = "desktop", dark: bool = False, script: bool = True, language: str = "sv") -> Visit:
        settings: dict[str, Any] = {
            "viewport": {"width": WIDTHS[width], "height": HEIGHT},
            "color_scheme": "dark" if dark else "light",
            "java_script_enabled": script,
            "locale": language,
        }
        made = Visit(browser.new_context(**settings).new_page(), server)
        made.page.set_default_timeout(10_000)
        made.page.on("console", made.note)
        made.page.on("pageerror", lambda error: made.errors.append(str(error)))
        made.page.on("request", lambda request: _keep(made, request))
        visits.append(made)
        return made

    yield begin
    for made in visits:
        assert made.errors == []
        assert made.foreign() == []
        made.page.context.close()


def serious_faults(page: Page) -> list[str]:
    """What keeps people out of a page, in axe's words. What is right is not listed, which takes axe long."""
    violations = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{item['id']}: {item['nodes'][0]['html'][:120]}" for item in violations if item["impact"] in SERIOUS]


def _keep(visit: Visit, request: Request) -> None:
    visit.requests.append(request.url)
