"""How is a service without a case that was mistyped put right or taken back?

Nothing is overwritten: the wrong line stays with who, when and why, and counts no longer.
"""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from jinlin.core import spoken, timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere, NotNow, require
from jinlin.core.offline import Sent, made_once
from jinlin.core.text import needed
from jinlin.core.time import clock
from jinlin.domains.casework.actions.months import add_up
from jinlin.domains.casework.actions.serving import ServiceTerms, announce, contents, serve_many
from jinlin.domains.casework.models import Along, Served, Service
from jinlin.domains.casework.permissions import can_correct
from jinlin.services.notices import actions as notices
from jinlin.services.notices.actions import Recipient

LONGEST_REASON = 300
CARRIED = ("county", "mark", "is_minor")  # of whoever was counted: the same person


@transaction.atomic
def strike(service: Service, *, reason: str, actor: Actor) -> Service:
    """The service counts no longer, nor whom it helped; it stays readable with the reason."""
    service = _struck(_held(service, actor), reason, actor)
    _tell_writer(service, actor, is_put_right=False)
    return service


def correct(service: Service, terms: ServiceTerms, *, reason: str, actor: Actor) -> Service:
    """What is right stands as a line of its own, and the wrong one counts no longer. Whom it helped
    and who came along is taken over unless the terms name others.

    Sent again with the same key it is the same one, for ever; other contents under that key raise
    NotNow and are kept beside.
    """
    require(can_correct(actor, service))
    if terms.key is None:
        return _correct(service, terms, reason, actor)
    content = {**contents(service.agency, terms), "corrects": service.pk}
    sent = Sent(terms.key, content, terms.place.code)
    return made_once(Service, sent, make=lambda: _correct(service, terms, reason, actor))


@transaction.atomic
def _correct(service: Service, terms: ServiceTerms, reason: str, actor: Actor) -> Service:
    service = _held(service, actor)
    (right,) = serve_many(service.agency, [terms], actor=actor, corrects=service)
    if not terms.people:
        _carry_people(service, right)
    if not terms.volunteers:
        Along.objects.bulk_create(
            Along(county=right.county, service=right, volunteer_id=key)
            for key in service.along.values_list("volunteer", flat=True)
        )
    _tell_writer(_struck(service, reason, actor), actor, is_put_right=True)
    announce(right, "casework.serve")
    return right


def _tell_writer(service: Service, actor: Actor, *, is_put_right: bool) -> None:
    """Whoever wrote it down hears of what somebody else did with it, and why: the day, the field
    and the reason. What was done and for whom is read on its page alone.
    """
    if service.by is None or service.by == actor.user_id:
        return
    with override(settings.LANGUAGE_CODE):
        struck, right = (
            _("A service of yours was struck out"),
            _("A service of yours was put right"),
        )
        words = _("{day}, {field}: {reason}").format(
            day=spoken.day(service.on),
            field=service.get_field_display(),
            reason=service.struck_reason,
        )
        notices.tell(
            county=service.county,
            event="casework.strike",
            title=right if is_put_right else struck,
            body=words,
            about=service,
            url=reverse("casework:service", args=[service.pk]),
            to=[Recipient(user_id=service.by)],
        )


def _carry_people(service: Service, right: Service) -> None:
    Served.objects.bulk_create(
        Served(
            service=right,
            on=right.on,
            place_code=right.place_code,
            agency=right.agency_id,
            field=right.field,
            **{name: getattr(each, name) for name in CARRIED},
        )
        for each in service.served.all()
    )


def _held(service: Service, actor: Actor) -> Service:
    """The service as it is now, locked, which this actor may correct and nobody has corrected."""
    rows = Service.objects.filter(case=None).select_for_update(of=("self",))
    found: Service | None = rows.select_related("agency").filter(pk=service.pk).first()
    if found is None:
        raise NotHere
    require(can_correct(actor, found))
    if found.struck_at is not None:
        raise NotNow(_("This was struck out already."))
    return found


def _struck(service: Service, reason: str, actor: Actor) -> Service:
    service.struck_reason = needed(reason, field="reason", limit=LONGEST_REASON)
    service.struck_at, service.struck_by = clock.now(), actor.user_id
    service.save(update_fields=["struck_at", "struck_by", "struck_reason"])
    service.served.update(is_struck=True)
    add_up(service.county, service.on.replace(day=1))
    timeline.record(service, "strike", actor=actor, note=service.struck_reason)
    announce(service, "casework.strike")
    return service
