"""From which address does a request come, and can anybody invent one?"""

import pytest
from django.test import RequestFactory, override_settings
from hypothesis import given
from hypothesis import strategies as st

from jinlin.core.addresses import came_secretly, client_address
from jinlin.core.environment import networks

pytestmark = pytest.mark.one_engine

PROXIES = ["127.0.0.1", "10.0.3.0/24", "2001:db8:ffff::/48"]


def asked(here: str, said: str | None = None) -> str:
    extra = {} if said is None else {"HTTP_X_FORWARDED_FOR": said}
    return client_address(RequestFactory(REMOTE_ADDR=here).get("/", **extra))


@pytest.fixture
def behind(settings):
    settings.TRUSTED_PROXIES = PROXIES


def test_without_a_trusted_proxy_nobody_is_believed(settings):
    settings.TRUSTED_PROXIES = []
    assert [asked("127.0.0.1", said) for said in (None, "198.51.100.7", "127.0.0.1")] == [
        "127.0.0.1"
    ] * 3


@pytest.mark.parametrize(
    ("here", "said", "found"),
    [
        ("127.0.0.1", "198.51.100.7", "198.51.100.7"),
        ("10.0.3.9", "198.51.100.7", "198.51.100.7"),
        ("127.0.0.1", "198.51.100.7, 10.0.3.9", "198.51.100.7"),  # two proxies of ours
        (
            "127.0.0.1",
            "6.6.6.6, 198.51.100.7",
            "198.51.100.7",
        ),  # the first was invented by the asker
        ("127.0.0.1", "10.0.3.1, 198.51.100.7", "198.51.100.7"),  # also one of our own addresses
        ("127.0.0.1", "6.6.6.6, nonsense, 198.51.100.7, 10.0.3.9", "198.51.100.7"),
        ("198.51.100.8", "6.6.6.6", "198.51.100.8"),  # past the proxy: the connection counts
        ("198.51.100.8", "127.0.0.1", "198.51.100.8"),
        ("10.0.4.1", "6.6.6.6", "10.0.4.1"),
        ("127.0.0.1", None, "127.0.0.1"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "6.6.6.6, nonsense", "127.0.0.1"),
        ("127.0.0.1", "6.6.6.6, unknown, 10.0.3.9", "10.0.3.9"),
        ("127.0.0.1", "10.0.3.1, 10.0.3.2", "10.0.3.1"),  # asked from within
        ("127.0.0.1", "198.51.100.7:51234", "198.51.100.7"),
        ("127.0.0.1", "[2001:db8::1]:443", "2001:db8::1"),
        ("127.0.0.1", "2001:0db8:0::1", "2001:db8::1"),
        ("::ffff:127.0.0.1", "::ffff:198.51.100.7", "198.51.100.7"),
        ("2001:db8:ffff::1", "fe80::1%eth0", "fe80::1"),
        ("", "6.6.6.6", "0.0.0.0"),
    ],
)
@pytest.mark.usefixtures("behind")
def test_the_last_one_that_is_no_proxy_of_ours_asked(here, said, found):
    assert asked(here, said) == found


@given(
    st.lists(
        st.one_of(
            st.ip_addresses().map(str), st.text(max_size=12).filter(lambda text: "," not in text)
        ),
        max_size=5,
    )
)
def test_whatever_an_asker_invents_the_answer_is_the_same(invented):
    with override_settings(TRUSTED_PROXIES=PROXIES):
        assert asked("127.0.0.1", ", ".join([*invented, "198.51.100.7"])) == "198.51.100.7"


@pytest.mark.parametrize(
    ("here", "said", "is_secret"),
    [
        ("127.0.0.1", "https", True),
        ("10.0.3.9", "https", True),
        ("127.0.0.1", "http", False),
        ("127.0.0.1", None, False),
        ("127.0.0.1", "http, https", False),  # not what a proxy of ours writes
        ("198.51.100.8", "https", False),  # past the proxy: nobody vouches for it
    ],
)
@pytest.mark.usefixtures("behind")
def test_only_a_proxy_of_ours_says_that_somebody_came_by_https(here, said, is_secret):
    extra = {} if said is None else {"HTTP_X_FORWARDED_PROTO": said}
    request = RequestFactory(REMOTE_ADDR=here).get("/", **extra)
    assert came_secretly(request) is is_secret


def test_a_setting_that_cannot_be_read_stops_the_house_at_its_start(monkeypatch):
    monkeypatch.setenv("JINLIN_TRUSTED_PROXIES", "127.0.0.1, 10.0.3.7/24")
    assert networks("JINLIN_TRUSTED_PROXIES") == ["127.0.0.1/32", "10.0.3.0/24"]
    monkeypatch.setenv("JINLIN_TRUSTED_PROXIES", "2")
    with pytest.raises(ValueError, match="JINLIN_TRUSTED_PROXIES: '2' is no address"):
        networks("JINLIN_TRUSTED_PROXIES")
    monkeypatch.delenv("JINLIN_TRUSTED_PROXIES")
    assert networks("JINLIN_TRUSTED_PROXIES") == []
