"""Where does one go on to in another domain, where this installation has it?"""

from typing import Any
from uuid import UUID

from django.urls import NoReverseMatch, reverse

JOURNEY = (
    "journeys:reception_to_appeal"  # asks for class, grade and unit, and passes the conversation on
)
NOBODY = UUID(int=0)


def page(name: str, *arguments: Any) -> str:
    """The address of another domain's page, or nothing."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""


def to_appeal(conversation_id: UUID) -> str:
    """Where a conversation becomes an appeal, or nothing."""
    return page(JOURNEY, conversation_id)


def is_there_a_journey() -> bool:
    return bool(to_appeal(NOBODY))
