"""`farstu sandbox order|orders|end`: faults at a server that runs, since the process that gives them keeps them."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import quote

import msgspec
import typer

from farstu.cli.conforming import credentials
from farstu.cli.customers import CustomerId
from farstu.cli.options import AsJson
from farstu.cli.output import show
from farstu.conformance.asking import NO_ANSWER, reached
from farstu.conformance.results import CannotRun
from farstu.server.faults import CannotServe

CANNOT_ASK, REFUSED = 2, 1
Url = Annotated[str, typer.Argument(metavar="URL", help="The server, such as http://127.0.0.1:8460.")]


def order(
    url: Url,
    customer: CustomerId,
    fault: Annotated[str, typer.Argument(metavar="FAULT", help="Such as 'status=503; retryAfter=2; count=3'.")],
) -> None:
    """Order a fault or a refusal for calls of others at a sandbox. Partner and key come from FARSTU_PARTNER and
    FARSTU_KEY."""
    made = _asked(url, "POST", customer, "", _members(fault))
    typer.echo(f"{made['id']} is ordered for {customer}.")


def list_orders(url: Url, customer: CustomerId, json: AsJson = False) -> None:
    """List the orders of a sandbox, and how many calls each has met."""
    found = _asked(url, "GET", customer, "")["faults"]
    told = [(each.pop("id"), each.pop("calls"), each.pop("met"), _in_words(each)) for each in found]
    show(("order", "calls", "met", "fault"), told, json)


def end(
    url: Url,
    customer: CustomerId,
    one: Annotated[str, typer.Argument(metavar="ID", help="One of them; all where it is left out.")] = "",
) -> None:
    """End an order of a sandbox, or all of them."""
    ended = _asked(url, "DELETE", customer, f"/{quote(one, safe='')}" if one else "")["ended"]
    typer.echo(f"Orders that were ended: {ended}")


def _members(text: str) -> dict[str, Any]:
    """As JSON has them: what is a number or a truth there is one here; what else is wrong the server says."""
    pairs = [part.partition("=") for part in text.split(";") if part.strip()]
    return {name.strip(): _value(value.strip()) for name, _, value in pairs}


def _value(text: str) -> Any:
    try:
        return msgspec.json.decode(text, type=int | float | bool)
    except msgspec.MsgspecError:
        return text


def _in_words(fault: dict[str, Any]) -> str:
    return "; ".join(f"{name}={str(value).lower() if value is True else value}" for name, value in fault.items())


def _asked(url: str, method: str, customer: str, path: str, body: dict[str, Any] | None = None) -> Any:
    """What the server answers. CannotServe where it refuses, or cannot be asked."""
    sent = None if body is None else msgspec.json.encode(body)
    headers = {"Content-Type": "application/json", "Accept-Language": "en"} if sent else {"Accept-Language": "en"}
    place = f"/_farstu/sandbox/{quote(customer, safe='')}/faults{path}"
    try:
        with reached(url, *credentials()) as target:
            reply = target.send(method, place, headers, sent, (target.partner, target.key))
    except CannotRun as error:
        raise CannotServe(str(error), CANNOT_ASK) from None
    if reply.status == NO_ANSWER:
        raise CannotServe(f"{url} does not answer.", CANNOT_ASK)
    try:
        said = msgspec.json.decode(reply.body)
    except msgspec.MsgspecError:
        raise CannotServe(f"{url} answers {reply.status}, and not as Farstu does.", CANNOT_ASK) from None
    if reply.status >= 400:
        raise CannotServe(_why(said), REFUSED)
    return said


def _why(said: dict[str, Any]) -> str:
    wrong = [text for texts in (said.get("modelState") or {}).values() for text in texts]
    return " ".join(wrong or [said.get("messageDetail") or said["message"]])
