"""`/_farstu/sandbox/{customerId}/stories`: a course of events is played at a sandbox."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.routing import Route

from farstu.access.principals import OURSELVES, MadeHere, Principal
from farstu.refusals import invalid
from farstu.sandbox.inward import Inward, kept_to
from farstu.sandbox.playing import Played, play
from farstu.sandbox.story import Story, read_story, shipped, shipped_one, told
from farstu.server.admission import ROOT, Admission, Guard
from farstu.server.exchange import ASGIApp, Exchange
from farstu.server.times import Times
from farstu.store.clock import Clock
from farstu.texts import preferred, say

CUSTOMER = "customerId"
"""The name that every story may use."""


@dataclass(frozen=True)
class StoryControls:
    """Plays stories by calling the application itself, with the caller's rights to this one customer."""

    admission: Admission
    app: ASGIApp
    times: Times
    clock: Clock

    def routes(self, guarded: Guard) -> list[Route]:
        """Each in its place."""
        return [
            Route(f"{ROOT}/stories", guarded(self._listed), methods=["GET"]),
            Route(f"{ROOT}/stories", guarded(self._sent), methods=["POST"]),
            Route(f"{ROOT}/stories/{{name}}", guarded(self._shipped), methods=["POST"]),
        ]

    async def _listed(self, request: Request, principal: Principal) -> Any:
        await self.admission.admit(request, principal)
        language = _language(request)
        found = {name: read_story(text) for name, text in shipped().items()}
        return {"stories": [{"name": name, "story": told(story.story, language)} for name, story in found.items()]}

    async def _sent(self, request: Request, principal: Principal) -> Any:
        customer = await self.admission.admit(request, principal)
        exchange = Exchange(request.scope, self.clock())
        return await self._play(request, principal, customer, read_story(await exchange.read_body(request.receive)))

    async def _shipped(self, request: Request, principal: Principal) -> Any:
        customer = await self.admission.admit(request, principal)
        return await self._play(request, principal, customer, read_story(shipped_one(request.path_params["name"])))

    async def _play(self, request: Request, principal: Principal, customer: str, story: Story) -> Any:
        made_here = request.scope.get(OURSELVES)
        if isinstance(made_here, MadeHere) and made_here.in_story:
            raise invalid(("story", say("error.story_within")))
        played = await play_at(self.app, self.times, principal, customer, story, _language(request))
        return msgspec.to_builtins(played)


async def play_at(
    app: ASGIApp, times: Times, principal: Principal, customer: str, story: Story, language: str
) -> Played:
    """Plays a story at a customer."""
    inward = Inward(app, MadeHere(kept_to(principal, customer), in_story=True))
    return await play(story, inward.call, {CUSTOMER: customer}, lambda: times.now(customer), language)


def _language(request: Request) -> str:
    return preferred(request.headers.get("accept-language", ""))
