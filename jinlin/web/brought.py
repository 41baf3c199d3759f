"""What can one app bring to the front doors?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from django.apps import apps

from jinlin.web.rooms import Room


@dataclass(frozen=True)
class Tile:
    """One of the four micros on the first page.

    `count` names a function of (place code) in the app: how many wait there, as a sentence, or "".
    """

    name: Any
    says: Any
    icon: str
    url: str
    count: str = ""


@dataclass(frozen=True)
class Domain:
    """What one app brings.

    Functions and routers are named by their path inside the app, so that this table loads no model.
    """

    label: str
    prefix: str | None = None  # its urls.py stands under this; None: it has no addresses
    rooms: tuple[Room, ...] = ()
    waiting: tuple[str, ...] = ()  # 'what waits for me', for staff: functions of an actor
    own: tuple[str, ...] = ()  # 'my matters', for residents
    searched: tuple[str, ...] = ()  # the desk's one box: shelves (shell.finding)
    held: tuple[str, ...] = ()  # what units have in hand (places.holding), asked for at closing
    tile: Tile | None = None
    routers: Mapping[str, str] = field(default_factory=dict)  # {"/appeals": "api.router"}
    forms: Mapping[str, Any] = field(
        default_factory=dict
    )  # a form's technical name -> what its page calls it

    def named(self, path: str) -> Any:
        """The object that stands under this path inside the app: `queries.lists.waiting`."""
        module, _dot, name = path.rpartition(".")
        return getattr(import_module(f"{apps.get_app_config(self.label).name}.{module}"), name)
