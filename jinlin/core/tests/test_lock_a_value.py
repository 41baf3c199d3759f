"""Does the database alone tell nobody, and does the ring open everything that it locked?"""

import base64
import json
import threading
from dataclasses import replace

import pytest
from django.core.exceptions import FieldError
from hypothesis import given
from hypothesis import strategies as st

from jinlin.core.secrets.ciphers import CIPHERS, InvalidTag
from jinlin.core.secrets.fields import MATCH_KEY_LENGTH, lock, match_key, unlock
from jinlin.core.secrets.keyring import KeyTrouble, keep, key_ring
from jinlin.core.tests.secrets import Neighbour, stored

NONCE = bytes(12)
PHONE = "13805951234"


@pytest.mark.parametrize("algorithm", sorted(CIPHERS))
@given(st.binary(max_size=200), st.binary(max_size=20))
def test_each_algorithm_opens_what_it_locked_and_nothing_else(algorithm, plain, header):
    cipher = CIPHERS[algorithm]
    right, wrong = bytes(cipher.key_bytes), b"\1" * cipher.key_bytes
    locked = cipher.lock(right, NONCE, plain, header)
    assert cipher.open(right, NONCE, locked, header) == plain
    for key, value, head in (
        (wrong, locked, header),
        (right, locked[:-1] + bytes([locked[-1] ^ 1]), header),
        (right, locked, header + b"x"),
        (right, b"", header),
    ):
        with pytest.raises(InvalidTag):
            cipher.open(key, NONCE, value, head)


def test_sm4_is_the_algorithm_of_the_standard():
    """The example of RFC 8998, appendix A.1."""
    key = bytes.fromhex("0123456789abcdeffedcba9876543210")
    nonce = bytes.fromhex("00001234567800000000abcd")
    header = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
    plain = bytes.fromhex("".join(16 * letter for letter in "abcdefea"))
    assert (
        CIPHERS["sm4gcm"].lock(key, nonce, plain, header)[-16:].hex()
        == "83de3541e4c2b58177e065a9bf7b62ec"
    )


def test_the_ring_is_made_at_first_use_for_its_owner_only(ring_file):
    assert not ring_file.exists()
    made = key_ring()
    assert (
        ring_file.stat().st_mode & 0o777,
        made.current_key.algorithm,
        len(made.current_key.material),
    ) == (0o600, "aes256gcm", 32)
    assert [path.name for path in ring_file.parent.iterdir()] == ["keys.json"]


def test_processes_that_start_at_once_share_one_ring(ring_file):
    ring_file.parent.mkdir()
    seen, gate = [], threading.Barrier(8)

    def start():
        gate.wait()
        seen.append(key_ring().current)

    threads = [threading.Thread(target=start) for _ in range(8)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert seen == [key_ring().current] * 8


def test_a_value_stands_with_the_ids_of_its_algorithm_and_key(ring_file):
    algorithm, key_id, value = lock(PHONE).split(":")
    assert (algorithm, key_id) == ("aes256gcm", key_ring().current)
    assert PHONE.encode() not in base64.urlsafe_b64decode(value)


def test_equal_values_look_different(ring_file):
    assert len({lock(PHONE) for _ in range(100)}) == 100


@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_every_text_comes_back(text):
    assert unlock(lock(text)) == text


def test_sm4_takes_over_and_old_values_stay_readable(ring_file):
    old = lock(PHONE)
    keep(key_ring().rotated("sm4gcm"))
    new = lock(PHONE)
    assert [value.split(":")[0] for value in (old, new)] == ["aes256gcm", "sm4gcm"]
    assert [unlock(old), unlock(new)] == [PHONE, PHONE]


def test_a_ring_made_anew_is_noticed_by_the_unknown_key(ring_file):
    locked = lock(PHONE)
    ring_file.unlink()
    with pytest.raises(KeyTrouble, match="is not in"):
        unlock(locked)


def test_another_key_under_the_same_name_does_not_open(ring_file):
    locked, held = lock(PHONE), key_ring()
    false = replace(held.current_key, secret=base64.b64encode(bytes(32)).decode())
    keep(replace(held, keys={false.id: false}))
    with pytest.raises(KeyTrouble, match="does not open"):
        unlock(locked)


@pytest.mark.parametrize("spoilt", ["13805951234", "aes256gcm:abc", "rot13:abc:def", ""])
def test_what_was_never_locked_is_trouble_not_text(ring_file, spoilt):
    with pytest.raises(KeyTrouble):
        unlock(spoilt)


def test_a_changed_or_relabelled_value_does_not_open(ring_file):
    algorithm, key_id, value = lock(PHONE).split(":")
    locked = bytearray(base64.urlsafe_b64decode(value))
    locked[-1] ^= 1
    with pytest.raises(KeyTrouble):
        unlock(f"{algorithm}:{key_id}:{base64.urlsafe_b64encode(locked).decode()}")


@pytest.mark.django_db
class TestColumn:
    def test_the_database_holds_no_word_of_it(self, ring_file):
        Neighbour.objects.create(county="350526", name="王小明", phone=PHONE)
        assert (Neighbour.objects.get().name, Neighbour.objects.get().phone) == ("王小明", PHONE)
        (name,), (phone,) = stored("name"), stored("phone")
        assert [unlock(name), unlock(phone)] == ["王小明", PHONE]

    def test_empty_and_unknown_stay_so_and_can_be_asked_for(self, ring_file):
        Neighbour.objects.create(county="350526", name="", phone=None)
        assert (stored("name"), stored("phone")) == ([""], [None])
        assert [
            Neighbour.objects.filter(name="").count(),
            Neighbour.objects.filter(phone__isnull=True).count(),
        ] == [1, 1]

    @pytest.mark.parametrize(
        "lookup",
        [
            {"name": "王"},
            {"name__contains": "王"},
            {"name__in": ["王"]},
            {"name__startswith": "王"},
        ],
    )
    def test_looking_for_a_value_in_it_is_an_error_that_says_what_to_do(self, ring_file, lookup):
        with pytest.raises(FieldError, match="keyed hash"):
            Neighbour.objects.filter(**lookup).count()

    def test_bulk_writes_are_locked_too(self, ring_file):
        Neighbour.objects.bulk_create(
            Neighbour(county="350526", name=name) for name in ("甲", "乙")
        )
        Neighbour.objects.update(phone=PHONE)
        assert sorted(map(unlock, stored("name") + stored("phone"))) == [PHONE, PHONE, "乙", "甲"]


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("phone", "138 0595-1234", "+8613805951234"),
        ("phone", "008613805951234", "13805951234"),
        ("citizen_id", "35052619500315001x", " 35052619500315001X"),
    ],
)
def test_one_thing_written_in_two_ways_matches(ring_file, kind, one, other):
    assert match_key(one, kind) == match_key(other, kind)


def test_a_match_key_names_its_algorithm_fits_its_column_and_differs_by_kind_value_and_ring(
    ring_file,
):
    keys = [
        match_key(PHONE, "phone"),
        match_key(PHONE, "citizen_id"),
        match_key("13805951235", "phone"),
    ]
    ring_file.unlink()
    keys.append(match_key(PHONE, "phone"))
    assert len(set(keys)) == 4
    assert {(key.split(":")[0], len(key) <= MATCH_KEY_LENGTH) for key in keys} == {("hs256", True)}


def test_a_match_key_survives_a_rotation(ring_file):
    before = match_key(PHONE, "phone")
    keep(key_ring().rotated("sm4gcm"))
    assert match_key(PHONE, "phone") == before


def test_sm3_can_make_match_keys(ring_file):
    held = key_ring()
    keep(replace(held, matching=replace(held.matching, algorithm="hsm3")))
    assert match_key(PHONE, "phone").split(":")[0] == "hsm3"


def test_nothing_matches_nothing(ring_file):
    assert match_key(" ", "phone") == ""


def test_the_ring_shows_no_secret_in_a_log(ring_file):
    shown, held = repr(key_ring()), json.loads(ring_file.read_text())
    secrets = [key["secret"] for key in [*held["keys"].values(), held["matching"]]]
    assert [secret in shown for secret in secrets] == [False, False]
