"""Who is acting, and what were they entrusted with?

The Actor is built once per request (by accounts) from the signed-in user's grants and passed to
every verb and every read. Places are known here only by their codes: a code is the path of a place
(350526 is the county, 350526100 a town in it), so 'inside' is 'starts with'.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db.models import Q

COUNTY_DIGITS, LONGEST_CODE = 6, 18


class Kind(StrEnum):
    ANONYMOUS = "anonymous"
    PERSON = "person"
    SYSTEM = "system"


@dataclass(frozen=True)
class Grant:
    """One role, at a place (its codes: the present one and those it replaced), for one organisation
    or for the place as a whole. Whether it looks after the place is the organisation's kind to say:
    a government or committee governs, a department, company or school has its own matters only.
    """

    role: str
    codes: tuple[str, ...]
    organisation: UUID | None = None
    governs: bool = True

    def covers(self, code: str) -> bool:
        return any(code.startswith(own) for own in self.codes)


@dataclass(frozen=True)
class Actor:
    """Whoever acts. `face` is what trails show: a unit's name for staff, never a person's."""

    kind: Kind
    user_id: UUID | None = None
    name: str = ""
    face: str = ""
    grants: tuple[Grant, ...] = ()
    scopes: frozenset[str] | None = None  # of an API token; None means a person at a page
    tracks: frozenset[UUID] = frozenset()  # rows this person holds the tracking code of

    @property
    def is_staff(self) -> bool:
        return bool(self.grants)

    @property
    def is_signed_in(self) -> bool:
        return self.user_id is not None

    @property
    def is_system(self) -> bool:
        return self.kind == Kind.SYSTEM

    def holds(self, *roles: str, at: str = "") -> bool:
        """Whether any of these roles was granted anywhere; with `at`: whether one of them looks
        after the place with this code.
        """
        return any(
            grant.role in roles and (not at or (grant.governs and grant.covers(at)))
            for grant in self.grants
        )

    def looks_after(self, *roles: str) -> bool:
        """Whether any of these roles looks after any place."""
        return any(grant.role in roles and grant.governs for grant in self.grants)

    def codes(self, *roles: str) -> tuple[str, ...]:
        """The codes of the places that any of these roles looks after."""
        return tuple(
            code
            for grant in self.grants
            if grant.role in roles and grant.governs
            for code in grant.codes
        )

    def posts(self, *roles: str) -> tuple[str, ...]:
        """The codes of the places where any of these roles works, for the place or for an
        organisation there: what may be offered to choose from, never what may be seen.
        """
        return tuple(code for grant in self.grants if grant.role in roles for code in grant.codes)

    def counties(self, *roles: str) -> tuple[str, ...]:
        """The counties (or what lies above them) where any of these roles, or any role at all,
        works; each once.
        """
        return tuple(
            dict.fromkeys(
                county_of(code)
                for grant in self.grants
                if not roles or grant.role in roles
                for code in grant.codes
            )
        )

    def organisations(self, *roles: str) -> frozenset[UUID]:
        """The organisations for which any of these roles (any role when none is named) was
        granted.
        """
        return frozenset(
            g.organisation for g in self.grants if g.organisation and (not roles or g.role in roles)
        )


SYSTEM = Actor(kind=Kind.SYSTEM, name="system", face="Jinlin")
ANONYMOUS = Actor(kind=Kind.ANONYMOUS)


def county_of(code: str) -> str:
    """The county in which a place lies; of one above all counties, the place itself."""
    return code[:COUNTY_DIGITS]


def is_code(text: str) -> bool:
    """Whether it can be the code of a place."""
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_CODE


def code_after(code: str) -> str:
    """The first code that comes after all that lie inside `code`: '350526' -> '350527', and
    '350526100999' -> '350526101', which is shorter and would lie before '350526101000'.

    Codes are digits only.
    """
    begun = code.rstrip("9")
    return str(int(begun) + 1).zfill(len(begun)) if begun else "9" * (LONGEST_CODE + 1)


def within(codes: Iterable[str], field: str = "place_code") -> Q:
    """Rows inside any of these places, as ranges that an index can answer. No codes: no rows, and
    none for what is no code.
    """
    condition = Q(pk__in=[])
    for code in dict.fromkeys(codes):
        if is_code(code):
            condition |= _inside(code, field)
    return condition


def _inside(code: str, field: str) -> Q:
    """Beside a `place_code` stands the row's county: naming it lets an index that begins with the
    county give the rows in order.
    """
    span = Q(**{f"{field}__gte": code, f"{field}__lt": code_after(code)})
    if not field.endswith("place_code") or len(code) < COUNTY_DIGITS:
        return span
    county = Q(**{f"{field.removesuffix('place_code')}county": county_of(code)})
    return county if len(code) == COUNTY_DIGITS else county & span
