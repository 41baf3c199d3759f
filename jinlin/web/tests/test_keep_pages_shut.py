"""Does every answer forbid what is inline and what is foreign, and do our own pages keep to it?"""

import re
from pathlib import Path

import pytest
from django.test import Client

from jinlin.web.middleware import POLICY

pytestmark = [pytest.mark.urls("jinlin.web.tests.doors"), pytest.mark.one_engine]
APPS = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(APPS.glob("**/templates/**/*.html"))


@pytest.mark.parametrize(
    "address", ["/tell/", "/nowhere/", "/no/stale/", "/broken/", "/api/v1/no/stale/"]
)
def test_every_answer_carries_the_policy(address):
    assert Client(raise_request_exception=False).get(address)["Content-Security-Policy"] == POLICY


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(APPS)))
def test_no_template_holds_what_the_policy_forbids(template):
    assert (
        re.findall(
            r"""<style|<script(?![^>]*\ssrc=)|\sstyle=|\son[a-z]+=["']|href=["']javascript:""",
            template.read_text(),
        )
        == []
    )
