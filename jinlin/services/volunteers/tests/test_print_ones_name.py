"""Does a certificate bear the whole name of its holder, for the holder and for whoever may see it,
and for nobody else?
"""

import pytest
from django.urls import reverse

from jinlin.core.timeline.entries import Access
from jinlin.services.documents import printing
from jinlin.services.documents.tests.test_print_a_paper import words_of
from jinlin.services.volunteers import actions
from jinlin.services.volunteers.tests.cast import at, at_desk, at_phone, recorded

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


@pytest.fixture
def paper(cast):
    record = recorded(cast)
    with at(13):
        actions.verify(record, actor=cast.actors.one)
        return actions.certify(cast.one, actor=cast.actors.one)


@pytest.fixture
def names(cast):
    person = cast.one.person
    return person.name, person.shown_name()


def test_ones_own_certificate_bears_ones_whole_name(cast, paper, names):
    whole, masked = names
    phone, before = at_phone(cast.users.one), {*printing.kept_in().rglob("*.pdf")}
    pdf = phone.get(reverse("documents:pdf", args=[paper.pk]))
    page = phone.get(reverse("documents:page", args=[paper.pk]))
    assert [whole in words_of(pdf.content), whole in page.text] == [True, True]
    assert [masked in words_of(pdf.content), masked in page.text] == [False, False]
    assert pdf.headers["Cache-Control"] == "no-store"
    assert {*printing.kept_in().rglob("*.pdf")} == before  # kept on no disk


def test_everybody_else_reads_the_masked_one(cast, paper, names, client):
    whole, masked = names
    desk = at_desk(cast.users.lead)
    seen = [
        words_of(desk.get(reverse("documents:pdf", args=[paper.pk])).content),
        desk.get(reverse("documents:page", args=[paper.pk])).text,
        client.get(reverse("documents:verified", args=[paper.verify_code])).text,
    ]
    assert [whole in each for each in seen] == [False, False, False]
    assert [masked in each for each in seen] == [True, True, True]


def test_the_masked_name_stays_the_one_that_was_issued(cast, paper, names):
    """Whoever is noted under another name since, or under none any more, was issued no other
    paper: what is printed says what its verification says.
    """
    masked, desk = names[1], at_desk(cast.users.lead)
    for name in ("李小梅", ""):
        type(cast.one.person).objects.filter(pk=cast.one.person.pk).update(name=name)
        page = desk.get(reverse("documents:page", args=[paper.pk])).text
        pdf = words_of(desk.get(reverse("documents:pdf", args=[paper.pk])).content)
        assert [(masked in each, "李" in each) for each in (page, pdf)] == [(True, False)] * 2


def test_the_desk_prints_it_for_a_reason_that_is_kept(cast, paper, names):
    desk, address = at_desk(cast.users.lead), reverse("documents:whole", args=[paper.pk])
    refused = desk.post(address, {"why": ""})
    assert (refused.status_code, Access.objects.filter(what="identity").count()) == (422, 0)
    printed = desk.post(address, {"why": "本人不会用手机，来窗口打印"})
    assert names[0] in words_of(printed.content)
    (look,) = Access.objects.filter(what="identity")
    assert (look.subject_id, look.why) == (cast.one.person.pk, "本人不会用手机，来窗口打印")
    paper.refresh_from_db()
    assert paper.copies == 1


def test_whoever_may_not_see_the_person_unmasked_prints_no_name(cast, paper):
    outsider, leader = at_desk(cast.users.outsider), at_desk(cast.users.leader)
    address = reverse("documents:whole", args=[paper.pk])
    said = {"why": "想看"}
    assert [each.post(address, said).status_code for each in (outsider, leader)] == [404, 403]
