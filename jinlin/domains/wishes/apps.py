"""Which Django app is this?"""

from django.apps import AppConfig


class WishesConfig(AppConfig):
    name = "jinlin.domains.wishes"

    def ready(self) -> None:
        """The record of a fulfilled wish is known to documents."""
        from jinlin.domains.wishes.actions.papers import register_kinds  # noqa: PLC0415 - models exist only now

        register_kinds()
