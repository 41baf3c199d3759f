"""How do those who look after a household hear that it needs them?"""

from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from jinlin.ground.people.models import Household, Person
from jinlin.ground.people.queries.care import care_of
from jinlin.services.notices.actions.telling import Recipient, tell


def tell_carers(person: Person, *, event: str, what: str, but: UUID | None) -> None:
    """Whoever looks after the person's home is told what kind of thing it is and where, while the
    person agrees to be cared for; not the user who did it.

    The message leads to the household, never to the matter: whoever wants to know more asks the
    person.
    """
    care = care_of(person)
    to = [Recipient(user_id=user) for user in care.users if user != but] if care else []
    if not (care and to):
        return
    with override(settings.LANGUAGE_CODE):
        tell(
            county=person.county,
            event=event,
            title=_("A household you look after has told us something"),
            body=_("{what}. Please ask them whether you can help.").format(what=what),
            about=Household.objects.get(pk=care.household),
            url=reverse("people:my-household", args=[care.household]),
            to=to,
        )
