"""In which order are statements read, page by page, and does one stay where one took a stance?"""

from importlib import import_module

from jinlin.core.actor import ANONYMOUS
from jinlin.domains.consultations.models import Stance, Statement
from jinlin.domains.consultations.queries.opinions import opinions_on
from jinlin.domains.consultations.tests.cast import neighbours, taken_up
from jinlin.ground.accounts.tests.county import at_phone

SAID = {  # agree, disagree
    "四人里三人赞成": (3, 1),
    "没有人表态": (0, 0),
    "五人都赞成": (5, 0),
    "十人里八人赞成": (8, 2),
    "十人里七人赞成": (7, 3),
    "四人都赞成": (4, 0),
}
ORDER = [
    "五人都赞成",
    "十人里八人赞成",
    "四人都赞成",
    "四人里三人赞成",
    "十人里七人赞成",
    "没有人表态",
]


def told(cast):
    topic = taken_up(cast)
    people = neighbours(10)
    for text, (agree, disagree) in SAID.items():
        said = Statement.objects.create(
            county=topic.county, topic=topic, text=text, is_released=True, on=topic.raised_on
        )
        views = ["agree"] * agree + ["disagree"] * disagree
        Stance.objects.bulk_create(
            Stance(county=topic.county, statement=said, person=person, view=view)
            for (_actor, person), view in zip(people, views, strict=False)
        )
    hidden = {"county": topic.county, "topic": topic, "text": "没有公开", "on": topic.raised_on}
    Statement.objects.create(**hidden)
    return topic, people


def test_what_almost_all_agree_on_stands_first_and_no_page_leaves_anything_out(cast):
    topic, people = told(cast)
    found, after, pages = [], "", 0
    while pages == 0 or after:
        page = opinions_on(topic, people[0][0], after=after, size=2)
        found, after, pages = found + page.rows, page.next, pages + 1
    assert ([each.text for each in found], pages) == (ORDER, 3)
    assert [each.is_shared for each in found] == [True, True, False, False, False, False]
    assert [each.mine for each in found] == ["agree"] * 5 + [""]
    assert [each.mine for each in opinions_on(topic, ANONYMOUS).rows] == [""] * 6


def test_a_stance_on_a_later_page_leads_back_to_it(cast, monkeypatch):
    topic, _people = told(cast)
    monkeypatch.setattr(import_module("jinlin.domains.consultations.queries.opinions"), "SIZE", 2)
    phone, page = at_phone(cast.users.resident), f"/consultations/{topic.pk}/"
    first = phone.get(page)
    onward = first.context["sheet"].opinions.next
    assert f"after={onward.replace(':', '%3A')}#said" in first.text
    second = phone.get(page, {"after": onward})
    rows = second.context["sheet"].opinions.rows
    assert [each.text for each in rows] == ORDER[2:4]
    path = f"{page}said/{rows[0].pk}/?after={onward.replace(':', '%3A')}"
    assert path in second.text
    assert (
        phone.post(path, {"view": "agree"}).url == f"{page}?after={onward.replace(':', '%3A')}#said"
    )
