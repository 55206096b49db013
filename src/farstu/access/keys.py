"""Keys: how one is made, how it is kept, how it is sent."""

from __future__ import annotations

import base64
import binascii
import secrets
from hashlib import blake2b
from typing import NamedTuple

PREFIX = "fk_"


class Credentials(NamedTuple):
    """What a caller says of itself."""

    partner: str
    key: str


def new_key() -> str:
    """A key of 256 random bits."""
    return PREFIX + secrets.token_urlsafe(32)


def key_hash(secret: bytes, key: str) -> str:
    """What is stored of a key: BLAKE2b keyed with the server's secret, 64 hex digits."""
    return blake2b(key.encode(), key=secret, digest_size=32).hexdigest()


def hint(key: str) -> str:
    """The end of a key, for people to tell keys apart."""
    return key[-4:]


def read_basic(header: bytes | None) -> Credentials | None:
    """The user name and password of an `Authorization` header; None where it says neither, or is none."""
    if header is None:
        return None
    scheme, _, encoded = header.partition(b" ")
    if scheme.lower() != b"basic":
        return None
    try:
        partner, colon, key = base64.b64decode(encoded.strip(), validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return Credentials(partner, key) if colon else None
