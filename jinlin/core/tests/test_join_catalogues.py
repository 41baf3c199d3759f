"""Is every text found in one look, and the same as when each app's catalogue is asked in turn?"""

from gettext import c2py
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils.translation import trans_real
from django.utils.translation.trans_real import DjangoTranslation, translation

from jinlin.core.one_catalogue import OneCatalogue

pytestmark = pytest.mark.one_engine


def test_a_language_has_one_catalogue() -> None:
    catalogue: Any = translation("zh-hans")._catalog
    assert len(catalogue._catalogs) == 1


def test_every_text_is_what_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trans_real, "TranslationCatalog", OneCatalogue.__base__)
    apart: Any = DjangoTranslation("zh-hans")
    monkeypatch.setattr(trans_real, "TranslationCatalog", OneCatalogue)
    joined: Any = DjangoTranslation("zh-hans")
    assert len(apart._catalog._catalogs) > 20, "the control: catalogues do stand apart"
    keys = set(apart._catalog.keys())
    assert keys == set(joined._catalog.keys())
    texts = [key for key in keys if isinstance(key, str)]
    assert len(texts) > 5000
    assert {key: apart.gettext(key) for key in texts} == {key: joined.gettext(key) for key in texts}
    counted = {key[0] for key in keys if isinstance(key, tuple)}
    assert {(key, n): apart.ngettext(key, key, n) for key in counted for n in (0, 1, 2, 5)} == {
        (key, n): joined.ngettext(key, key, n) for key in counted for n in (0, 1, 2, 5)
    }


def test_who_counts_otherwise_stands_apart() -> None:
    catalogue: Any = OneCatalogue(_of("0", a="甲"))
    catalogue.update(_of("0", a="乙", b="丙"))
    catalogue.update(_of("n != 1", c="丁"))
    assert catalogue._catalogs == [{"c": "丁"}, {"a": "乙", "b": "丙"}]


def _of(plural: str, **texts: str) -> Any:
    """A catalogue as it is read from a file."""
    return SimpleNamespace(_catalog=texts, plural=c2py(plural))
