"""Which passwords would somebody guess who knows this house?"""

import unicodedata
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

HOUSE = ("jinlin", "近邻", "xiaoqu", "小区", "e家", "shequ", "社区", "admin", "password", "123456")


class WithoutWordsOfTheHouse:
    """The house's own name, what it is about, or the county's code make no password."""

    def validate(self, password: str, user: Any = None) -> None:
        typed = unicodedata.normalize("NFKC", password).casefold()
        county = str(getattr(user, "county", "") or "")
        if any(word in typed for word in (*HOUSE, *([county] if county else []))):
            raise ValidationError(self.get_help_text(), code="word_of_the_house")

    def get_help_text(self) -> str:
        return _(
            "The password must not contain the name of this site, what it is about or the code of "
            "your county: those are tried first."
        )
