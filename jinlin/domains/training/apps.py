"""Which Django app is this?"""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "jinlin.domains.training"

    def ready(self) -> None:
        """The certificate is known to documents."""
        from jinlin.domains.training.actions.papers import register_kinds  # noqa: PLC0415 - models exist only now

        register_kinds()
