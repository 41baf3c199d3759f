"""Which Django app is this?"""

from django.apps import AppConfig


class JourneysConfig(AppConfig):
    name = "jinlin.journeys"

    def ready(self) -> None:
        """Pages below show where something may go on, and what a sibling knows of it."""
        from jinlin.journeys.listing import onward_of_item  # noqa: PLC0415 - models exist only now
        from jinlin.journeys.preparing import beside_class, chip_of_exams  # noqa: PLC0415 - the same
        from jinlin.shell import slots  # noqa: PLC0415 - the same

        slots.fill("onward_of_item", onward_of_item)
        slots.fill("exams_beside", beside_class)
        slots.fill("rooms_of_training", chip_of_exams)
