"""How does a reporting app of another house speak to this one?"""

from datetime import timedelta

from django.test import Client

from jinlin.core.actor import SYSTEM
from jinlin.core.time import clock
from jinlin.ground.accounts.actions import issue_token

BOTH = ("appeals:read", "appeals:write")


def key_of(user, scopes=BOTH):
    _token, raw = issue_token(
        user,
        name="open311",
        scopes=scopes,
        expires_on=clock.today() + timedelta(days=9),
        actor=SYSTEM,
    )
    return raw


class App:
    """A reporting app with a key."""

    def __init__(self, user, scopes=BOTH):
        self.key = key_of(user, scopes)
        self.client = Client()

    def get(self, path="requests", form="json", **query):
        return self.client.get(f"/open311/v2/{path}.{form}", {"api_key": self.key, **query})

    def numbers(self, **query):
        return [each["service_request_id"] for each in self.get(**query).json()]

    def post(self, form="json", headers=None, **said):
        return self.client.post(
            f"/open311/v2/requests.{form}", {"api_key": self.key, **said}, headers=headers or {}
        )
