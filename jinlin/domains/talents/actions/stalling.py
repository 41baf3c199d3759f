"""What stands on a craftsman's trail when they come to a service day?"""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow
from jinlin.core.spoken import moment
from jinlin.domains.talents.actions.steps import keep_on
from jinlin.domains.talents.lifecycle import TalentState
from jinlin.domains.talents.models import Talent
from jinlin.services.notices import actions as notices
from jinlin.services.notices.actions import Recipient


@transaction.atomic
def stall(talent: Talent, *, title: str, starts_at: datetime, skill: str, actor: Actor) -> Talent:
    """Their trail names the day to which they bring a stall, and they are told of it.

    Whether somebody may bring them is the day's own question.
    """
    talent = Talent.objects.held(talent)
    if talent.state != TalentState.LISTED:
        raise NotNow(_("They are not in the directory at present."))
    keep_on(talent, "stall", actor=actor, title=title, skill=skill)
    with override(settings.LANGUAGE_CODE):
        notices.tell(
            county=talent.county,
            event="talents.talent.stall",
            title=_("You are asked to come with a stall: {skill}").format(skill=skill),
            body=_("{title}, {when}. If you cannot come, please tell the organiser.").format(
                title=title, when=moment(starts_at)
            ),
            about=talent,
            url=reverse("talents:me"),
            to=[Recipient(person_id=talent.person_id)],
        )
    return talent
