"""Is everything still found after every keyed hash came under a key of another kind?"""

import json
import re
from itertools import islice

import pytest
from click.testing import CliRunner
from django.apps import apps
from django.db import models

from jinlin.core import presence
from jinlin.core.commands import rotate_keys
from jinlin.core.secrets import rehashing
from jinlin.core.secrets.ciphers import CIPHERS, KEYED_HASHES, SUITES
from jinlin.core.secrets.fields import MATCH_KEY_LENGTH, lock, match_key, unlock
from jinlin.core.secrets.keyring import key_ring
from jinlin.core.tests.secrets import Neighbour, ring_file
from jinlin.domains.appeals import queries
from jinlin.domains.appeals.tests import cast as play
from jinlin.ground.people.models import Person

__all__ = ["ring_file"]
NUMBER = "13900001111"


@pytest.fixture
def town(db, ring_file):
    """A county whose hashes are of the old kind."""
    cast = play.cast_of_dehua()
    play.reported(cast)
    return cast


@pytest.fixture
def sm(settings):
    settings.CIPHER = "sm"


def test_sm3_is_the_algorithm_of_the_standard():
    """The first example of GB/T 32905-2016, by way of HMAC's inner use: and RFC 2104 over it."""
    from cryptography.hazmat.primitives import hashes

    running = hashes.Hash(hashes.SM3())
    running.update(b"abc")
    wanted = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert running.finalize().hex() == wanted

    def plain(message):
        one = hashes.Hash(hashes.SM3())
        one.update(message)
        return one.finalize()

    key = bytes(range(32)) + bytes(32)
    inner, outer = (bytes(byte ^ pad for byte in key) for pad in (0x36, 0x5C))
    told = b"phone:13805951234"
    by_hand = plain(outer + plain(inner + told))
    assert KEYED_HASHES["hsm3"](bytes(range(32)), told) == by_hand


def test_sm4_is_the_block_cipher_of_the_standard():
    """Example 1 of GB/T 32907-2016."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    key = bytes.fromhex("0123456789abcdeffedcba9876543210")
    one = Cipher(algorithms.SM4(key), modes.ECB()).encryptor()
    assert one.update(key).hex() == "681edf34d206965e86b3e94f536e4246"


def test_a_new_house_begins_with_what_the_setting_names(ring_file, sm):
    ring = key_ring()
    assert (ring.current_key.algorithm, ring.matching.algorithm) == ("sm4gcm", "hsm3")
    assert lock("甲").startswith("sm4gcm:")
    assert match_key(NUMBER, "phone").startswith("hsm3:")
    assert not rehashing.wants_rehashing()


def test_both_kinds_of_a_suite_exist():
    assert all(
        each.cipher in CIPHERS and each.keyed_hash in KEYED_HASHES for each in SUITES.values()
    )


def test_values_and_hashes_come_over_and_everything_is_found(town, sm):
    locked = lock("甲")
    person = play.person(town)
    said = CliRunner().invoke(rotate_keys)
    assert said.exit_code == 0, said.output
    assert (unlock(locked), lock("乙").split(":")[0]) == ("甲", "sm4gcm")
    person.refresh_from_db()
    assert Person.objects.get(phone_key=match_key(person.phone, "phone")) == person
    assert person.phone_key == match_key(person.phone, "phone")
    assert person.phone_key.startswith("hsm3.")
    assert len(person.phone_key) <= MATCH_KEY_LENGTH
    assert rehashing.left_to_rehash() == 0
    assert not rehashing.wants_rehashing()
    assert "hs256:" not in whole_database()


def test_a_tracking_code_that_nobody_stores_still_opens_its_matter(town, sm):
    """The hash of such a code cannot be made anew from anything."""
    appeal = play.reported(town, track_code="ABCDE23456", reporter=None, identity="anonymous")
    list(_rehashed())
    assert queries.tracked(appeal.number, "ABCDE23456") == appeal.pk
    assert queries.tracked(appeal.number, "ABCDE23457") is None


def test_an_interrupted_change_goes_on_with_the_same_key(town, sm):
    list(islice(_rehashed(), 2))
    pending = key_ring().pending
    assert pending
    assert rehashing.is_half_hashed()
    list(_rehashed())
    assert (key_ring().outermost, key_ring().pending) == (pending, None)
    assert "hs256:" not in whole_database()


def test_while_a_house_is_at_work_its_hashes_stay(town, sm):
    with presence.at_work():
        said = CliRunner().invoke(rotate_keys, ["--hashes-only"])
    assert said.exit_code == 1
    assert "--hashes-only" in said.output
    assert (key_ring().layers, key_ring().pending) == ((), None)


def test_who_has_no_other_kind_keeps_hashes_as_they_are(town):
    before = play.person(town).phone_key
    assert CliRunner().invoke(rotate_keys).exit_code == 0
    assert (play.person(town).phone_key, key_ring().layers) == (before, ())


def test_there_and_back_again_is_found_too(town, settings):
    for kind in ("sm", "aes"):
        settings.CIPHER = kind
        list(_rehashed())
    person = play.person(town)
    assert person.phone_key == match_key(person.phone, "phone")
    assert [key.algorithm for key in key_ring().layers] == ["hsm3", "hs256"]


def test_the_ring_file_of_an_earlier_version_is_read(ring_file):
    key_ring()
    held = json.loads(ring_file.read_text())
    del held["layers"], held["pending"]
    ring_file.write_text(json.dumps(held))
    assert (key_ring().layers, key_ring().pending) == ((), None)


def test_every_column_with_hashes_is_among_those_that_are_changed(town):
    known = {(model._meta.label, name) for model, name in rehashing.hashed_columns()}
    assert {
        ("people.Person", "phone_key"),
        ("accounts.User", "phone_key"),
        ("appeals.Appeal", "track_key"),
        ("core.Made", "mark"),
        ("casework.Served", "mark"),
    } <= known
    assert columns_with("hs256:") <= known


def _rehashed():
    rehashing.begin_rehashing()
    return rehashing.rehash()


def _texts():
    kinds = (models.CharField, models.TextField, models.JSONField)
    for model in apps.get_models():
        if model is Neighbour or not model._meta.managed or model._meta.app_label == "core_matters":
            continue
        for field in model._meta.local_concrete_fields:
            if isinstance(field, kinds):
                for value in model._base_manager.values_list(field.name, flat=True):
                    yield (model._meta.label, field.name), str(value)


def columns_with(begin):
    pattern = re.compile(rf"\b{begin}[A-Za-z0-9_-]{{43}}")
    return {column for column, value in _texts() if pattern.search(value)}


def whole_database():
    return " ".join(value for _column, value in _texts())


def test_the_check_says_that_values_are_not_yet_as_the_setting_asks(town, sm):
    from jinlin.web.health import key_ring as asked

    assert CliRunner().invoke(rotate_keys).exit_code == 0
    assert asked().level == "ok"


def test_the_check_warns_before_the_change(town, settings):
    from jinlin.web.health import key_ring as asked

    key_ring()
    settings.CIPHER = "sm"
    level, words = asked().level, str(asked())
    assert level == "warn"
    assert "rotate-keys" in words
