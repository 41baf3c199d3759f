"""What do the Containerfile and the compose file say, read as the engines read them?"""

import json
import re
import shlex
from dataclasses import dataclass, field
from typing import Any

import yaml

from tests.house import ROOT


@dataclass
class Stage:
    """One FROM with what follows it."""

    base: str
    name: str = ""
    steps: list[tuple[str, str]] = field(default_factory=list)

    def said(self, word: str) -> list[str]:
        return [rest for each, rest in self.steps if each == word]

    @property
    def environment(self) -> dict[str, str]:
        return dict(part.split("=", 1) for rest in self.said("ENV") for part in shlex.split(rest))

    @property
    def health(self) -> list[str]:
        (told,) = self.said("HEALTHCHECK")
        return list(json.loads(told.partition("CMD ")[2]))


def stages() -> list[Stage]:
    text = re.sub(r"\\\n\s*", "", (ROOT / "Containerfile").read_text())
    found: list[Stage] = []
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        word, _, rest = line.partition(" ")
        if word == "FROM":
            base, _, name = rest.partition(" AS ")
            found.append(Stage(base, name))
        else:
            found[-1].steps.append((word, rest))
    return found


def compose() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
    return read
