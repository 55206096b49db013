"""What `extend` may ask for, and what is answered then."""

from __future__ import annotations

import re

from farstu.areas.estate.contract import AdvertisingEstate, EstateClassType, Extensions
from farstu.contract.model import INFO
from farstu.engine.reads import Asked
from farstu.records import user_queries, users
from farstu.refusals import invalid
from farstu.texts import say

_BETWEEN = re.compile(r"[+,\s]+")
_ALL_KINDS = "$estate"
_KNOWN = (
    *(field.wire for field in INFO[Extensions].fields),
    *(kind.name for kind in EstateClassType if kind.number),
    _ALL_KINDS,
)


def wanted_extensions(asked: Asked) -> set[str]:
    """Their names in lower case. Refused where one is none."""
    known = {name.lower(): name for name in _KNOWN}
    wanted = {part.lower() for part in _BETWEEN.split(asked.parameters["extend"] or "") if part}
    for name in sorted(wanted - known.keys()):
        names = ", ".join(dict.fromkeys(known.values()))
        raise invalid(("extend", say("error.enum", member="extend", value=name, names=names)))
    return wanted


async def extensions(asked: Asked, advert: AdvertisingEstate, wanted: set[str]) -> Extensions | None:
    """What was asked for; null where nothing was. Of the kinds of homes nothing is known, so they stay null."""
    if not wanted:
        return None
    primary = advert.primary_agent_id if "primaryagent" in wanted else None
    secondary = advert.secondary_agent_id if "secondaryagent" in wanted else None
    named = [user for user in (primary, secondary) if user]
    rows = await asked.rows(user_queries.BY_ID, customers=[asked.customer], users=named) if named else []
    found = {user.id: users.advertised(user, works, changed) for user, works, changed in user_queries.each_user(rows)}
    return Extensions(primary_agent=found.get(primary or ""), secondary_agent=found.get(secondary or ""))
