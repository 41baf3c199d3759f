"""Which addresses lie outside of the house's own network?"""

import socket

import pytest

from jinlin.core import outside

pytestmark = pytest.mark.one_engine


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "2001:4860:4860::8888", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_an_address_of_the_open_internet_is_outside(address):
    assert outside.is_outside(address)


@pytest.mark.parametrize(
    "address",
    [
        *(
            "127.0.0.1",
            "127.9.9.9",
            "0.0.0.0",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "224.0.0.1",
        ),
        *(
            "255.255.255.255",
            "::",
            "::1",
            "::7f00:1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "64:ff9b:1::a00:1",
        ),
        *("2002:7f00:1::", "fe80::1%lo", "fd00::1", "ff0e::1", "2001:db8::1"),
        *("::ffff:0:127.0.0.1", "::ffff:0:10.0.0.1", "fec0::1", "5f00::1"),
    ],
)
def test_the_house_its_network_and_what_only_looks_otherwise_are_not(address):
    assert not outside.is_outside(address)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.1", "2130706433", "0x7f.1", "::1"])
def test_however_it_is_written_the_house_itself_is_inside(host):
    with pytest.raises(outside.Inside):
        outside.looked_up(host, 80)


def test_a_name_with_one_address_outside_and_one_inside_is_inside(monkeypatch):
    found = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443))
        for address in ("8.8.8.8", "10.0.0.1")
    ]
    monkeypatch.setattr(outside.socket, "getaddrinfo", lambda *_asked, **_options: found)
    with pytest.raises(outside.Inside):
        outside.looked_up("both.example", 443)


def test_a_connection_is_made_to_what_was_looked_up(monkeypatch):
    """Seen from here the listener is outside: only then may it be reached."""
    monkeypatch.setattr(outside, "is_outside", lambda _address: True)
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        outside.connect(server.getsockname(), 5) as made,
    ):
        assert (made.getpeername(), made.gettimeout()) == (server.getsockname(), 5)


def test_where_nobody_listens_there_is_no_connection(monkeypatch):
    monkeypatch.setattr(outside, "is_outside", lambda _address: True)
    with pytest.raises(ConnectionRefusedError):
        outside.connect(("127.0.0.1", 1), 5)
