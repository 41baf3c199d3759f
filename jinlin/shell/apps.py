"""Which Django app is this?"""

from django.apps import AppConfig


class ShellConfig(AppConfig):
    name = "jinlin.shell"
