"""Addresses in networks."""

from __future__ import annotations

import pytest

from farstu.access.networks import lies_in, read_network


@pytest.mark.parametrize(
    ("address", "network", "inside"),
    [
        ("10.1.2.3", "10.0.0.0/8", True),
        ("11.0.0.1", "10.0.0.0/8", False),
        ("192.0.2.7", "192.0.2.7", True),
        ("192.0.2.8", "192.0.2.7/32", False),
        ("2001:db8::1", "2001:db8::/32", True),
        ("2001:db9::1", "2001:db8::/32", False),
        ("::ffff:10.1.2.3", "10.0.0.0/8", True),
        ("10.1.2.3", "::/0", False),
        ("", "0.0.0.0/0", False),
        ("unix:", "0.0.0.0/0", False),
    ],
)
def test_an_address_lies_in_a_network_or_not(address: str, network: str, inside: bool) -> None:
    assert lies_in(address, (read_network(network),)) is inside


@pytest.mark.parametrize("text", ["", "x", "10.0.0.1/8", "10.0.0.0/33", "10.0.0", "example.com"])
def test_what_is_no_network_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"network|prefix|host bits|octet|address"):
        read_network(text)
