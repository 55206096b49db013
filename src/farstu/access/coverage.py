"""What a partner's keys cover together, at a moment."""

from __future__ import annotations

from farstu.access.tables import ACCESS_KEY, GROUP, GROUP_MEMBER, KEY_GRANT
from farstu.contract.operation import FunctionGroup
from farstu.store.base import Readers

Covers = dict[FunctionGroup, frozenset[str]]
_GRANTS = f"""
SELECT k.demo, g.function_group, g.scope, c.id, m.member FROM "{ACCESS_KEY.name}" AS k
JOIN "{KEY_GRANT.name}" AS g ON g.key = k.id
LEFT JOIN "{GROUP.name}" AS c ON c.id = g.scope
LEFT JOIN "{GROUP_MEMBER.name}" AS m ON m.group_id = c.id
WHERE k.partner = ? AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > ?)"""  # noqa: S608 - our names


async def covered_by(readers: Readers, partner: str, now: int, *, demo: bool) -> Covers:
    """The customers, by function group, of the partner's valid keys. StoreError."""
    found: dict[FunctionGroup, set[str]] = {}
    for is_demo, function, scope, group, member in await readers.rows(_GRANTS, (partner, now)):
        covered = member if group else scope
        if covered is not None and (demo or not is_demo):
            found.setdefault(FunctionGroup(function), set()).add(covered)
    return {group: frozenset(customers) for group, customers in found.items()}
