"""Under which whole address does a page of this house stand, for those outside of it?"""

from django.conf import settings


def whole(path: str) -> str:
    """The address with the house's name before it, for messages, papers, QR codes and feeds."""
    return f"{settings.SITE_URL.rstrip('/')}{path}"
