"""People who sign in: owners let others in, and change what they may see. What `farstu console` does."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from starlette.responses import Response
from starlette.routing import Route

from farstu.access.passwords import new_password
from farstu.access.people import (
    ADD_PERSON,
    OF_PARTNER,
    OWNER,
    REMOVE_PERSON,
    SET_PASSWORD,
    SET_ROLE,
    SET_TOTP,
    SIGN_OUT_EVERYWHERE,
    NewPassword,
    NewPerson,
    NewRole,
    NewTotp,
    PersonName,
    has_ended,
)
from farstu.access.tables import CONSOLE_PERSON, CONSOLE_SESSION, ConsolePerson
from farstu.console.account import prove
from farstu.console.partners import all_partners
from farstu.console.serving import ROOT
from farstu.console.visit import Guard, Handler, Visit
from farstu.engine.calls import Task
from farstu.refusals import CONFLICT, NOT_FOUND, Refused
from farstu.store.statements import select_by
from farstu.texts import say, shortened
from farstu.texts.masking import mask_text

_NAMES = f'SELECT "name" FROM "{CONSOLE_PERSON.name}" ORDER BY "name"'  # noqa: S608 - names of ours


@dataclass(frozen=True)
class Shown:
    """Somebody, how many sessions of theirs are open, and when they signed in last; None where that is not known."""

    person: ConsolePerson
    sessions: int
    last: int | None


def people_routes(guard: Guard) -> list[Route]:
    """Each in its place, for owners."""

    def to(path: str, handler: Handler) -> Route:
        return Route(f"{ROOT}/people/{{name}}/{path}", guard.owner(handler), methods=["POST"])

    return [
        Route(f"{ROOT}/people", guard.owner(_people), methods=["GET"]),
        Route(f"{ROOT}/people", guard.owner(_add), methods=["POST"]),
        Route(f"{ROOT}/people/{{name}}", guard.owner(_person), methods=["GET"]),
        to("role", _role),
        to("password", _password),
        to("second-factor-off", _second_factor_off),
        to("sign-out", _sign_out),
        to("remove", _remove),
    ]


async def _people(visit: Visit) -> Response:
    return await _show_all(visit)


async def _show_all(visit: Visit) -> Response:
    names = [row[0] for row in await visit.kit.readers.rows(_NAMES)]
    listed = [await _named(visit, name) for name in names]
    return await visit.page(
        "people.html", listed=listed, partners=await all_partners(visit), gone=visit.query.get("gone")
    )


async def _person(visit: Visit) -> Response:
    return await _show(visit, await _of_path(visit))


async def _show(visit: Visit, shown: Shown, password: str = "") -> Response:
    """The page of somebody; a password that was just made is on it this once."""
    return await visit.page(
        "person.html", shown=shown, other=shown.person, partners=await all_partners(visit), password=password
    )


async def _named(visit: Visit, name: str) -> Shown:
    """Somebody with their sessions. Refused with 404 where there is nobody called so."""
    read = visit.kit.readers.rows
    for row in await read(select_by(CONSOLE_PERSON.key), (name,)):
        rows = await read(select_by(CONSOLE_SESSION.index("person")), (name,))
        sessions = [CONSOLE_SESSION.make(row) for row in rows]
        live = [session for session in sessions if not has_ended(session, visit.kit.clock())]
        last = max((session.created_at for session in sessions), default=None)
        return Shown(CONSOLE_PERSON.make(row), len(live), last)
    shown = shortened(mask_text(name), 40)
    raise Refused(404, NOT_FOUND, say("not_found.console_person", parameter="name", value=shown))


async def _of_path(visit: Visit) -> Shown:
    return await _named(visit, visit.request.path_params["name"])


async def _add(visit: Visit) -> Response:
    await prove(visit)
    name, (role, partner), password = visit.form.get("name", "").strip(), _asked(visit), new_password()
    kept = await visit.kit.passwords.keep(password)
    await visit.kit.calls.attempt(ADD_PERSON, NewPerson(name, role, partner, kept), who=visit.who.who)
    return await _show(visit, await _named(visit, name), password)


def _asked(visit: Visit) -> tuple[str, str | None]:
    """The role, and the partner where it is one of a partner's."""
    partner = visit.form.get("partner", "").strip()
    return (OF_PARTNER, partner) if partner else (OWNER, None)


async def _role(visit: Visit) -> Response:
    other, (role, partner) = await _proven(visit), _asked(visit)
    return await _do(visit, other, SET_ROLE, NewRole(other.name, role, partner, visit.who.person.name))


async def _password(visit: Visit) -> Response:
    other, password = await _proven(visit), new_password()
    kept = await visit.kit.passwords.keep(password)
    await visit.kit.calls.attempt(SET_PASSWORD, NewPassword(other.name, kept), who=visit.who.who)
    return await _show(visit, await _of_path(visit), password)


async def _second_factor_off(visit: Visit) -> Response:
    other = await _proven(visit)
    return await _do(visit, other, SET_TOTP, NewTotp(other.name, None, None))


async def _sign_out(visit: Visit) -> Response:
    other = (await _of_path(visit)).person
    return await _do(visit, other, SIGN_OUT_EVERYWHERE, PersonName(other.name))


async def _remove(visit: Visit) -> Response:
    other = await _proven(visit)
    sent = PersonName(other.name, visit.who.person.name)
    await visit.kit.calls.attempt(REMOVE_PERSON, sent, who=visit.who.who)
    return visit.to(f"/people?gone={quote(other.name, safe='')}")


async def _do(visit: Visit, other: ConsolePerson, task: Task, sent: object) -> Response:
    await visit.kit.calls.attempt(task, sent, who=visit.who.who)
    return visit.to(f"/people/{quote(other.name, safe='')}")


async def _proven(visit: Visit) -> ConsolePerson:
    """Somebody else, once the owner has shown their own password: an open browser alone lets nobody in. Refused."""
    other = (await _of_path(visit)).person
    if other.name == visit.who.person.name:
        raise Refused(409, CONFLICT, say("conflict.console_self"))
    await prove(visit)
    return other
