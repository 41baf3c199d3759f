"""Which Django app is this?"""

from django.apps import AppConfig


class JourneysConfig(AppConfig):
    name = "jinlin.journeys"

    def ready(self) -> None:
        """The page of an action item shows where it may go on."""
        from jinlin.journeys.listing import onward_of_item  # noqa: PLC0415 - models exist only now
        from jinlin.shell import slots  # noqa: PLC0415 - the same

        slots.fill("onward_of_item", onward_of_item)
