"""Which Django apps are these?"""

from django.apps import AppConfig
from django.contrib.admin import (
    apps as admin_apps,  # the class itself, imported here, would be taken for this app's own
)


class AccountsConfig(AppConfig):
    name = "jinlin.ground.accounts"


class ReferenceDataConfig(admin_apps.AdminConfig):
    """Django's admin, opened by the system administrator's role only."""

    default = False
    default_site = "jinlin.ground.accounts.admin.ReferenceData"
