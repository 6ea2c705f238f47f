"""Which addresses of the internet are everybody's, and not of this machine or of its network.

What is not known to be public is not: the registries of IANA are written down here, for the
standard library's own lists differ from one patch of Python to the next.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

NOT_PUBLIC_4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",  # this network
            "10.0.0.0/8",  # private
            "100.64.0.0/10",  # behind a provider's NAT; some clouds keep their metadata here
            "127.0.0.0/8",  # this machine
            "168.63.129.16/32",  # Azure's own host, under a public address
            "169.254.0.0/16",  # this link; most clouds keep their metadata here
            "172.16.0.0/12",  # private
            "192.0.0.0/24",  # of protocols; Oracle keeps its metadata here
            "192.0.2.0/24",  # for examples
            "192.88.99.0/24",  # relays of 6to4
            "192.168.0.0/16",  # private
            "198.18.0.0/15",  # for measurements
            "198.51.100.0/24",  # for examples
            "203.0.113.0/24",  # for examples
            "224.0.0.0/4",  # to many at once
            "240.0.0.0/4",  # reserved, and to all at once
        ),
    )
)
PUBLIC_6 = IPv6Network("2000::/3")  # all else is private, of a link, or holds an address of IPv4
NOT_PUBLIC_6 = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # of protocols, among them Teredo, which holds an address of IPv4
            "2001:db8::/32",  # for examples
            "2002::/16",  # 6to4, which holds an address of IPv4
            "3fff::/20",  # for examples
        ),
    )
)


def is_public(address: str) -> bool:
    """Tell whether an address is one of the open internet.

    Args:
        address: as the system writes it; what it cannot read is not public.
    """
    try:
        read = ip_address(address)
    except ValueError:
        return False
    match read:
        case IPv4Address():
            return not any(read in network for network in NOT_PUBLIC_4)
        case IPv6Address():
            is_there = read in PUBLIC_6 and read.scope_id is None
            return is_there and not any(read in network for network in NOT_PUBLIC_6)
