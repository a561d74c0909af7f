"""Who sent a request: what the trusted proxy says of it, and without one the other end of the connection."""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

Networks = Sequence[str]
ONE_HOUSEHOLD = 64
"""Of an IPv6 address only so many bits say where it is: the rest one sender changes at will."""


def sender(peer: str, forwarded: str, trusted: Networks) -> str:
    """The address nearest to us that no trusted proxy holds; `forwarded` is read only where `peer` is trusted.

    Each proxy appends whom it heard, so the list is read from its end: what stands before is anybody's claim.
    """
    found = _address(peer)
    for claimed in reversed([one.strip() for one in forwarded.split(",") if one.strip()]):
        if not is_within(str(found or peer), trusted):
            break
        if (address := _address(claimed)) is None:
            break
        found = address
    return str(found) if found else ""


def is_within(address: str, networks: Networks) -> bool:
    """Whether the address is in one of the networks."""
    found = _address(address)
    return found is not None and any(found in ip_network(network, strict=False) for network in networks)


def household(address: str) -> str:
    """What is counted as one sender: an IPv4 address, or the 64 bits of an IPv6 address that a line is given."""
    found = _address(address)
    if isinstance(found, IPv6Address):
        return str(IPv6Network((found, ONE_HOUSEHOLD), strict=False).network_address)
    return str(found or "")


def _address(text: str) -> IPv4Address | IPv6Address | None:
    """An address, without the port that some proxies write beside it."""
    bare = text.strip()
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        found = ip_address(bare)
    except ValueError:
        return None
    return (found.ipv4_mapped or found) if isinstance(found, IPv6Address) else found
