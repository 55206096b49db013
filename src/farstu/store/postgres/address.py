"""The address of a PostgreSQL database: `postgresql://user@host:port/name?…`."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

SCHEMES = ("postgresql", "postgres")
_SECRET = re.compile(r"password|passfile|sslkey|secret", re.IGNORECASE)
HIDDEN = "****"
_UNREADABLE = f"{SCHEMES[0]}://{HIDDEN}"


def is_postgres(address: str) -> bool:
    """Whether this is such an address at all."""
    return address.partition("://")[0] in SCHEMES and "://" in address


def without_secrets(address: str) -> str:
    """The address as people may see it: `postgresql://farstu:****@db.example/farstu`. Nothing of one that cannot be
    read."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return _UNREADABLE
    if parts.fragment or ("@" in address and "@" not in parts.netloc):
        return _UNREADABLE  # a password with a character that ends the host
    user, colon, _ = parts.netloc.rpartition("@")[0].partition(":")
    host = parts.netloc.rpartition("@")[2]
    named = f"{user}:{HIDDEN}@" if colon else f"{user}@" if user else ""
    asked = [(name, HIDDEN if _SECRET.search(name) else value) for name, value in parse_qsl(parts.query)]
    query = f"?{urlencode(asked, safe='/*')}" if asked else ""
    return f"{parts.scheme}://{named}{host}{parts.path}{query}"
