"""How is the same person found again among services, without a name that leads back?

A keyed hash, bound to this purpose and to the county: the same citizen id gives another key here
than in the register of people, so neither table tells who stands in the other.
"""

from jinlin.core.secrets.fields import match_key
from jinlin.ground.people.numbers import clean_citizen_id, clean_phone

PURPOSE = "casework.served"


def mark_of(
    county: str, *, name: str = "", phone: str = "", citizen_id: str = "", born_on: str = ""
) -> str:
    """Empty when too little is known to find the person again: then nobody is counted as one."""
    if identity := clean_citizen_id(citizen_id):
        return match_key(f"{county}/id/{identity}", PURPOSE)
    if name and (number := clean_phone(phone)):
        return match_key(f"{county}/phone/{number}/{name}", PURPOSE)
    if name and born_on:
        return match_key(f"{county}/born/{born_on}/{name}", PURPOSE)
    return ""
