"""Does every value come under the new key, also when the rotation is interrupted or somebody writes
meanwhile?
"""

from itertools import islice

import pytest
from click.testing import CliRunner

from jinlin.core.commands import rotate_keys
from jinlin.core.secrets.keyring import key_ring
from jinlin.core.secrets.rotation import begin_rotation, columns, left_to_rotate, rotate
from jinlin.core.tests.secrets import Neighbour, stored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ring_file")]


@pytest.fixture
def neighbours():
    """Five names and four phone numbers; one number is unknown, one name empty."""
    names = ["甲", "乙", "丙", "丁", "戊", ""]
    return Neighbour.objects.bulk_create(
        Neighbour(county="350526", name=name, phone=None if number > 3 else f"1380595123{number}")
        for number, name in enumerate(names)
    )


def read():
    return {one.pk: (one.name, one.phone) for one in Neighbour.objects.all()}


def locked_with():
    return {
        value.rpartition(":")[0]
        for column in ("name", "phone")
        for value in stored(column)
        if value
    }


def test_the_encrypted_columns_are_found_by_their_type():
    assert [name for model, name in columns() if model is Neighbour] == ["name", "phone"]


def test_afterwards_every_value_reads_the_same_and_is_under_the_new_key(neighbours):
    before, old = read(), key_ring().current
    assert begin_rotation("sm4gcm")
    assert left_to_rotate() == 9
    assert len(list(rotate())) == 9
    assert (read(), locked_with()) == (before, {f"sm4gcm:{key_ring().current}"})
    assert (left_to_rotate(), key_ring().is_rotating, old in key_ring().keys) == (0, False, True)


def test_an_interrupted_rotation_goes_on_with_the_same_key(neighbours):
    begin_rotation()
    list(islice(rotate(), 3))
    current = key_ring().current
    assert (begin_rotation(), left_to_rotate()) == (False, 6)
    list(rotate())
    assert (key_ring().current, locked_with()) == (current, {f"aes256gcm:{current}"})


def test_what_somebody_writes_meanwhile_is_kept(neighbours):
    begin_rotation()
    steps = rotate()
    next(steps)
    Neighbour.objects.filter(pk=neighbours[2].pk).update(name="己")
    list(steps)
    assert [read()[one.pk][0] for one in neighbours] == ["甲", "乙", "己", "丁", "戊", ""]


def test_the_console_says_how_many_values_were_locked_anew(neighbours):
    said = CliRunner().invoke(rotate_keys, ["--algorithm", "sm4gcm"])
    assert (said.exit_code, said.stdout) == (0, "9 个值已改用新密钥。\n")


def test_the_console_says_that_it_goes_on_after_an_interruption(neighbours):
    begin_rotation()
    list(islice(rotate(), 3))
    said = CliRunner().invoke(rotate_keys)
    assert (said.exit_code, said.stdout) == (0, "继续上次中断的密钥更换。\n6 个值已改用新密钥。\n")
