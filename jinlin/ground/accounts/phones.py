"""Which mobile number did somebody mean?"""

import re
import unicodedata

from django.utils.translation import gettext_lazy as _

from jinlin.core.errors import Unusable

SEPARATORS = re.compile(r"[\s\-‐-―().]+")
COUNTRY = re.compile(r"^(\+|00)?86(?=1\d{10}$)")
MOBILE = re.compile(r"1[3-9][0-9]{9}")


def mobile(text: str) -> str:
    """Eleven digits, however the number was typed: with +86, spaces, dashes or full-width digits.

    Raises Unusable when it is no mobile number.
    """
    digits = COUNTRY.sub("", SEPARATORS.sub("", unicodedata.normalize("NFKC", text)))
    if MOBILE.fullmatch(digits):
        return digits
    if digits.isascii() and digits.isdigit() and digits.startswith("1") and len(digits) != 11:
        raise Unusable(
            _("A mobile number has 11 digits; this one has %(count)d.") % {"count": len(digits)},
            field="phone",
        )
    raise Unusable(
        _("This is not a mobile number. Please enter 11 digits, such as 138 0000 0000."),
        field="phone",
    )
