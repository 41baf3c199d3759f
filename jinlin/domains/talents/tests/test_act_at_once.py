"""Two at the same moment: who has it, what does the other see, and is anything there twice?"""

from datetime import timedelta
from functools import partial

import pytest

from jinlin.core import timeline
from jinlin.core.errors import NotNow, Stale
from jinlin.core.tests.databases import together
from jinlin.core.time import clock
from jinlin.domains.talents import actions
from jinlin.domains.talents.actions import By, Declaration, Find, helping
from jinlin.domains.talents.models import Certificate, Seat, Source, Talent
from jinlin.domains.talents.tests import cast as c
from jinlin.domains.talents.tests.cast import cast_of_talents, now_of, person_of
from jinlin.ground.places.tests.parallel import shared_house
from jinlin.services.documents import public_notices
from jinlin.services.documents.models import Objection, PublicNotice
from jinlin.services.documents.validity import validity_of
from jinlin.services.volunteers.models import ServiceRecord

__all__ = ["shared_house"]
CLERKS = ("clerk", "second_clerk", "lead", "community_lead")


@pytest.fixture
def everybody(shared_house):
    return cast_of_talents()


def _names(outcomes):
    return sorted(type(outcome).__name__ for outcome in outcomes)


def test_four_who_find_one_phone_at_once_find_one_talent_with_four_voices(everybody):
    place = everybody.places.neighbourhood
    find = Find("修水电的。", name="老张", phone="13711112222")
    outcomes = together(
        *(
            partial(
                actions.nominate,
                place,
                find,
                by=By(Source.STAFF),
                actor=getattr(everybody.actors, who),
            )
            for who in CLERKS
        )
    )
    assert _names(outcomes) == ["Talent"] * 4
    talent = Talent.objects.get()
    assert (talent.nominations.count(), talent.version) == (4, len(timeline.trail(talent)))


def test_looking_first_would_not_have_been_enough(everybody):
    """The control: four who look before any of them writes all find nobody."""
    person = person_of(everybody, "craftsman")
    looked = [not Talent.objects.filter(person=person).exists() for _each in range(4)]
    assert looked == [True] * 4


def test_two_workers_who_certify_at_once_issue_one_certificate(everybody):
    application = c.on_notice(everybody)
    over = application.due_at + timedelta(hours=1)

    def certify():
        with clock.set_to(over):
            return actions.certify(now_of(application))

    outcomes = together(certify, certify, certify)
    names = _names(outcomes)
    assert names.count("Application") == 1
    assert set(names) <= {"Application", "Stale", "NotNow"}
    assert Certificate.objects.count() == 1


def test_a_copy_read_before_would_have_certified_a_second_time(everybody):
    """The control: two copies read before either acts are both on notice, and cleared."""
    application = c.on_notice(everybody)
    with clock.set_to(application.due_at + timedelta(hours=1)):
        copies = [now_of(application), now_of(application)]
        assert [public_notices.is_cleared(copy) for copy in copies] == [True, True]
        actions.certify(copies[0])
        with pytest.raises(Stale):
            actions.certify(copies[1])


def test_two_neighbours_object_at_once_and_both_are_heard_before_it_is_certified(everybody):
    application = c.on_notice(everybody)
    notice = PublicNotice.objects.of(application)
    people = [(person_of(everybody, who), who) for who in ("resident", "neighbour")]
    outcomes = together(
        *(
            partial(
                public_notices.object_to,
                notice,
                "不行",
                person=person,
                actor=getattr(everybody.actors, who),
            )
            for person, who in people * 2
        )
    )
    assert _names(outcomes) == ["Objection"] * 4
    assert Objection.objects.count() == 2
    with clock.set_to(application.due_at + timedelta(hours=1)), pytest.raises(NotNow):
        actions.certify(now_of(application))


def test_the_whole_panel_judges_at_once_and_no_verdict_is_lost(everybody):
    application = c.on_panel(everybody)
    seats = [
        (Seat.objects.of(actor).get(application=application), actor)
        for actor in (getattr(everybody.actors, who) for who in c.JUDGES)
    ]
    together(*(partial(actions.declare, seat, Declaration(False), actor=by) for seat, by in seats))
    outcomes = together(
        *(partial(actions.judge, seat, "for", words="好", actor=by) for seat, by in seats)
    )
    assert _names(outcomes) == ["Seat"] * 3
    found = now_of(application)
    assert (found.verdicts().in_favour, found.version) == (3, len(timeline.trail(found)))


def test_two_clerks_record_one_help_at_once_and_the_hours_are_there_once(everybody):
    row, span = c.told(everybody), c.span()
    outcomes = together(
        *(
            partial(actions.record, now_of(row), span=span, actor=getattr(everybody.actors, who))
            for who in CLERKS
        )
    )
    assert _names(outcomes) == ["Help", "Stale", "Stale", "Stale"]
    assert ServiceRecord.objects.count() == 1


def test_the_craftsman_says_yes_while_the_neighbour_calls_off_and_one_of_them_is_told(everybody):
    row = c.help_asked(everybody)
    outcomes = together(
        partial(actions.accept, now_of(row), comes="今晚", actor=everybody.actors.craftsman),
        partial(actions.call_off, now_of(row), actor=everybody.actors.resident),
    )
    assert _names(outcomes) == ["Help", "Stale"]


def test_suspended_and_withdrawn_at_once_it_has_one_answer(everybody):
    certificate = c.held(everybody)
    lead = everybody.actors.community_lead
    later = clock.at(certificate.issued_on + timedelta(days=3), 10)

    def act(verb):
        with clock.set_to(later):
            return verb(now_of(certificate), reason="查实", actor=lead)

    outcomes = together(partial(act, actions.suspend), partial(act, actions.withdraw))
    # Suspended first, it may still be withdrawn; withdrawn first, nothing is left to suspend.
    assert _names(outcomes)[0] == "Certificate"
    assert _names(outcomes)[1] in {"Certificate", "NotNow", "Stale"}
    paper = now_of(certificate).document
    assert not validity_of(paper).holds_on(clock.local_day(later))
    assert validity_of(paper).holds_on(certificate.issued_on)
    assert list(timeline.verify()) == []


def test_the_house_runs_its_jobs_twice_and_nothing_happens_twice(everybody):
    from jinlin.domains.talents.jobs import PERIODIC

    application = c.on_notice(everybody)
    c.help_asked(everybody, now_of(application).talent)
    with clock.set_to(application.due_at + timedelta(days=3)):
        assert [job() for _name, _every, job in PERIODIC] == [1, 0, 1]
        assert [job() for _name, _every, job in PERIODIC] == [0, 0, 0]
    certificate = Certificate.objects.get()
    with clock.set_to(clock.start_of_next(certificate.valid_until)):
        assert [job() for _name, _every, job in PERIODIC] == [0, 1, 0]
        assert [job() for _name, _every, job in PERIODIC] == [0, 0, 0]


def test_who_asks_several_craftsmen_at_once_waits_for_no_more_than_one_may(everybody, monkeypatch):
    monkeypatch.setattr(helping, "MOST_OPEN", 1)
    talents = [c.listed(everybody), c.listed(everybody, "neighbour")]
    outcomes = together(*(partial(c.help_asked, everybody, each) for each in talents))
    assert _names(outcomes) == ["Help", "NotNow"]
