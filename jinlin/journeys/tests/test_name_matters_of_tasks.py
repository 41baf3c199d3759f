"""What stands at a task's place and in one's own scope may be named, once; no case is offered."""

import pytest

from jinlin.core.errors import NotAllowed, NotHere
from jinlin.core.tests.standing import once_a_file
from jinlin.domains.consultations import actions as consultations
from jinlin.domains.consultations.actions import Raised
from jinlin.domains.projects import actions as projects
from jinlin.domains.projects.models import Matter
from jinlin.domains.projects.queries.beside import matters_of
from jinlin.domains.projects.tests import cast as play
from jinlin.ground.accounts.tests.county import at_desk
from jinlin.journeys.task_matters import name, offers

standing_cast, cast = once_a_file(play.cast_of_projects)


@pytest.fixture
def task(cast):
    """The town's, its community answers for it, so that its clerk works on it."""
    return play.listed(cast, unit="community")


@pytest.fixture
def topic(cast):
    told = Raised(cast.places.community, "想装充电桩。", title="建充电桩")
    found = consultations.raise_topic(told, actor=cast.actors.clerk)
    return consultations.take_up(found, actor=cast.actors.clerk)


def test_a_topic_is_offered_named_once_and_opens(cast, task, topic):
    offered = offers(task, "充电桩", actor=cast.actors.clerk)
    assert [(each.label, each.key) for each in offered] == [("consultations.topic", topic.pk)]
    told = {"label": "consultations.topic", "key": topic.pk}
    name(task, **told, actor=cast.actors.clerk)
    assert offers(task, "充电桩", actor=cast.actors.clerk) == []
    shown = matters_of(task)[-1]
    assert (shown.title, shown.address) == ("建充电桩", f"/desk/consultations/{topic.pk}/")
    with pytest.raises(NotHere):
        name(task, **told, actor=cast.actors.clerk)
    assert Matter.objects.count() == 1


def test_what_one_does_not_see_is_not_offered_and_who_only_reads_names_nothing(cast, task, topic):
    assert offers(task, "", actor=cast.actors.other_clerk) == []
    with pytest.raises(NotAllowed):
        projects.name_matter(
            task, label="x.y", key=topic.pk, title="x", actor=cast.actors.other_clerk
        )


def test_on_pages_a_matter_is_named_and_taken_away_and_both_stand_on_the_trail(cast, task, topic):
    client, address = at_desk(cast.users.clerk), f"/desk/tasks/{task.pk}/matters/"
    assert "建充电桩" in client.get(address, {"q": "充电"}).content.decode()
    sent = {"label": "consultations.topic", "key": str(topic.pk)}
    assert client.post(address, sent).status_code == 302
    assert "建充电桩" in client.get(f"/desk/tasks/{task.pk}/").content.decode()
    assert client.post(address, {"gone": str(Matter.objects.get().pk)}).status_code == 302
    assert Matter.objects.count() == 0
    page = client.get(f"/desk/tasks/{task.pk}/").content.decode()
    assert "取消关联“建充电桩”" in page


def test_a_signed_report_is_a_numbered_paper(cast):
    from jinlin.domains.projects.actions.papers import paper_for

    task = play.under_way(cast)
    draft = projects.draft_report(task, actor=cast.actors.handler)
    report = projects.sign(draft, edition=draft.edition, actor=cast.actors.handler)
    paper = paper_for(report)
    assert paper.data["title"] == task.title
    assert paper.number.startswith("德化督报")
    page = at_desk(cast.users.handler).get(f"/desk/tasks/{task.pk}/reports/{report.pk}/")
    assert paper.number in page.content.decode()
    assert at_desk(cast.users.handler).get(f"/desk/documents/{paper.pk}/").status_code == 200
