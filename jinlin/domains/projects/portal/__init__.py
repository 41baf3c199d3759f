"""What do residents read of projects, and what do they say?"""

from jinlin.domains.projects.portal.results import all_projects, result, survey, word

__all__ = ["all_projects", "result", "survey", "word"]
