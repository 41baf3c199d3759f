"""Is what waits for somebody on the desk's first page, most urgent first?"""

import re

from django.urls import reverse

from jinlin.core.time import clock
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.tests.cast import Cast, at_desk, in_hand, reported


def titles(html: str) -> list[str]:
    return re.findall(r'<a class="line-title"[^>]*>([^<]*)</a>', html)


def test_the_most_urgent_stands_first_with_its_likely_move(cast: Cast) -> None:
    later, sooner = reported(cast, text="不急的事"), reported(cast, text="很急的事")
    Appeal.objects.filter(pk=sooner.pk).update(due_at=later.due_at.replace(year=2020))
    page = at_desk(cast.users.clerk).get(reverse("desk"))
    assert titles(page.content.decode()) == ["很急的事", "不急的事"]
    assert [line.row.move.name for line in page.context["page"].rows] == ["accept", "accept"]
    assert (page.context["tally"].waiting, page.context["tally"].late) == (2, 1)


def test_what_was_handed_over_waits_for_the_unit_and_no_longer_for_the_clerk(cast: Cast) -> None:
    appeal = in_hand(cast)
    shown = {
        name: [
            line.row.appeal.pk
            for line in at_desk(getattr(cast.users, name)).get(reverse("desk")).context["page"].rows
        ]
        for name in ("clerk", "handler")
    }
    assert shown == {"clerk": [], "handler": [appeal.pk]}


def test_a_supervisor_is_offered_an_order_and_not_the_unit_s_own_step(cast: Cast) -> None:
    appeal = in_hand(cast)
    Appeal.objects.filter(pk=appeal.pk).update(is_escalated=True)
    page = at_desk(cast.users.supervisor).get(reverse("desk"))
    assert [(line.row.appeal.pk, line.row.move.name) for line in page.context["page"].rows] == [
        (appeal.pk, "supervise")
    ]


def test_when_nothing_waits_the_page_says_so_and_leads_on(cast: Cast) -> None:
    page = at_desk(cast.users.clerk).get(reverse("desk"))
    assert "没有等您处理的事" in page.content.decode()
    assert reverse("appeals:board") in page.content.decode()


def test_an_administrator_is_led_to_their_own_first_room_and_a_visitor_to_the_sign_in(
    cast: Cast, client
) -> None:
    assert at_desk(cast.users.security_admin).get(reverse("desk"))["Location"] == reverse(
        "accounts:staff"
    )
    assert client.get(reverse("desk"))["Location"].startswith(reverse("account_login"))


def test_what_is_due_today_is_counted_apart_from_what_is_late(cast: Cast) -> None:
    appeal = reported(cast)
    with clock.set_to(clock.at(clock.local_day(appeal.reported_at), 8)):
        Appeal.objects.filter(pk=appeal.pk).update(due_at=clock.at(clock.today(), 20))
        tally = at_desk(cast.users.clerk).get(reverse("desk")).context["tally"]
    assert (tally.due_today, tally.late, tally.escalated) == (1, 0, 0)
