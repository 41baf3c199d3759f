"""The settings of a served house that is measured: those of production, and one address more that
answers with a constant.
"""

from jinlin.web.settings import *  # noqa: F403

ROOT_URLCONF = "served_urls"
