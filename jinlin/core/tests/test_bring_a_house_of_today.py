"""Does a house that wrote its words into the chain keep them, and prove them, after the update?"""

import pytest
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from jinlin.core import timeline
from jinlin.core.append_only import unguarded_tables
from jinlin.core.keys import uuid7
from jinlin.core.tests.histories import DEHUA, FRIDAY, matter, seal, tell
from jinlin.core.time import clock
from jinlin.core.timeline import Entry, Seal
from jinlin.core.timeline.chain import WHOLE, digest

pytestmark = pytest.mark.django_db(transaction=True)
LABEL = "core_matters.matter"
BEFORE = [("core", "0006_made_offline")]
SAID = [("reported", "三盏路灯不亮", "", {"by": "", "due": "2025-04-21"}), ("accepted", "", "", {})]


def at(target):
    executor = MigrationExecutor(connection)
    executor.migrate(target)
    return executor.loader.project_state(target).apps


def brought_up():
    """To build the models of the whole house as well would take as long again."""
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def as_before(subject):
    """A sealed chain of two links as the version wrote it."""
    apps, previous = at(BEFORE), ""
    entries, seals = (apps.get_model("core", name).objects for name in ("Entry", "Seal"))
    for seq, (verb, note, internal, data) in enumerate(SAID, start=1):
        fields = {
            "id": uuid7(),
            "county": DEHUA,
            "subject_type": LABEL,
            "subject_id": subject.pk,
            "actor_kind": "person",
            "user_id": None,
            "face": "浔中镇",
            "audience": "public",
            "at": clock.at(FRIDAY, 8 + seq),
            "on": FRIDAY,
            "seq": seq,
            "verb": verb,
            "note": note,
            "internal": internal,
            "data": data,
            "previous": previous,
            "algorithm": WHOLE,
        }
        previous = digest(fields, WHOLE)
        entries.create(**fields, hash=previous)
    fields = {
        "id": uuid7(),
        "county": DEHUA,
        "seq": 1,
        "day": FRIDAY,
        "after": None,
        "until": None,
        "heads": {str(subject.pk): [LABEL, 2, previous]},
        "accesses": "",
        "previous": "",
        "at": clock.at(FRIDAY, 23),
        "algorithm": WHOLE,
    }
    seals.create(**fields, hash=digest(fields, WHOLE))


@pytest.fixture
def of_today():
    """A house of before is brought up."""
    subject = matter()
    try:
        as_before(subject)
    finally:
        brought_up()
    return subject


def test_old_entries_keep_their_words_and_their_proof_and_the_chain_goes_on(of_today):
    assert unguarded_tables() == []
    first, second = timeline.trail(of_today)
    assert (first.note, first.data) == ("三盏路灯不亮", {"by": "", "due": "2025-04-21"})
    assert (second.own_words, [first.algorithm, second.algorithm]) == (None, [WHOLE, WHOLE])
    assert [*timeline.verify()] == []
    with transaction.atomic():
        tell(of_today, "closed", note="修好了", day=FRIDAY.replace(day=19))
    assert (seal(), [*timeline.verify()]) == (1, [])
    assert [one.algorithm for one in Seal.objects.order_by("seq")] == [WHOLE, "sha256-tree"]
    assert Entry.objects.get(seq=3).previous == second.hash
