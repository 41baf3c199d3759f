"""How does a county settle whose word it takes, and what can nobody change afterwards?"""

import pytest

from jinlin.core.errors import NotAllowed, Unusable
from jinlin.ground.accounts.tests import county as small
from jinlin.ground.identities.actions import settle_provider
from jinlin.ground.identities.models import Kind, Pass, Provider
from jinlin.ground.identities.tests import houses
from jinlin.ground.identities.tests.conftest import provider_of

pytestmark = pytest.mark.one_engine

ADDRESS = "/desk/admin/identities/provider/"
FORM = {
    "of_county": small.COUNTY,
    "kind": "wechat",
    "audience": "staff",
    "slug": "wechat",
    "name": "微信",
    "client_id": houses.APP,
    "new_secret": houses.SECRET,
    "valid_from": "2020-01-01",
    "is_open": "on",
}


@pytest.fixture
def browser(county):
    return small.at_desk(county.users.system_admin)


def test_it_is_settled_on_a_page_and_its_secret_is_never_shown(browser):
    assert browser.post(f"{ADDRESS}add/", FORM).status_code == 302
    row = Provider.objects.get()
    assert (row.county, row.audience, row.secret) == (small.COUNTY, "residents", houses.SECRET)
    page = browser.get(f"{ADDRESS}{row.pk}/change/").content.decode()
    assert houses.SECRET not in page
    answer = browser.post(
        f"{ADDRESS}{row.pk}/change/", {**FORM, "name": "微信登录", "new_secret": ""}
    )
    assert answer.status_code == 302
    row.refresh_from_db()
    assert (row.name, row.secret) == ("微信登录", houses.SECRET)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"new_secret": ""}, "new_secret"),
        ({"kind": "oidc"}, "issuer"),
        ({"kind": "oidc", "issuer": "http://plain.example"}, "issuer"),
        ({"calls_at": "https://127.0.0.1/"}, "calls_at"),
        ({"pages_at": "https://user:pass@example.org/"}, "pages_at"),
    ],
)
def test_what_cannot_work_is_refused_beside_its_field(browser, changes, field):
    page = browser.post(f"{ADDRESS}add/", FORM | changes)
    assert page.status_code == 200
    assert list(page.context["adminform"].form.errors) == [field]
    assert Provider.objects.count() == 0


def test_which_house_it_is_never_changes(county, house):
    provider = provider_of(house, Kind.OIDC)
    provider.issuer = "https://evil.example"
    with pytest.raises(Unusable):
        settle_provider(provider, actor=county.actors.system_admin)


def test_only_the_countys_own_administrator_settles(county, house):
    provider = provider_of(house)
    for name in ("clerk", "lead", "security_admin", "county_outsider", "resident"):
        with pytest.raises(NotAllowed):
            settle_provider(provider, actor=getattr(county.actors, name))


def test_a_new_secret_ends_the_keys_fetched_with_the_old_one(county, house):
    provider = provider_of(house)
    Pass.objects.create(provider=provider, what="token", value="x", until="2099-01-01T00:00Z")
    settle_provider(provider, actor=county.actors.system_admin, secret="another")
    assert Pass.objects.count() == 0
