"""How callers reach the server: plain HTTP on this machine alone, behind a proxy that does TLS, or TLS of its own."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Any, NoReturn

from farstu.access.networks import read_network

YEAR_SECONDS = 365 * 24 * 3600
_ALWAYS_TLS = ("strict-transport-security", f"max-age={YEAR_SECONDS}")


class Exposed(Exception):
    """Plain HTTP would leave this machine."""


class CertificateUnusable(Exception):
    """The certificate or its private key cannot be used; the first argument says why."""


class ProxyUnknown(Exception):
    """What is to be trusted is no address; the first argument is it."""


@dataclass(frozen=True)
class Transport:
    """`trusted_proxies` are addresses and networks whose X-Forwarded-For and X-Forwarded-Proto are believed."""

    host: str
    trusted_proxies: tuple[str, ...] = ()
    certificate: Path | None = None
    private_key: Path | None = None

    @property
    def scheme(self) -> str:
        """Of the addresses that this server listens on."""
        return "https" if self.certificate else "http"

    def check(self) -> None:
        """ProxyUnknown, CertificateUnusable."""
        for proxy in self.trusted_proxies:
            try:
                read_network(proxy)
            except ValueError:
                raise ProxyUnknown(proxy) from None
        if self.certificate or self.private_key:
            self._check_certificate()

    def check_kept_in(self) -> None:
        """Exposed where callers from elsewhere would send their keys in clear."""
        if not (self.certificate or self.trusted_proxies or _is_loopback(self.host)):
            raise Exposed

    def settings(self) -> dict[str, Any]:
        """What uvicorn is told."""
        told: dict[str, Any] = {"proxy_headers": False}
        if self.trusted_proxies:
            told = {"proxy_headers": True, "forwarded_allow_ips": list(self.trusted_proxies)}
        if self.certificate:
            files = {"ssl_certfile": self.certificate, "ssl_keyfile": self.private_key}
            told |= {**files, "ssl_ciphers": "DEFAULT@SECLEVEL=2", "headers": [_ALWAYS_TLS]}
        return told

    def _check_certificate(self) -> None:
        if self.certificate is None or self.private_key is None:
            raise CertificateUnusable("both --certificate and --private-key are needed")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        try:
            context.load_cert_chain(self.certificate, self.private_key, _no_password)
        except (OSError, ValueError) as error:
            raise CertificateUnusable(
                getattr(error, "reason", None) or getattr(error, "strerror", None) or str(error)
            ) from error


def _no_password() -> NoReturn:
    raise ValueError("the private key is locked with a password; give one that is not")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
