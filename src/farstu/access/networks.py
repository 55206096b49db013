"""Addresses and networks: from where a key may be used."""

from __future__ import annotations

from functools import lru_cache
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Network = IPv4Network | IPv6Network


def read_network(text: str) -> Network:
    """`10.0.0.0/8`, `2001:db8::/32`, or one address. ValueError, also where bits behind the prefix are set."""
    return ip_network(text.strip())


@lru_cache(4_096)
def lies_in(address: str, networks: tuple[Network, ...]) -> bool:
    """Whether an address lies in one of the networks. A text that is no address lies nowhere."""
    try:
        read = ip_address(address)
    except ValueError:
        return False
    if isinstance(read, IPv6Address) and read.ipv4_mapped:
        read = read.ipv4_mapped
    return any(read in network for network in networks)
