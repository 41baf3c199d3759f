"""While the tables are those of the new version already, does the old one answer beside it?"""

import importlib
import json
from uuid import uuid4

import pytest
from django.db.models import NOT_PROVIDED

from tests import upgrading
from tests.serving import JINLIN, House, house_at

GONE = {"RemoveField", "DeleteModel", "RenameField", "RenameModel", "AlterModelTable"}
SIDES = ("the version before", "this version")


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """The version before and this one, at two ports, over one database with today's tables."""
    commit = upgrading.commit_before()
    if commit is None:
        pytest.skip("the history is not here: a shallow copy")
    old_code = tmp_path_factory.mktemp("before")
    upgrading.check_out(commit, old_code)
    if taken_since(upgrading.last_of(old_code)):
        pytest.skip("the version before is older than the one that counties upgrade from")
    with house_at(tmp_path_factory.mktemp("side"), database=_engine()) as new:
        assert new.people["token"]
        old = House(new.var, new.database_url, further={"PYTHONPATH": str(old_code)})
        old.__dict__["people"] = new.people
        new.start()
        old.start([str(JINLIN), "serve", "--port", str(old.port)], at=old_code)
        try:
            yield dict(zip(SIDES, (old, new), strict=True))
        finally:
            old.kill()


def _engine():
    from django.db import connection

    return connection.vendor


def asked(house, method, path, told=None):
    headers = {
        "Authorization": f"Bearer {house.people['token']}",
        "Content-Type": "application/json",
        "Idempotency-Key": str(uuid4()),
    }
    body = json.dumps(told) if told is not None else None
    status, answer = house.ask(method, path, body=body, headers=headers)
    return status, json.loads(answer)


@pytest.mark.parametrize(("teller", "reader"), [SIDES, SIDES[::-1]])
def test_a_matter_told_to_one_version_is_read_and_moved_by_the_other(both, teller, reader):
    title = f"由{teller}收下的一件"
    told = {"place": both[teller].people["place"], "title": title, "text": "路灯坏了。"}
    status, made = asked(both[teller], "POST", "/api/v1/appeals", told)
    assert status == 201, made
    path = f"/api/v1/appeals/{made['id']}"
    status, read = asked(both[reader], "GET", path)
    assert (status, read["title"], read["version"]) == (200, title, made["version"])
    status, moved = asked(both[reader], "POST", f"{path}/accept", {"version": read["version"]})
    assert status == 200, moved
    assert asked(both[teller], "GET", path)[1]["state"] != made["state"]


def test_the_version_before_really_is_another_one(both):
    old, new = (both[side] for side in SIDES)
    assert old.further["PYTHONPATH"] != str(upgrading.ROOT)
    assert old.port != new.port


def test_what_both_wrote_can_be_proved(both):
    both["this version"].say("verify-timeline")


def test_since_the_version_that_counties_upgrade_from_tables_only_gained():
    """A column that the old version does not know must fill itself: null, or with `db_default`.
    What must go, goes one version later. When a version is given out: python -m tests.upgrading
    """
    assert taken_since(upgrading.known()) == []


def taken_since(known):
    """What migrations took away, or ask of code that does not know of it, after these numbers."""
    wrong = []
    for folder, number, module in upgrading.numbered():
        if number > known.get(folder, 0) and folder in known:
            steps = importlib.import_module(module).Migration.operations
            made = {step.name.lower() for step in steps if type(step).__name__ == "CreateModel"}
            wrong += [f"{module}: {why}" for step in steps if (why := _takes(step, made))]
    return wrong


def _takes(op, made):
    kind = type(op).__name__
    if kind in GONE:
        return kind
    if kind == "AddField" and op.model_name.lower() not in made:
        field = op.field
        fills_itself = field.null or field.many_to_many or field.db_default is not NOT_PROVIDED
        return "" if fills_itself else f"{op.model_name}.{op.name} fills itself with nothing"
    return ""
