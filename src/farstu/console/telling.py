"""Tells a sandbox something for whoever is signed in, as a partner would over HTTP."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import msgspec

from farstu.access.principals import MadeHere, Principal
from farstu.console.sight import Sight
from farstu.console.visit import Visit
from farstu.contract.operation import FunctionGroup
from farstu.sandbox.files import MEDIA_TYPE
from farstu.sandbox.inward import Inward
from farstu.sandbox.playing import Reply


class NotTold(Exception):
    """What the control refused: the status, and why in sentences."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(reply.status)
        self.status = reply.status
        said = msgspec.json.decode(reply.body)
        members = said.get("modelState") or {}
        texts = [text for found in members.values() for text in found] or [said.get("messageDetail"), said["message"]]
        self.sentences = [text for text in texts if text][: len(members) or 1]


async def tell(visit: Visit, sight: Sight, customer: str, method: str, path: str, body: Any = None) -> Reply:
    """What `/_farstu/sandbox/{customer}` answers; the visitor has been found to have all rights there. A body that is
    bytes goes as it is, any other as JSON. NotTold."""
    covers = {group: frozenset({customer}) for group in FunctionGroup}
    principal = Principal(sight.partner or visit.who.who, "", covers, None)
    is_file = isinstance(body, bytes)
    headers = {"accept-language": visit.language, "content-type": MEDIA_TYPE if is_file else "application/json"}
    sent = body if body is None or is_file else msgspec.json.encode(body)
    call = Inward(visit.kit.send, MadeHere(principal)).call
    reply = await call(method, f"/_farstu/sandbox/{quote(customer, safe='')}{path}", headers, sent)
    if reply.status >= 400:
        raise NotTold(reply)
    return reply


async def ask(visit: Visit, sight: Sight, customer: str, path: str) -> Any:
    """What is read there. NotTold."""
    return msgspec.json.decode((await tell(visit, sight, customer, "GET", path)).body)
