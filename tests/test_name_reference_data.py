"""Are the groups and columns of reference data named in Chinese?"""

import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.utils import label_for_field

pytestmark = pytest.mark.one_engine
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def tables():
    admin.autodiscover()
    return list(admin.site._registry.items())


def test_each_group_of_tables_has_a_name_in_chinese():
    labels = {model._meta.app_label for model, _admin in tables()}
    names = {label: str(apps.get_app_config(label).verbose_name) for label in labels}
    assert names
    assert {label: name for label, name in names.items() if not CHINESE.search(name)} == {}


def test_each_column_has_a_name_in_chinese():
    heads = {
        (model._meta.label, str(column)): str(label_for_field(column, model, kept))
        for model, kept in tables()
        for column in kept.list_display
    }
    assert {where: head for where, head in heads.items() if not CHINESE.search(head)} == {}
