"""Are look-alikes decided on at the desk, and does the register leave masked unless somebody says
why?
"""

from jinlin.core.books import opened
from jinlin.core.timeline import Access
from jinlin.domains.workforce.models import Professional
from jinlin.domains.workforce.tests.cast import COUNTY, at_desk, registered
from jinlin.domains.workforce.tests.planted import id_of

PAIRS, EXPORT = "/desk/workforce/pairs/", "/desk/workforce/export.xlsx"


def exported(answer, tmp_path):
    path = tmp_path / "out.xlsx"
    path.write_bytes(b"".join(answer.streaming_content))
    with opened(path) as book:
        return [line.cells for line in book.sheets[0].lines()]


def test_a_pair_is_brought_together_and_taken_apart(cast):
    one = registered(cast, "王芳", citizen_id=id_of(1))
    other = registered(cast, "王芳", citizen_id=id_of(201))
    client = at_desk(cast.users.registrar)
    (pair,) = client.get(PAIRS).context["found"]
    told = {"one": pair.one.pk, "other": pair.other.pk}
    client.post(PAIRS, {**told, "decision": "merge"})
    assert Professional.objects.standing().count() == 1
    (merged,) = client.get(PAIRS).context["merged"]
    client.post(PAIRS, {"pair": merged.pk, "decision": "undo"})
    assert set(Professional.objects.standing()) == {one, other}
    assert client.get(PAIRS).context["found"] == []


def test_nobody_decides_on_records_of_another_county(cast):
    one = registered(cast, "王芳", citizen_id=id_of(1))
    other = registered(cast, "王芳", citizen_id=id_of(201))
    client = at_desk(cast.users.other_registrar)
    told = {"one": one.pk, "other": other.pk, "decision": "merge"}
    assert client.post(PAIRS, told).status_code == 404
    assert client.post(PAIRS, {"one": "x", "other": "", "decision": "merge"}).status_code == 404


def test_the_register_leaves_masked_unless_somebody_says_why(cast, tmp_path):
    registered(cast)
    client = at_desk(cast.users.registrar)
    masked = exported(client.get(EXPORT), tmp_path)
    assert (len(masked), masked[1][0]) == (2, "王**")
    assert client.post(EXPORT, {"why": ""}).status_code == 422
    clear = exported(client.post(EXPORT, {"why": "年度统计上报"}), tmp_path)
    assert clear[1][0] == "王社工"
    (look,) = Access.objects.filter(what="register")
    assert (look.county, look.why) == (COUNTY, "年度统计上报")


def test_a_unit_takes_nothing_clear(cast):
    registered(cast)
    assert at_desk(cast.users.hospital).post(EXPORT, {"why": "想看看"}).status_code == 403
