"""Who are the people a county serves, in which homes, with whose consent, looked after by whom?"""

from jinlin.ground.people.models.consents import (
    LONGEST_MANDATE,
    Consent,
    Mandate,
    MandateRows,
    Purpose,
    Relation,
)
from jinlin.ground.people.models.homes import (
    READERS,
    CareLink,
    CareLinkRows,
    CareRole,
    GroupInNeed,
    Household,
    HouseholdRows,
    LinkEnd,
    Membership,
    Need,
    linked,
    needs_at_home,
)
from jinlin.ground.people.models.persons import (
    Acquaintance,
    OtherPhone,
    OtherPhoneRows,
    Person,
    PersonRows,
    names_of,
)

__all__ = [
    "LONGEST_MANDATE",
    "READERS",
    "Acquaintance",
    "CareLink",
    "CareLinkRows",
    "CareRole",
    "Consent",
    "GroupInNeed",
    "Household",
    "HouseholdRows",
    "LinkEnd",
    "Mandate",
    "MandateRows",
    "Membership",
    "Need",
    "OtherPhone",
    "OtherPhoneRows",
    "Person",
    "PersonRows",
    "Purpose",
    "Relation",
    "linked",
    "names_of",
    "needs_at_home",
]
