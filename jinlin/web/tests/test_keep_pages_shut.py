"""Does every answer forbid what is inline and what is foreign, and do our own pages keep to it?"""

import re
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from jinlin.web.middleware import POLICY, BehindProxy, NothingKept
from tests.house import for_each

pytestmark = [pytest.mark.urls("jinlin.web.tests.doors"), pytest.mark.one_engine]
APPS = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(APPS.glob("**/templates/**/*.html"))


@pytest.mark.parametrize(
    "address", ["/tell/", "/nowhere/", "/no/stale/", "/broken/", "/api/v1/no/stale/"]
)
def test_every_answer_carries_the_policy(address):
    assert Client(raise_request_exception=False).get(address)["Content-Security-Policy"] == POLICY


@for_each(TEMPLATES)
def test_no_template_holds_what_the_policy_forbids(template):
    assert (
        re.findall(
            r"""<style|<script(?![^>]*\ssrc=)|\sstyle=|\son[a-z]+=["']|href=["']javascript:""",
            template.read_text(),
        )
        == []
    )


@pytest.mark.parametrize(("proxies", "scheme"), [([], "http"), (["127.0.0.1"], "https")])
def test_the_scheme_is_what_a_trusted_proxy_says(settings, proxies, scheme):
    settings.TRUSTED_PROXIES = proxies
    asked = RequestFactory().get("/", HTTP_X_FORWARDED_PROTO="https")
    BehindProxy(lambda _request: HttpResponse())(asked)
    assert asked.scheme == scheme


def test_what_a_view_says_of_keeping_stands_and_else_nothing_is_kept():
    def answered(**headers: str) -> str:
        return NothingKept(lambda _request: HttpResponse(headers=headers))(None)["Cache-Control"]

    assert answered(**{"Cache-Control": "private, max-age=600"}) == "private, max-age=600"
    assert "no-store" in answered()
