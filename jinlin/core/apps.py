"""Which Django app is this?"""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate

from jinlin.core.one_catalogue import join_catalogues


class CoreConfig(AppConfig):
    name = "jinlin.core"

    def __init__(self, app_name: str, app_module: Any) -> None:
        """A language's texts stand in one catalogue: models already ask for some."""
        super().__init__(app_name, app_module)
        join_catalogues()

    def ready(self) -> None:
        """What is a thread's own is kept by thread. Before tables change, the triggers that mark
        changed days go; afterwards they stand again, and everything is counted anew. The triggers
        of the editions go and come the same way. And what migrates builds few models anew.
        """
        from jinlin.core.threads import keep_by_thread  # noqa: PLC0415 - settings are read by then

        keep_by_thread()
        pre_migrate.connect(_build_few, sender=self)
        pre_migrate.connect(_take_down_marks, sender=self)
        pre_migrate.connect(_take_down_editions, sender=self)
        post_migrate.connect(_put_up_marks, sender=self)
        post_migrate.connect(_put_up_editions, sender=self)


def _build_few(**_details: Any) -> None:
    from jinlin.core import migrating  # noqa: PLC0415 - models are loaded after apps

    migrating.build_only_what_refers()


def _take_down_marks(using: str, plan: list[Any], **_details: Any) -> None:
    from jinlin.core.figures.rollup import watching  # noqa: PLC0415 - models are loaded after apps

    if plan:
        watching.take_down(using)


def _put_up_marks(using: str, **_details: Any) -> None:
    from jinlin.core.figures.rollup import watching  # noqa: PLC0415 - the same

    watching.put_up(using)


def _take_down_editions(using: str, plan: list[Any], **_details: Any) -> None:
    from jinlin.core import editions  # noqa: PLC0415 - the same

    if plan:
        editions.take_down(using)


def _put_up_editions(using: str, **_details: Any) -> None:
    from jinlin.core import editions  # noqa: PLC0415 - the same

    editions.put_up(using)
