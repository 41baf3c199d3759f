"""What do pages, and the domains above, ask about people?"""

from jinlin.ground.people.queries.care import (
    carers_of,
    households_of,
    households_without,
    people_of,
)
from jinlin.ground.people.queries.persons import (
    consents_of,
    has_mandate,
    mandates_of,
    matching,
    named,
    needs_of,
    on_word_alone,
    person_matches,
    person_of,
    persons_of,
    speaks_for,
)

__all__ = [
    "carers_of",
    "consents_of",
    "has_mandate",
    "households_of",
    "households_without",
    "mandates_of",
    "matching",
    "named",
    "needs_of",
    "on_word_alone",
    "people_of",
    "person_matches",
    "person_of",
    "persons_of",
    "speaks_for",
]
