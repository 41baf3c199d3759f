"""Which Django app is this?"""

from django.apps import AppConfig


class JourneysConfig(AppConfig):
    name = "jinlin.journeys"

    def ready(self) -> None:
        """Pages below show where something may go on, and what a sibling knows of it."""
        from jinlin.core.later import later  # noqa: PLC0415 - settings are read by then
        from jinlin.shell import slots  # noqa: PLC0415 - the same

        slots.fill("onward_of_item", later("jinlin.journeys.listing.onward_of_item"))
        slots.fill("exams_beside", later("jinlin.journeys.preparing.beside_class"))
        slots.fill("ordered_beside", later("jinlin.journeys.ordered_courses.beside_needs"))
        slots.fill("answers_at_door", later("jinlin.journeys.answers_at_doors.beside_form"))
        slots.fill("rooms_of_training", later("jinlin.journeys.preparing.chip_of_exams"))
