"""Which Django app is this?"""

from django.apps import AppConfig


class WishesConfig(AppConfig):
    name = "jinlin.wishes"
