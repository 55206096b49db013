"""Personal numbers pass through here and nowhere else, so that how they are kept can change without the rules."""

from __future__ import annotations

import base64
import binascii
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING, Protocol

from farstu.store.secrets import Secrets

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

SEALED = "\x01"
"""How a sealed text begins. No text of a caller does: the wire refuses control characters."""
_NONCE_BYTES = 12
_ABOUT = b"farstu personal number"


class SealBroken(Exception):
    """What is stored was sealed with a key that is not here, or was changed since."""


class Vault(Protocol):
    """How what must not be read by chance is kept."""

    def seal(self, text: str) -> str:
        """What is stored for a personal number; the same for the same text, so that a rule may run twice."""

    def open(self, sealed: str) -> str:
        """The personal number again. SealBroken."""

    def match(self, text: str) -> str:
        """A key to look up equal texts by, from which the text cannot be told: 32 hex digits."""


class PlainVault:
    """Keeps personal numbers as they are: where nothing is stored, and for what an older program has stored."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def seal(self, text: str) -> str:
        return text

    def open(self, sealed: str) -> str:
        return sealed

    def match(self, text: str) -> str:
        return blake2b(text.encode("utf-8", "surrogatepass"), key=self._secret, digest_size=16).hexdigest()


class SealingVault(PlainVault):
    """Keeps personal numbers under AES-256-GCM; match keys are keyed with the index secret.

    Sealed: `\\x01`, the version of the key, a dot, Base64 of nonce and ciphertext. The nonce is a keyed hash of the
    text (as in a synthetic IV): no two texts share one, and equal texts are sealed equally, which their match keys
    show anyway. Anything else is what an older program kept in clear.
    """

    def __init__(self, secrets: Secrets) -> None:
        super().__init__(secrets.index)
        self.renew(secrets)

    def renew(self, secrets: Secrets) -> None:
        """Seals with another key from now on. The index secret stays what it is."""
        keys = {version: _SealingKey(material) for version, material in secrets.sealing.items()}
        self._keys = keys
        self._sealing = (f"{SEALED}{secrets.newest_sealing}.", keys[secrets.newest_sealing])

    @property
    def version(self) -> str:
        """The version of the key that is sealed with."""
        return self._sealing[0][len(SEALED) : -1]

    def renewed(self, text: str) -> str:
        """The same, sealed with the newest key; as it is where it is that already. SealBroken."""
        return text if text.startswith(self._sealing[0]) else self.seal(self.open(text))

    def seal(self, text: str) -> str:
        prefix, key = self._sealing
        return prefix + base64.urlsafe_b64encode(key.seal(text)).decode()

    def open(self, sealed: str) -> str:
        if not sealed.startswith(SEALED):
            return sealed
        version, _, encoded = sealed[len(SEALED) :].partition(".")
        try:
            return self._keys[int(version)].open(base64.urlsafe_b64decode(encoded))
        except (KeyError, ValueError, binascii.Error):
            raise SealBroken(f"sealed with key {version[:6]!r}") from None


class _SealingKey:
    """One version of the sealing key: what encrypts, and what makes nonces, both derived from it."""

    def __init__(self, material: bytes) -> None:
        self._key = blake2b(b"farstu sealing", key=material, digest_size=32).digest()
        self._nonces = blake2b(b"farstu nonces", key=material, digest_size=32).digest()

    def seal(self, text: str) -> bytes:
        plain = text.encode("utf-8", "surrogatepass")
        nonce = blake2b(plain, key=self._nonces, digest_size=_NONCE_BYTES).digest()
        return nonce + self._cipher.encrypt(nonce, plain, _ABOUT)

    def open(self, sealed: bytes) -> str:
        """ValueError where it was sealed with another key, or changed since."""
        from cryptography.exceptions import InvalidTag

        try:
            plain = self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], _ABOUT)
        except InvalidTag:
            raise ValueError from None
        return plain.decode("utf-8", "surrogatepass")

    @cached_property
    def _cipher(self) -> AESGCM:
        """Comes with the first number: it takes seven megabytes that a server without any need not hold."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        return AESGCM(self._key)
