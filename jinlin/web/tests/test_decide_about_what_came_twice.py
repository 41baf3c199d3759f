"""Does whoever looks after the place see what came twice, and decide?"""

import pytest

from jinlin.core.errors import NotNow
from jinlin.core.keys import uuid7
from jinlin.core.offline import Conflict, Sent, made_once
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.tests.cast import at_desk, reported
from jinlin.domains.appeals.tests.conftest import cast, standing_cast

__all__ = ["cast", "standing_cast"]


@pytest.fixture
def conflict(cast) -> Conflict:
    appeal = reported(cast)
    told = {"text": "四号楼的灯也坏了", "place": appeal.place_code, "grade": "urgent"}
    with pytest.raises(NotNow):
        made_once(Appeal, Sent(appeal.pk, told, appeal.place_code), make=lambda: appeal)
    return Conflict.objects.get()


def test_a_clerk_reads_what_came_and_decides(cast, conflict):
    client = at_desk(cast.users.clerk)
    page = client.get("/desk/conflicts/").content.decode()
    assert f"/desk/conflicts/{conflict.pk}/" in page
    one = client.get(f"/desk/conflicts/{conflict.pk}/").content.decode()
    assert ("四号楼的灯也坏了" in one, "urgent" in one) == (True, False)
    assert client.post(f"/desk/conflicts/{conflict.pk}/", {"note": ""}).status_code == 422
    done = client.post(f"/desk/conflicts/{conflict.pk}/", {"note": "已另行登记"})
    assert (done.status_code, Conflict.objects.get().note) == (302, "已另行登记")
    again = client.post(f"/desk/conflicts/{conflict.pk}/", {"note": "再来"})
    assert again.status_code == 409
    assert f"/desk/conflicts/{conflict.pk}/" not in client.get("/desk/conflicts/").content.decode()


def test_what_a_page_sent_is_read_as_its_form_calls_it(cast):
    appeal = reported(cast)
    told = {"by": "user:7", "form": [["text", ["又坏了"]]]}
    sent = Sent(appeal.pk, told, appeal.place_code, answers=[("情况", "又坏了"), ("位置", "3幢")])
    with pytest.raises(NotNow):
        made_once(Appeal, sent, make=lambda: appeal)
    client, kept = at_desk(cast.users.clerk), Conflict.objects.get()
    assert kept.summary in client.get("/desk/conflicts/").content.decode()
    page = client.get(f"/desk/conflicts/{kept.pk}/").content.decode()
    assert [word in page for word in ("情况", "又坏了", "位置", "3幢", "user:7")] == [True] * 4 + [
        False
    ]


def test_what_is_not_for_their_eyes_is_refused_and_not_kept(cast):
    appeal = reported(cast)
    with pytest.raises(NotNow):
        made_once(Appeal, Sent(appeal.pk, {"text": "密"}, ""), make=lambda: appeal)
    assert not Conflict.objects.exists()


def test_of_another_place_it_does_not_exist(cast, conflict):
    client = at_desk(cast.users.clerk)
    Conflict.objects.filter(pk=conflict.pk).update(county="621121", place_code="621121100")
    assert client.get(f"/desk/conflicts/{conflict.pk}/").status_code == 404
    assert client.get(f"/desk/conflicts/{uuid7()}/").status_code == 404
