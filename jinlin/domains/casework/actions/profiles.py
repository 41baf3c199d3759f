"""How does a county or an agency come to work by a written standard?"""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.errors import NotAllowed, NotNow, Unusable
from jinlin.domains.casework.models import STANDARDS, Profile
from jinlin.ground.places.models import Organisation


@transaction.atomic
def adopt(
    county: str,
    standard: str,
    *,
    agency: Organisation | None = None,
    since: date | None = None,
    actor: Actor,
) -> Profile:
    """Cases opened from that day on go by the standard's phases: those of one agency, or of every
    agency of the county. Cases that are open keep theirs.
    """
    if not actor.is_system:
        raise NotAllowed
    found = STANDARDS.get(standard)
    if found is None or (agency and agency.county != county):
        raise Unusable(_("This standard is not known here."), field="standard")
    day = since or found.valid_from
    rows = Profile.objects.filter(county=county, method=found.method, agency=agency)
    if rows.filter(valid_from=day).exists():
        raise NotNow(_("There is a profile of this day already."))
    return Profile.objects.create(
        county=county,
        name=found.name,
        method=found.method,
        agency=agency,
        phases=found.text,
        valid_from=day,
    )
