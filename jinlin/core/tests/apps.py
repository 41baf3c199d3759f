"""Which app do the tables belong to that only core's tests have?"""

from django.apps import AppConfig


class CoreMatters(AppConfig):
    name = "jinlin.core.tests"
    label = "core_matters"
