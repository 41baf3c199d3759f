"""What must somebody take over before a unit is closed, and who hears of it?"""

from django.apps import apps
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from jinlin.ground.places import holding
from jinlin.ground.places.holding import Count, Held
from jinlin.ground.places.models import Organisation
from jinlin.services.notices import actions as notices
from jinlin.services.notices.actions import Recipient
from jinlin.web.domains import found

# Where a unit is named and nothing of it waits for somebody: each with the reason.
STAYS = {
    "accounts.Grant.organisation": "who works where is the security administrator's to say",
    "accounts.Shift.organisation": "a roster names people, who get other shifts with other grants",
    "appeals.Round.unit": "the round in work goes along with its appeal; earlier ones are history",
    "appeals.SavedView.unit": "what one person likes to look at",
    "casework.Monthly.agency": "history",
    "casework.Profile.agency": "a standard of the agency's own; the other has its own",
    "casework.Service.agency": "history",
    "documents.OneTimeLink.organisation": "answers once what it was sent for, and ends by itself",
    "notices.GroupRobot.organisation": "tells nothing once nothing is with the unit",
    "points.Donor.organisation": "who gave stays who gave",
    "workforce.Establishment.organisation": "how many posts the other may have is decided anew",
}


def of_domains() -> list[Held]:
    """What the installed apps name, in the order of their table."""
    return [held for each in found("held") for held in each]


def unnamed() -> list[str]:
    """Columns that name a unit and stand in no list: nobody has said what becomes of them."""
    known = {_column(each) for each in holding.held()} | set(STAYS)
    columns = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model is Organisation
    }
    return sorted(columns ^ known)


def tell(former: Organisation, heir: Organisation, counts: list[Count]) -> None:
    """Whoever works for the unit that goes on reads what it got, in one message."""
    with override(settings.LANGUAGE_CODE):
        got = ", ".join(f"{name} {number}" for name, number in counts)
        notices.tell(
            county=heir.county,
            event="units.succeed",
            title=_("{unit} was closed").format(unit=former.name),
            body=_("{heir} goes on with what was open there: {got}.").format(
                heir=heir.name, got=got
            ),
            about=heir,
            url="/desk/",
            to=[Recipient(organisation_id=heir.pk)],
        )


def _column(held: Held) -> str:
    return f"{held.model._meta.label}.{held.field}"
