"""What is kept of a page that a test asked for, so that the test can look at what was on it?

Django's test client copies the whole context of each template, that of every small part of a page
too. Here a part keeps what could be seen in it, and nothing of how it was drawn.
"""

from copy import copy
from typing import Any

from django.template import Context, Template
from django.test.utils import ContextList


def keep(
    kept: dict[str, Any], *, template: Template, context: Context, **_of_the_signal: Any
) -> None:
    """As `django.test.client.store_rendered_templates`: a whole copy for a page alone, for its
    parts the values.
    """
    kept.setdefault("templates", []).append(template)
    contexts = kept.setdefault("context", ContextList())
    contexts.append(copy(context) if context.template is template else _seen(context))


def _seen(context: Context) -> Context:
    values = Context.__new__(Context)
    values.dicts = context.dicts[:]
    return values
