"""Do all lists show their states in one way, and count alike when a frequent word is sought?"""

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string

from jinlin.core.counting import Sifted
from jinlin.core.search import rows as search
from jinlin.core.tests.standing import once_a_file
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.tests.cast import cast_of_dehua, reported
from jinlin.shell.boards import TabForm, in_each_state, tabs_of

standing_cast, cast = once_a_file(cast_of_dehua)

NASTY = "\"><script>'&"
STATES = [("open", "Open"), ("all", NASTY)]


def test_a_tab_says_where_it_leads_and_how_many_stand_there():
    address = QueryDict(f"place=350526&state=open&after=x&q={NASTY.replace('&', '%26')}")
    counts = {"open": "999+", "all": ""}
    tabs = [(*tab, counts[tab[0]]) for tab in tabs_of(STATES, address)]
    page = render_to_string("parts/state_tabs.html", {"tabs": tabs, "state": "open"})
    assert page.count("<a ") == 2
    assert page.count('aria-current="true"') == 1
    assert "<small>999+</small>" in page
    assert NASTY not in page
    assert "after" not in page
    assert page.count("place=350526") == 2


def test_a_list_counts_each_of_its_tabs(cast):
    appeal = reported(cast)
    form = TabForm(QueryDict("state=all"), states=STATES)
    rows = {"open": Appeal.objects.none(), "all": Appeal.objects.filter(pk=appeal.pk)}
    tabs = form.counted(rows.__getitem__)
    assert tabs == [("open", "Open", "state=open", ""), ("all", NASTY, "state=all", "1")]


@pytest.mark.parametrize("is_frequent", [True, False])
def test_of_a_frequent_word_each_row_is_looked_at(cast, monkeypatch, is_frequent):
    asked = []

    def rows_of(state: str, text: str):
        asked.append((state, text))
        return Appeal.objects.all()

    monkeypatch.setattr(search, "is_frequent", lambda _signs: is_frequent)
    question = in_each_state(Appeal, "路灯", rows_of)("open")
    assert isinstance(question, Sifted) is is_frequent
    assert asked == [("open", "" if is_frequent else "路灯")]
