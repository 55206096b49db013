"""Headers that every answer has, so that no browser makes of it what it is not."""

from __future__ import annotations

from collections.abc import Iterable

Header = tuple[bytes, bytes]
SAFE: tuple[Header, ...] = (
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"referrer-policy", b"no-referrer"),
)
"""A page has a policy of its own, which lets it run what is ours."""
SAFE_AS_TEXT = tuple((name.decode(), value.decode()) for name, value in SAFE)


def with_safe(headers: Iterable[Header]) -> list[Header]:
    """The headers, and those of these that are not among them."""
    given = list(headers)
    names = {name.lower() for name, _ in given}
    return given + [header for header in SAFE if header[0] not in names]
