"""Signing in and out, and what somebody may change about it."""

from __future__ import annotations

from markupsafe import Markup
from starlette.responses import Response
from starlette.routing import Route

from farstu.access import totp
from farstu.access.people import (
    SET_PASSWORD,
    SET_TOTP,
    SIGN_OUT_EVERYWHERE,
    NewPassword,
    NewTotp,
    PersonName,
)
from farstu.access.tables import CONSOLE_PERSON
from farstu.console.serving import ROOT, moved
from farstu.console.visit import Guard, Visit
from farstu.refusals import Refused, invalid
from farstu.texts import say

ANY_PERSON = f'SELECT min("name") FROM "{CONSOLE_PERSON.name}"'  # noqa: S608 - names of ours


def account_routes(guard: Guard) -> list[Route]:
    """Each in its place."""
    return [
        Route(f"{ROOT}/sign-in", guard.anybody(_door), methods=["GET"]),
        Route(f"{ROOT}/sign-in", guard.anybody(_sign_in), methods=["POST"]),
        Route(f"{ROOT}/sign-out", guard.person(_sign_out), methods=["POST"]),
        Route(f"{ROOT}/sign-out-everywhere", guard.person(_sign_out_everywhere), methods=["POST"]),
        Route(f"{ROOT}/account", guard.person(_account), methods=["GET"]),
        Route(f"{ROOT}/account/password", guard.person(_password), methods=["POST"]),
        Route(f"{ROOT}/account/second-factor", guard.person(_second_factor), methods=["POST"]),
        Route(f"{ROOT}/account/second-factor-off", guard.person(_second_factor_off), methods=["POST"]),
    ]


def _wanted(path: str) -> str:
    """Where somebody was going before they had to sign in; never out of the console."""
    return path if path == ROOT or path.startswith((f"{ROOT}/", f"{ROOT}?")) else ROOT


async def _door(visit: Visit) -> Response:
    if visit.signed:
        return moved(visit.request, _wanted(visit.query.get("to", ROOT)))
    return await _show_door(visit, 200, visit.query.get("to", ROOT))


async def _show_door(visit: Visit, status: int, to: str, error: str = "", name: str = "") -> Response:
    rows = await visit.kit.readers.rows(ANY_PERSON)
    return await visit.page(
        "sign_in.html",
        status,
        to=_wanted(to),
        error=error,
        name=name,
        nobody=rows[0][0] is None,
        demo=visit.kit.place.console if visit.kit.place else None,
    )


async def _sign_in(visit: Visit) -> Response:
    form = visit.form
    name, to = form.get("name", "").strip(), _wanted(form.get("to", ROOT))
    try:
        token = await visit.kit.sessions.sign_in(
            name, form.get("password", ""), form.get("code", ""), visit.address, visit.token or None
        )
    except Refused as refusal:
        if refusal.status not in (401, 429) or refusal.detail is None:
            raise
        response = await _show_door(visit, refusal.status, to, visit.say(refusal.detail), name)
        response.headers.update({key: value for key, value in refusal.headers if key == "Retry-After"})
        return response
    return visit.keep_token(moved(visit.request, to), token)


async def _sign_out(visit: Visit) -> Response:
    await visit.kit.sessions.sign_out(visit.who)
    return visit.keep_token(visit.to("/sign-in"), "")


async def _sign_out_everywhere(visit: Visit) -> Response:
    who = visit.who
    await visit.kit.calls.attempt(SIGN_OUT_EVERYWHERE, PersonName(who.person.name), who=who.who)
    return visit.keep_token(visit.to("/sign-in"), "")


async def _account(visit: Visit) -> Response:
    return await _show_account(visit)


async def _show_account(visit: Visit, status: int = 200, error: str = "") -> Response:
    secret = "" if visit.who.person.totp else totp.new_secret()
    picture = _picture(totp.address(secret, visit.who.person.name)) if secret else ""
    return await visit.page("account.html", status, secret=secret, picture=picture, error=error)


def _picture(text: str) -> Markup:
    """A QR code as SVG, for the telephone's camera."""
    import segno

    return Markup(segno.make(text, error="m").svg_inline(scale=4, border=3, dark="#000", light="#fff"))  # noqa: S704


async def _password(visit: Visit) -> Response:
    """Whoever is signed in elsewhere with the old one is signed out, and so is this browser."""
    who, form = visit.who, visit.form
    await prove(visit)
    kept = await visit.kit.passwords.keep(form.get("password", ""))
    await visit.kit.calls.attempt(SET_PASSWORD, NewPassword(who.person.name, kept), who=who.who)
    return visit.keep_token(visit.to("/sign-in"), "")


async def _second_factor(visit: Visit) -> Response:
    who, form = visit.who, visit.form
    await prove(visit)
    secret = form.get("secret", "")
    step = totp.step_of(secret, form.get("code", ""), visit.kit.clock()) if _is_secret(secret) else None
    if step is None:
        raise invalid(("code", say("error.console_code")))
    await visit.kit.calls.attempt(SET_TOTP, NewTotp(who.person.name, secret, step), who=who.who)
    return visit.to("/account")


async def _second_factor_off(visit: Visit) -> Response:
    await prove(visit)
    await visit.kit.calls.attempt(SET_TOTP, NewTotp(visit.who.person.name, None, None), who=visit.who.who)
    return visit.to("/account")


async def prove(visit: Visit) -> None:
    """Refused with 401 unless the password comes along: an open browser alone changes nothing about signing in."""
    await visit.kit.sessions.prove(visit.who.person.name, visit.form.get("current", ""), visit.address)


def _is_secret(text: str) -> bool:
    return len(text) == 32 and set(text) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
