"""Has every thread its own language, zone, addresses and connections?"""

import threading
from collections.abc import Callable
from datetime import UTC
from typing import Any

from django.core.cache import caches
from django.db import connections
from django.urls import base as addresses
from django.utils import timezone, translation

from jinlin.core.threads import keep_by_thread


def elsewhere(ask: Callable[[], Any]) -> Any:
    """What another thread finds."""
    found: list[Any] = []
    other = threading.Thread(target=lambda: found.append(ask()))
    other.start()
    other.join()
    return found[0]


def test_what_one_thread_speaks_no_other_one_hears() -> None:
    first = elsewhere(translation.get_language)
    with translation.override("en"), timezone.override(UTC):
        assert (translation.get_language(), timezone.get_current_timezone()) == ("en", UTC)
        assert elsewhere(translation.get_language) == first
        assert elsewhere(timezone.get_current_timezone) == timezone.get_default_timezone()


def test_each_thread_has_lines_of_its_own() -> None:
    for lines in (connections, caches):
        own: Any = lines["default"]
        assert lines["default"] is own
        assert elsewhere(lambda lines=lines: lines["default"]) is not own


def test_addresses_are_the_thread_s_own() -> None:
    addresses.set_script_prefix("/under/")
    try:
        assert addresses.get_script_prefix() == "/under/"
        assert elsewhere(addresses.get_script_prefix) == "/"
    finally:
        addresses.clear_script_prefix()


def test_what_a_thread_has_it_keeps() -> None:
    own: Any = connections["default"]
    with translation.override("en"):
        keep_by_thread()
        assert translation.get_language() == "en"
    assert connections["default"] is own
