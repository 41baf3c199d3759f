"""Are keys unique, of version 7 and in the order of their making?"""

import time

import pytest

from jinlin.core.keys import uuid7

pytestmark = pytest.mark.one_engine


def test_a_key_is_a_uuid_of_version_7():
    key = uuid7()
    assert (key.version, key.variant) == (7, "specified in RFC 4122")


def test_a_key_carries_the_millisecond_of_its_making():
    before, key, after = time.time_ns() // 10**6, uuid7(), time.time_ns() // 10**6
    assert before <= key.int >> 80 <= after


def test_ten_thousand_keys_are_ten_thousand_keys():
    assert len({uuid7() for _ in range(10_000)}) == 10_000


def test_keys_of_one_millisecond_are_in_the_order_of_their_making(monkeypatch):
    moment = time.time_ns() // 10**6 * 10**6
    moments = [moment + after for after in range(0, 10**6, 250)]
    each = iter(moments)
    monkeypatch.setattr("jinlin.core.keys.time.time_ns", lambda: next(each))
    keys = [uuid7() for _ in moments]
    assert keys == sorted(keys)
    assert {key.int >> 80 for key in keys} == {moment // 10**6}
