"""Can what was said be destroyed at the desk: asked for by one, decided by another, on record?"""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import NotAllowed, NotHere, NotNow, Unusable
from jinlin.core.files import uploads
from jinlin.core.files.kinds import Family
from jinlin.core.own_texts import GONE
from jinlin.core.search import matching
from jinlin.core.tests import attachments
from jinlin.domains.appeals import actions as appeals
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.tests.cast import Cast, at_desk, in_hand, reported
from jinlin.domains.appeals.tests.conftest import cast, standing_cast
from jinlin.services.notices.actions import Recipient, tell
from jinlin.services.notices.models import Message
from jinlin.web import lists
from jinlin.web.erasing import actions, queries
from jinlin.web.erasing.rows import Decision, Erasure

__all__ = ["cast", "standing_cast"]
LIST = "/desk/erasures/"
SECRET = "她住3幢502，身体不好"
WHY = "本人书面要求删除"


def told(cast: Cast) -> Appeal:
    """An appeal to which the clerk added what better had not been written down."""
    return appeals.add_information(reported(cast), actor=cast.actors.clerk, text=SECRET)


def seq_of(appeal: Any, text: str = SECRET) -> int:
    return next(each.seq for each in queries.spoken(appeal) if text in each.texts)


def asked(cast: Cast, appeal: Any = None, *, actor: Actor | None = None, **more: Any) -> Erasure:
    appeal = appeal or told(cast)
    reason = more.pop("reason", WHY)
    chosen = actions.Chosen(**{"entries": [seq_of(appeal)], **more})
    return actions.ask(appeal, chosen=chosen, reason=reason, actor=actor or cast.actors.lead)


def said_in(appeal: Appeal, text: str) -> list[int]:
    return [each.seq for each in queries.spoken(appeal) if text in "".join(each.texts)]


def found(words: str) -> Any:
    return Appeal.objects.filter(matching(Appeal, words))


def ask_page(appeal: Any) -> str:
    return reverse("erasure-of", args=[appeal.pk])


def page_of(erasure: Erasure) -> str:
    return reverse("erasure", args=[erasure.pk])


def test_asked_for_by_the_lead_and_destroyed_by_the_supervisor(cast: Cast) -> None:
    appeal = told(cast)
    seq, lead = seq_of(appeal), at_desk(cast.users.lead)
    assert SECRET in lead.get(ask_page(appeal)).text
    sent = lead.post(ask_page(appeal), {"entries": [seq], "reason": WHY, "key": uuid4()})
    erasure = Erasure.objects.get()
    assert (sent.status_code, sent["Location"]) == (302, page_of(erasure))
    assert "你无法" not in lead.get(page_of(erasure)).text
    assert seq_of(appeal) == seq, "nothing is destroyed yet"

    supervisor = at_desk(cast.users.supervisor)
    shown = supervisor.get(page_of(erasure)).text
    assert (SECRET in shown, WHY in shown) == (True, True)
    supervisor.post(page_of(erasure), {"decision": "destroy", "key": uuid4()})
    erasure.refresh_from_db()
    assert (erasure.state, erasure.decided_by) == (Decision.DONE, cast.users.supervisor.pk)
    trail = timeline.trail(appeal)
    assert trail[seq - 1].is_erased
    assert (trail[-1].verb, trail[-1].internal, trail[-1].data["seq"]) == (
        timeline.ERASED,
        WHY,
        seq,
    )
    assert (list(timeline.verify()), list(timeline.compare())) == ([], [])
    for page in (page_of(erasure), LIST, f"/desk/appeals/{appeal.pk}/"):
        assert SECRET not in supervisor.get(page).text


def test_whoever_asked_does_not_decide(cast: Cast) -> None:
    erasure = asked(cast)
    lead = at_desk(cast.users.lead)
    assert 'name="decision"' not in lead.get(page_of(erasure)).text
    assert lead.post(page_of(erasure), {"decision": "destroy", "key": uuid4()}).status_code == 403
    for verb in (actions.destroy, lambda *row, actor: actions.keep(*row, why="x", actor=actor)):
        with pytest.raises(NotAllowed):
            verb(erasure, actor=cast.actors.lead)
    with pytest.raises(IntegrityError, match="erasure_by_a_second_person"), transaction.atomic():
        Erasure.objects.update(
            decided_by=erasure.asked_by, decided_at=erasure.asked_at, state="done"
        )


@pytest.mark.parametrize("who", ["clerk", "handler", "town_outsider", "county_outsider"])
def test_nobody_else_asks_or_decides(cast: Cast, who: str) -> None:
    appeal = told(cast)
    with pytest.raises(NotAllowed):
        asked(cast, appeal, actor=getattr(cast.actors, who))
    erasure = asked(cast, appeal)
    with pytest.raises(NotAllowed):
        actions.destroy(erasure, actor=getattr(cast.actors, who))
    browser = at_desk(getattr(cast.users, who))
    answers = {browser.get(page).status_code for page in (page_of(erasure), ask_page(appeal))}
    assert answers <= {403, 404}


def test_a_file_goes_with_it_and_stays_on_record(cast: Cast) -> None:
    appeal = told(cast)
    paper = uploads.receive(
        SimpleUploadedFile("x.pdf", attachments.typeset()),
        county=appeal.county,
        actor=cast.actors.clerk,
        takes=(Family.PAPER,),
    )
    uploads.attach([paper], appeal)
    erasure = asked(cast, appeal, entries=[], files=[paper.pk])
    actions.destroy(erasure, actor=cast.actors.supervisor)
    paper.refresh_from_db()
    assert (paper.destroyed_because, list(uploads.of(appeal))) == (WHY, [])
    assert seq_of(appeal), "the words that nobody chose stand"
    assert list(timeline.verify()) == []


def test_the_matters_own_text_goes_with_all_that_repeats_it(cast: Cast) -> None:
    appeal = appeals.finish(in_hand(cast, text=SECRET), actor=cast.actors.handler, reply=SECRET)
    said = {"title": appeal.title, "body": f"已答复：{SECRET}", "url": "/mine/", "about": appeal}
    to = [Recipient(user_id=cast.users.resident.pk)]
    with transaction.atomic():
        tell(county=appeal.county, event="appeals.finished", to=to, urgent=False, **said)
    assert (appeal.title, list(found(SECRET))) == (SECRET, [appeal])
    lead = at_desk(cast.users.lead)
    assert SECRET in lead.get(ask_page(appeal)).text
    lead.post(ask_page(appeal), {"own": ["text"], "reason": WHY, "key": uuid4()})
    erasure = Erasure.objects.get()
    supervisor = at_desk(cast.users.supervisor)
    assert SECRET in supervisor.get(page_of(erasure)).text
    supervisor.post(page_of(erasure), {"decision": "destroy", "key": uuid4()})

    appeal = Appeal.objects.get(pk=appeal.pk)
    message = Message.objects.filter(about_id=appeal.pk).latest("created_at")
    told = {appeal.text, appeal.title, appeal.rounds.get().reply, message.title, message.body}
    assert told == {str(GONE)}
    assert (list(found(SECRET)), said_in(appeal, SECRET)) == ([], [])
    assert timeline.trail(appeal)[-1].data["texts"] == len(["text", "title"])
    assert (list(timeline.verify()), list(timeline.compare())) == ([], [])
    assert SECRET not in supervisor.get(f"/desk/appeals/{appeal.pk}/").text
    appeals.add_information(appeal, actor=cast.actors.clerk, text="又来过一次电话。")


def test_what_hangs_on_a_matter_keeps_its_other_words(cast: Cast) -> None:
    appeal = appeals.finish(in_hand(cast), actor=cast.actors.handler, reply="已修好，请看。")
    appeal = appeals.add_information(appeal, actor=cast.actors.clerk, text=SECRET)
    actions.destroy(asked(cast, appeal), actor=cast.actors.supervisor)
    appeal.refresh_from_db()
    assert (appeal.rounds.get().reply, str(GONE) in appeal.text) == ("已修好，请看。", False)


def test_kept_with_a_reason_that_whoever_asked_reads(cast: Cast) -> None:
    erasure = asked(cast)
    supervisor = at_desk(cast.users.supervisor)
    refused = supervisor.post(page_of(erasure), {"decision": "keep", "why": " ", "key": uuid4()})
    assert refused.status_code == 422
    because = "法院调取，期限未到。"
    supervisor.post(page_of(erasure), {"decision": "keep", "why": because, "key": uuid4()})
    assert because in at_desk(cast.users.lead).get(page_of(erasure)).text
    with pytest.raises(NotNow):
        actions.destroy(erasure, actor=cast.actors.supervisor)
    asked(cast, Appeal.objects.get())


def test_what_is_asked_for_waits_for_the_others_only(cast: Cast) -> None:
    def waits(who: str) -> list[Any]:
        found = (source for source in lists.waiting(getattr(cast.actors, who)))
        return [
            row for each in found for part in each.parts for row in part if part.model is Erasure
        ]

    erasure = asked(cast)
    assert [waits(who) for who in ("lead", "supervisor", "clerk")] == [[], [erasure], []]
    assert page_of(erasure) in at_desk(cast.users.supervisor).get("/desk/").text
    actions.destroy(erasure, actor=cast.actors.supervisor)
    assert waits("supervisor") == []


def test_one_wish_for_a_matter_at_a_time_and_only_for_what_stands_there(cast: Cast) -> None:
    appeal = told(cast)
    for wrong in ({"entries": []}, {"entries": [99]}, {"files": [uuid4()]}):
        with pytest.raises(Unusable):
            asked(cast, appeal, **wrong)
    with pytest.raises(Unusable):
        asked(cast, appeal, reason=" ")
    asked(cast, appeal)
    with pytest.raises(NotNow):
        asked(cast, appeal)


def test_what_was_typed_stays_when_it_is_refused(cast: Cast) -> None:
    appeal = told(cast)
    sent = at_desk(cast.users.lead).post(ask_page(appeal), {"reason": WHY, "key": uuid4()})
    assert (sent.status_code, WHY in sent.text) == (422, True)


def test_sent_twice_it_is_asked_once(cast: Cast) -> None:
    appeal, lead = told(cast), at_desk(cast.users.lead)
    body = {"entries": [seq_of(appeal)], "reason": WHY, "key": uuid4()}
    first, again = (lead.post(ask_page(appeal), body) for _time in range(2))
    assert (first["Location"], Erasure.objects.count()) == (again["Location"], 1)


def test_a_matter_is_found_by_its_number_or_the_address_of_its_page(cast: Cast) -> None:
    appeal, lead = told(cast), at_desk(cast.users.lead)
    for typed in (appeal.number, f"https://jinlin.example/desk/appeals/{appeal.pk}/", appeal.pk):
        assert lead.post(LIST, {"matter": typed})["Location"] == ask_page(appeal)
    for typed in ("250101-ABCDE", uuid4(), "路灯"):
        assert lead.post(LIST, {"matter": typed}).status_code == 422
    elsewhere = at_desk(cast.users.county_outsider)
    assert elsewhere.post(LIST, {"matter": appeal.number}).status_code in {403, 422}


def test_a_matter_of_somebody_else_and_an_unknown_kind_are_not_here(cast: Cast) -> None:
    appeal = told(cast)
    for actor, key in ((cast.actors.town_outsider, appeal.pk), (cast.actors.lead, uuid4())):
        with pytest.raises(NotHere):
            queries.matter(actor, key)


def test_the_entry_that_says_why_is_not_offered_again(cast: Cast) -> None:
    appeal = told(cast)
    actions.destroy(asked(cast, appeal), actor=cast.actors.supervisor)
    assert WHY not in {text for each in queries.spoken(appeal) for text in each.texts}


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(
    cast: Cast, rows: int, django_assert_num_queries: Any
) -> None:
    for _each in range(rows):
        asked(cast)
    browser = at_desk(cast.users.supervisor)
    browser.get(LIST)
    with django_assert_num_queries(5):
        page = browser.get(LIST).text
    assert len(re.findall("data-row", page)) == rows


def test_a_matter_that_moved_on_meanwhile_is_no_hindrance(cast: Cast) -> None:
    appeal = in_hand(cast)
    appeal = appeals.add_information(appeal, actor=cast.actors.clerk, text=SECRET)
    erasure = asked(cast, appeal)
    appeals.finish(appeal, actor=cast.actors.handler, reply="已修好，请看。")
    actions.destroy(erasure, actor=cast.actors.supervisor)
    assert (list(timeline.verify()), list(timeline.compare())) == ([], [])
