"""The secrets of a server. None of them is ever in the database."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import blake2b

SECRET_BYTES = 32
_INDEX = "index"


class SecretUnreadable(Exception):
    """A secret is not one; the first argument says where it stands."""


@dataclass(frozen=True)
class Secrets:
    """`hashing` hashes keys: the newest first, older ones are still read. `index` makes the keys of look-ups, and stays
    what it is. `sealing`, by version, encrypts what must not be read: the newest is used, older ones are still read."""

    hashing: tuple[bytes, ...]
    index: bytes
    sealing: dict[int, bytes]

    @property
    def newest_sealing(self) -> int:
        """The version that is sealed with."""
        return max(self.sealing)

    @property
    def fingerprint(self) -> str:
        """Tells the newest hashing secret from others, and nothing about it: 8 hex digits."""
        return fingerprint(self.hashing[0])


def fingerprint(secret: bytes) -> str:
    """Tells a secret from others, and nothing about it: 8 hex digits."""
    return blake2b(b"farstu", key=secret, digest_size=4).hexdigest()


def derived(*hashing: bytes) -> Secrets:
    """All secrets from those that hash keys, newest first: the data's own follow from the oldest."""
    return Secrets(hashing, hashing[-1], {1: hashing[-1]})


def read_hashing(text: str, where: str) -> tuple[bytes, ...]:
    """Secrets of 64 hex digits, newest first, separated by blanks, commas or line breaks. SecretUnreadable."""
    secrets = tuple(_secret(word, where) for word in text.replace(",", " ").split())
    if not secrets:
        raise SecretUnreadable(where)
    return secrets


def write_hashing(secrets: Secrets) -> str:
    """What `read_hashing` reads."""
    return "".join(f"{secret.hex()}\n" for secret in secrets.hashing)


def read_data_keys(text: str, secrets: Secrets, where: str) -> Secrets:
    """The secrets with data keys of their own: `index` and its 64 hex digits, then versions and theirs.
    SecretUnreadable."""
    words = text.split()
    if len(words) % 2:
        raise SecretUnreadable(where)
    named = dict(zip(words[::2], (_secret(word, where) for word in words[1::2]), strict=True))
    index = named.pop(_INDEX, None)
    if index is None or not named or not all(name.isdecimal() and len(name) < 6 for name in named):
        raise SecretUnreadable(where)
    return replace(secrets, index=index, sealing={int(name): secret for name, secret in named.items()})


def write_data_keys(secrets: Secrets) -> str:
    """What `read_data_keys` reads."""
    lines = [(_INDEX, secrets.index), *((str(version), key) for version, key in sorted(secrets.sealing.items()))]
    return "".join(f"{name} {secret.hex()}\n" for name, secret in lines)


def _secret(word: str, where: str) -> bytes:
    try:
        secret = bytes.fromhex(word)
    except ValueError:
        raise SecretUnreadable(where) from None
    if len(secret) != SECRET_BYTES:
        raise SecretUnreadable(where)
    return secret
