"""What does each kind of organisation reach, in each role? Its own matters; the place only where it
governs.
"""

from itertools import product

import pytest

from jinlin.core.actor import Actor
from jinlin.core.errors import NotAllowed, Unusable
from jinlin.core.tests.standing import once_a_file
from jinlin.domains.appeals import actions, permissions
from jinlin.domains.appeals.models import Appeal, Identity, SavedView, Sharing
from jinlin.domains.appeals.tests.cast import (
    COUNTY,
    SINCE,
    Cast,
    accepted,
    cast_of_dehua,
    days_on,
    in_hand,
    person,
)
from jinlin.ground.accounts.actors import actor_for
from jinlin.ground.accounts.models import Grant, User
from jinlin.ground.accounts.roles import WORKERS, Role
from jinlin.ground.people.models import Person
from jinlin.ground.places.models import Organisation, OrganisationKind
from jinlin.metrics.permissions import can_read_figures

pytestmark = pytest.mark.django_db


standing_cast, cast = once_a_file(cast_of_dehua)


GOVERNING = {"party_committee", "town_government", "community_committee"}
ASKED = (
    "own matter",
    "own matter's named reporter",
    "own matter's hidden reporter",
    "other's matter",
    "other's hidden reporter",
    "people",
    "figures",  # sums: the rows behind them are scoped one by one
)
UNIT_ONLY = (True, True, False, False, False, False, True)
WATCHES_UNIT = (True, False, False, False, False, False, True)
WHOLE_PLACE = (True, True, True, True, True, True, True)


def expected(kind: str, role: str) -> tuple[bool, ...]:
    if kind not in GOVERNING:
        return WATCHES_UNIT if role == Role.SUPERVISOR else UNIT_ONLY
    return UNIT_ONLY if role == Role.HANDLER else WHOLE_PLACE


def units(cast: Cast) -> dict[str, Organisation]:
    """One organisation of each kind, for the whole county."""
    place = cast.places.county
    found = {
        kind.value: Organisation(
            county=COUNTY, name=f"{kind.label}一", kind=kind, place=place, place_code=place.code
        )
        for kind in OrganisationKind
    }
    Organisation.objects.bulk_create(found.values())
    return found


def works_for(unit: Organisation, role: str) -> Actor:
    user = User.objects.create(county=COUNTY, username=f"{unit.kind}-{role}".replace("_", "-"))
    Grant.objects.create(
        county=COUNTY,
        user=user,
        role=role,
        place=unit.place,
        organisation=unit,
        valid_from=SINCE,
    )
    return actor_for(user)


def reach(actor: Actor, own: Appeal, hidden: Appeal, other: Appeal) -> tuple[bool, ...]:
    def sees(appeal: Appeal) -> bool:
        return Appeal.objects.visible_to(actor).filter(pk=appeal.pk).exists()

    return (
        sees(own) and permissions.can_read_internal(actor, own),
        permissions.can_see_reporter(actor, own),
        permissions.can_see_reporter(actor, hidden),
        sees(other),
        permissions.can_see_reporter(actor, other),
        Person.objects.visible_to(actor).exists(),
        can_read_figures(actor, COUNTY),
    )


def test_each_kind_of_organisation_reaches_its_own_and_governs_only_where_it_governs(
    cast: Cast,
) -> None:
    other = in_hand(cast, identity=Identity.HIDDEN)
    found = {}
    for kind, unit in units(cast).items():
        own, hidden = (
            actions.hand_over(accepted(cast, identity=identity), actor=cast.actors.clerk, unit=unit)
            for identity in (Identity.NAMED, Identity.HIDDEN)
        )
        for role in sorted(WORKERS):
            found[kind, str(role)] = reach(works_for(unit, role), own, hidden, other)
    assert found == {
        (kind.value, str(role)): expected(kind.value, role)
        for kind, role in product(OrganisationKind, sorted(WORKERS))
    }


def test_every_role_looks_after_a_place_only_for_what_governs_it(cast: Cast) -> None:
    found = set()
    for kind, unit in units(cast).items():
        for role in Role:
            actor = works_for(unit, role)
            answers = (
                actor.holds(role),
                actor.organisations(role) == {unit.pk},
                actor.holds(role, at=COUNTY),
                actor.looks_after(role),
                bool(actor.codes(role)),
            )
            found.add((kind in GOVERNING, answers))
    assert found == {(True, (True,) * 5), (False, (True, True, False, False, False))}


@pytest.mark.parametrize("role", [Role.LEAD, Role.CLERK, Role.HANDLER])
def test_whoever_works_for_a_unit_moves_its_own_matter_and_never_decides_for_the_place(
    cast: Cast, role: Role
) -> None:
    actor = works_for(cast.units.bureau, role)
    own, other = in_hand(cast), accepted(cast)
    may = {name for name, allowed in permissions.MAY.items() if allowed(actor, own)}
    assert may == {
        *("finish", "return_", "ask_extension", "pause", "resume", "ask_exclusion"),
        *("add_information", "answer_supervision", "convene", "note_silence", "release"),
        "take_on",
    }
    assert [name for name, allowed in permissions.MAY.items() if allowed(actor, other)] == []


def test_a_unit_that_helps_reaches_what_it_helps_with_and_no_reporter(cast: Cast) -> None:
    lead = works_for(cast.units.property, Role.LEAD)
    appeal = in_hand(cast)
    assert not Appeal.objects.visible_to(lead).exists()
    actions.convene(
        appeal,
        actor=cast.actors.clerk,
        helper=cast.units.property,
        task="请物业配合查看线路。",
        due_on=days_on(3),
    )
    assert list(Appeal.objects.visible_to(lead)) == [appeal]
    assert permissions.can_answer_part(lead, appeal)
    assert not permissions.can_see_reporter(lead, appeal)


def test_a_lead_of_a_unit_hands_over_the_desks_of_that_unit_alone(cast: Cast) -> None:
    lead = works_for(cast.units.bureau, Role.LEAD)
    assert permissions.can_hand_over_desk(lead, cast.units.bureau)
    assert not permissions.can_hand_over_desk(lead, cast.units.community)


def test_a_lead_of_a_unit_shares_a_view_with_the_unit_and_not_with_the_county(cast: Cast) -> None:
    lead = works_for(cast.units.bureau, Role.LEAD)
    said = {"actor": lead, "filters": {"state": "open"}}
    view = actions.save_view(name="本局", sharing=Sharing.UNIT, **said)
    with pytest.raises(Unusable):
        actions.save_view(name="全县", sharing=Sharing.PLACE, **said)
    assert list(SavedView.objects.visible_to(cast.actors.handler)) == [view]


def test_a_department_registers_nothing_and_knows_nobody(cast: Cast) -> None:
    person(cast)
    clerk = works_for(cast.units.bureau, Role.CLERK)
    assert not permissions.can_register(clerk, cast.places.neighbourhood)
    assert not Person.objects.visible_to(clerk).exists()
    with pytest.raises(NotAllowed):
        actions.reject(
            accepted(cast), actor=clerk, reason="不归我们", basis="职责", instead="12345"
        )


PAGES = {
    "/desk/": (200, 200),
    "/desk/appeals/": (200, 200),
    "/desk/appeals/new/": (403, 200),
    "/desk/people/": (403, 200),
    "/desk/care/": (403, 200),
    "/desk/figures/": (200, 200),
    "/desk/wishes/": (403, 200),
    "/desk/receptions/": (200, 200),
    "/desk/duty/": (200, 200),
    "/desk/documents/": (200, 200),
}


def test_the_desk_opens_to_a_department_what_is_its_own(cast: Cast, client) -> None:
    party = units(cast)["party_committee"]
    found = {}
    for number, unit in enumerate((cast.units.bureau, party)):
        client.force_login(User.objects.get(pk=works_for(unit, Role.LEAD).user_id))
        for page in PAGES:
            found.setdefault(page, {})[number] = client.get(page, follow=True).status_code
    assert {page: (codes[0], codes[1]) for page, codes in found.items()} == PAGES
