"""Which verbs change what is known of people, their homes, their consents and their care?"""

from jinlin.ground.people.actions.care import Carer, end_link, hand_over_link, link
from jinlin.ground.people.actions.households import (
    NewMember,
    add_member,
    look_in,
    register_household,
    see_household_clear,
)
from jinlin.ground.people.actions.listed import Listed, know_listed
from jinlin.ground.people.actions.persons import (
    act_for,
    consent,
    end_need,
    fill_in_birth_year,
    know,
    note_birth_year,
    note_need,
    see_clear,
    settle,
    settle_phone,
    stop_acting_for,
    withdraw_consent,
)
from jinlin.ground.people.knowing import is_entered_now
from jinlin.ground.people.permissions import is_under_consent_age

__all__ = [
    "Carer",
    "Listed",
    "NewMember",
    "act_for",
    "add_member",
    "consent",
    "end_link",
    "end_need",
    "fill_in_birth_year",
    "hand_over_link",
    "is_entered_now",
    "is_under_consent_age",
    "know",
    "know_listed",
    "link",
    "look_in",
    "note_birth_year",
    "note_need",
    "register_household",
    "see_clear",
    "see_household_clear",
    "settle",
    "settle_phone",
    "stop_acting_for",
    "withdraw_consent",
]
