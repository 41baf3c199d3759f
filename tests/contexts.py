"""What is kept of a page that a test asked for, so that the test can look at what was on it?

Django's test client copies what each template was given, one by one: some hundred copies for a page
with many small parts. Here a page's own is copied; its parts see nothing else but what they make of
it.
"""

from copy import copy
from typing import Any

from django.template import Context, Template
from django.test.utils import ContextList


def keep(
    kept: dict[str, Any], *, template: Template, context: Context, **_of_the_signal: Any
) -> None:
    """As `django.test.client.store_rendered_templates`, for templates that no other one asked for.

    All templates are kept, as there.
    """
    kept.setdefault("templates", []).append(template)
    contexts = kept.setdefault("context", ContextList())
    if context.template is template:
        contexts.append(copy(context))
