"""Which Django app is this?"""

from django.apps import AppConfig


class WishesConfig(AppConfig):
    name = "jinlin.wishes"

    def ready(self) -> None:
        """The record of a fulfilled wish is known to documents."""
        from jinlin.wishes.actions.papers import register_kinds  # noqa: PLC0415 - models exist only now

        register_kinds()
