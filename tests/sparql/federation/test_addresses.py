"""The allow-list compares addresses as the web does, and knows what is not public."""

from ipaddress import ip_address

import pytest

from sparql.federation.addresses import is_public, normal, services

NORMAL = [
    ("https://query.example/sparql", "https://query.example/sparql"),
    ("HTTPS://Query.Example:443/sparql", "https://query.example/sparql"),
    ("http://query.example", "http://query.example/"),
    ("http://query.example:80/", "http://query.example/"),
    ("http://query.example:443/", "http://query.example:443/"),
    (
        "https://query.example/Sparql?default-graph-uri=a",
        "https://query.example/Sparql?default-graph-uri=a",
    ),
    ("http://[2A00:0::1]/sparql", "http://[2a00::1]/sparql"),
]


@pytest.mark.parametrize(("written", "meant"), NORMAL)
def test_addresses_are_compared_in_their_normal_form(written: str, meant: str) -> None:
    assert normal(written) == meant
    assert normal(meant) == meant


DIFFERENT = [
    ("https://query.example/sparql", "http://query.example/sparql"),
    ("https://query.example/sparql", "https://query.example/sparql/"),
    ("https://query.example/sparql", "https://query.example:8443/sparql"),
    ("https://query.example/a", "https://query.example/A"),
    ("https://query.example/", "https://query.example./"),
]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_addresses_that_may_lead_elsewhere_are_different(one: str, other: str) -> None:
    assert normal(one) != normal(other)


WRONG = [
    "",
    "query.example/sparql",
    "ftp://query.example/",
    "file:///etc/passwd",
    "https:///sparql",
    "https://user:word@query.example/",
    "https://query.example@elsewhere.example/",
    "https://query.example/#part",
    "https://query.example:port/",
    "https://query.example:0/",
    "https://query.example:70000/",
    "https://例子.example/",
    "https://query.example/<",
    "https://query.example/\\u0041",
    "https://query example/",
    "https://[::1/",
    "https://-/",
]


@pytest.mark.parametrize("address", WRONG)
def test_what_is_no_endpoints_address_is_told(address: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        normal(address)


def test_the_setting_is_a_list() -> None:
    assert services("  https://a.example/sparql\n http://B.example https://a.example/sparql") == (
        "https://a.example/sparql",
        "http://b.example/",
    )
    assert services("") == ()


OURS = [
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "100.100.100.200",
    "169.254.169.254",
    "168.63.129.16",
    "192.0.2.1",
    "198.18.0.1",
    "224.0.0.1",
    "239.1.1.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "64:ff9b::7f00:1",
    "64:ff9b::808:808",
    "64:ff9b:1::7f00:1",
    "2002:7f00:1::1",
    "2001:0:7f00:1::",
    "2001:db8::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "2a00::1%eth0",
    "fec0::1",
    "ff02::1",
    "100::1",
]


@pytest.mark.parametrize("address", OURS)
def test_addresses_around_this_machine_are_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "141.76.1.1", "2a00:1450:4001::200e", "2620:0:862::1"]
)
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(ip_address(address))


SPELLINGS = [
    "http://127.0.0.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://127.1/",
    "http://0/",
    "http://[::1]/",
    "http://[::ffff:169.254.169.254]/",
    "http://[fe80::1%25eth0]/",
    "http://169.254.169.254/latest",
]


@pytest.mark.parametrize("address", SPELLINGS)
def test_no_setting_allows_a_private_address_however_it_is_spelt(address: str) -> None:
    with pytest.raises(ValueError, match=r"private network|no address|names no host"):
        services(f"https://query.example/sparql {address}")
