"""Which Django app is this?"""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "jinlin.domains.projects"
