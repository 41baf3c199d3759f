"""Which models does a step of a migration build anew?

Django builds every model anew that hangs together with the changed one. In this house nearly all
do, by way of places and accounts, so a new house took minutes of processor time. Only those that
refer to a changed model need its new class; its own relations find theirs when it is built.

Which setting names a model (that of the user) is asked for each relation of each of them. Django
keeps the answer, and forgets it whenever a step builds a model: an eighth of the time.

Each step begins with a copy of what is known of all models. Django looks at every field of every
model again for it, though nothing of them has changed: a sixth of the time.
"""

from functools import cache, partial
from typing import Any

from django.apps import apps
from django.apps.registry import Apps
from django.db.migrations.state import ModelState, ProjectState

Key = tuple[str, str]


def build_only_what_refers() -> None:
    """From here on this process migrates so."""
    patched: Any = ProjectState
    patched._find_reload_model = _referring  # noqa: SLF001 - there is no public way
    copied: Any = ModelState
    copied.clone = _copied
    whole: Any = apps
    named: Any = Apps.get_swappable_settings_name
    whole.get_swappable_settings_name = cache(partial(named.__wrapped__, apps))


def _referring(
    state: ProjectState, app_label: str, model_name: str, delay: bool = False
) -> set[Key]:
    """The model, and what refers to it by a field or as its base, however indirectly.

    None is left for later, whatever is asked: so no step that runs code of its own has all models
    of the house built anew before it, a third of the time.
    """
    found: set[Key] = set()
    waiting = [(app_label, model_name)]
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting += [*state.relations.get(key, ()), *_built_upon(state, key)]
    return found


def _copied(model: ModelState) -> ModelState:
    """The same; a step may put in, take out and replace whole fields, options and managers of
    either.
    """
    copy = ModelState.__new__(ModelState)
    copy.__dict__.update(
        model.__dict__,
        fields=dict(model.fields),
        options=dict(model.options),
        managers=list(model.managers),
    )
    return copy


def _built_upon(state: ProjectState, key: Key) -> list[Key]:
    name = f"{key[0]}.{key[1]}"
    return [
        other
        for other, model in state.models.items()
        if any(isinstance(base, str) and base.lower() == name for base in model.bases)
    ]
