"""Partners, their keys, and what the keys open."""

from __future__ import annotations

from dataclasses import dataclass, field

from starlette.responses import Response
from starlette.routing import Route

from farstu.access.administration import ADD_PARTNER, ISSUE_KEY, REVOKE_KEY, KeyName, NewKey, NewPartner
from farstu.access.keys import hint, key_hash, new_key
from farstu.access.tables import ACCESS_KEY, GROUP, KEY_GRANT, KEY_NETWORK, KEY_USE, PARTNER, AccessKey, Partner
from farstu.console.serving import ROOT
from farstu.console.sight import sight_of
from farstu.console.visit import Guard, Visit
from farstu.contract.moment import TICKS_PER_SECOND
from farstu.contract.operation import FunctionGroup
from farstu.refusals import NOT_FOUND, Refused, invalid
from farstu.store.statements import select_by
from farstu.texts import say, shortened
from farstu.texts.masking import mask_text

HOUR_TICKS = 3600 * TICKS_PER_SECOND
MOST_DAYS, MOST_HOURS = 3_650, 24 * 365
_PARTNERS = f'SELECT "name", "title", "created_at" FROM "{PARTNER.name}" ORDER BY "name"'  # noqa: S608 - names of ours
_GROUPS = f'SELECT "id" FROM "{GROUP.name}" ORDER BY "id"'  # noqa: S608 - as above


@dataclass(frozen=True)
class Shown:
    """A key: what it opens by customer or group, from where, when it was used last."""

    key: AccessKey
    opens: dict[str, list[str]] = field(default_factory=dict)
    networks: tuple[str, ...] = ()
    used: int | None = None
    is_valid: bool = True


def partner_routes(guard: Guard) -> list[Route]:
    """Each in its place."""
    return [
        Route(f"{ROOT}/partners", guard.person(_partners), methods=["GET"]),
        Route(f"{ROOT}/partners", guard.owner(_add), methods=["POST"]),
        Route(f"{ROOT}/partners/{{name}}", guard.person(_partner), methods=["GET"]),
        Route(f"{ROOT}/partners/{{name}}/keys", guard.owner(_issue), methods=["POST"]),
        Route(f"{ROOT}/partners/{{name}}/keys/{{key}}/rotate", guard.owner(_rotate), methods=["POST"]),
        Route(f"{ROOT}/partners/{{name}}/keys/{{key}}/revoke", guard.owner(_revoke), methods=["POST"]),
    ]


async def all_partners(visit: Visit) -> list[Partner]:
    """Those that may be seen. StoreError."""
    rows = [Partner(*row) for row in await visit.kit.readers.rows(_PARTNERS)]
    return [row for row in rows if visit.is_owner or row.name == visit.who.person.partner]


async def partner_named(visit: Visit) -> Partner:
    """The one that the address names. Refused with 404 where there is none that may be seen."""
    name = visit.request.path_params["name"]
    for partner in await all_partners(visit):
        if partner.name == name:
            return partner
    raise Refused(404, NOT_FOUND, say("not_found.console_partner", value=shortened(mask_text(name), 40)))


async def _partners(visit: Visit) -> Response:
    listed = [(partner, await _keys(visit, partner.name)) for partner in await all_partners(visit)]
    return await visit.page("partners.html", listed=listed)


async def _keys(visit: Visit, partner: str) -> list[Shown]:
    """The newest first. StoreError."""
    rows = await visit.kit.readers.rows(select_by(ACCESS_KEY.index("partner")), (partner,))
    keys = sorted((ACCESS_KEY.make(row) for row in rows), key=lambda key: (-key.created_at, key.id))
    return [await _shown(visit, key) for key in keys]


async def _shown(visit: Visit, key: AccessKey) -> Shown:
    read = visit.kit.readers.rows
    opens: dict[str, list[str]] = {}
    for row in await read(select_by(KEY_GRANT.index("key")), (key.id,)):
        grant = KEY_GRANT.make(row)
        opens.setdefault(grant.scope, []).append(grant.function_group)
    networks = [KEY_NETWORK.make(row).network for row in await read(select_by(KEY_NETWORK.index("key")), (key.id,))]
    used = [KEY_USE.make(row).at for row in await read(select_by(KEY_USE.key), (key.id,))]
    now = visit.kit.clock()
    valid = key.revoked_at is None and (key.expires_at is None or key.expires_at > now)
    return Shown(key, opens, tuple(networks), used[0] if used else None, valid)


async def _partner(visit: Visit) -> Response:
    return await _show(visit, await partner_named(visit))


async def _show(visit: Visit, partner: Partner, issued: tuple[str, str] | None = None) -> Response:
    """The page of a partner; a key that was just issued is on it this once."""
    sight = await sight_of(visit)
    groups = [row[0] for row in await visit.kit.readers.rows(_GROUPS)] if visit.is_owner else []
    return await visit.page(
        "partner.html",
        partner=partner,
        keys=await _keys(visit, partner.name),
        scopes=[*sight.customers, *groups],
        functions=[group.value for group in FunctionGroup],
        issued=issued,
    )


async def _add(visit: Visit) -> Response:
    form = visit.form
    sent = NewPartner(form.get("name", "").strip(), form.get("title", "").strip())
    await visit.kit.calls.attempt(ADD_PARTNER, sent, who=visit.who.who)
    return visit.to(f"/partners/{sent.name}")


def _values(visit: Visit, name: str) -> list[str]:
    """All values of a name that were sent."""
    return [value for key, value in visit.every if key == name and value.strip()]


async def _issue(visit: Visit) -> Response:
    partner = await partner_named(visit)
    scopes, functions = _values(visit, "scope"), _values(visit, "function")
    if not scopes or not functions or not set(functions) <= {group.value for group in FunctionGroup}:
        raise invalid(("scope", say("error.console_grants")))
    days = _number(visit, "days", MOST_DAYS)
    expires = None if days is None else visit.kit.clock() + days * 24 * HOUR_TICKS
    networks = visit.form.get("networks", "").replace(",", " ").split()
    grants = [(scope, function) for scope in dict.fromkeys(scopes) for function in functions]
    return await _hand_out(visit, partner, NewKey("", "", partner.name, grants, expires, networks=networks))


async def _rotate(visit: Visit) -> Response:
    partner = await partner_named(visit)
    old = await _own_key(visit, partner)
    hours = _number(visit, "hours", MOST_HOURS)
    sent = NewKey(
        "",
        "",
        partner.name,
        [(scope, function) for scope, functions in old.opens.items() for function in functions],
        old.key.expires_at,
        replaces=old.key.id,
        overlap_ends=visit.kit.clock() + (24 if hours is None else hours) * HOUR_TICKS,
        networks=list(old.networks),
    )
    return await _hand_out(visit, partner, sent)


async def _hand_out(visit: Visit, partner: Partner, sent: NewKey) -> Response:
    key = new_key()
    sent.hash, sent.hint = key_hash(visit.kit.secrets().hashing[0], key), hint(key)
    outcome = await visit.kit.calls.attempt(ISSUE_KEY, sent, who=visit.who.who)
    return await _show(visit, partner, (str(outcome.value), key))


async def _revoke(visit: Visit) -> Response:
    partner = await partner_named(visit)
    key = await _own_key(visit, partner)
    await visit.kit.calls.attempt(REVOKE_KEY, KeyName(key.key.id), who=visit.who.who)
    return visit.to(f"/partners/{partner.name}")


async def _own_key(visit: Visit, partner: Partner) -> Shown:
    """A key of the partner's. Refused with 404."""
    name = visit.request.path_params["key"]
    for shown in await _keys(visit, partner.name):
        if shown.key.id == name:
            return shown
    raise Refused(404, NOT_FOUND, say("not_found.key", parameter="key", value=shortened(mask_text(name), 40)))


def _number(visit: Visit, name: str, most: int) -> int | None:
    """A whole number of the form; None where it was left blank. Refused."""
    text = visit.form.get(name, "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 6 and int(text) <= most):
        raise invalid((name, say("error.between", member=name, least=0, most=most, sent=shortened(text, 20))))
    return int(text)
