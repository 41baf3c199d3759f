"""What does staff see of projects and key tasks, and what can they do?"""

from jinlin.domains.projects.desk.boards import board, export, propose
from jinlin.domains.projects.desk.calendar import calendar, own_feed
from jinlin.domains.projects.desk.carrying import activities, at_door, leave, needs, team, unhold
from jinlin.domains.projects.desk.matter import follow, move, plan, project, settle
from jinlin.domains.projects.desk.money import money, spending, spendings
from jinlin.domains.projects.desk.numbers import count, indicator, uncount
from jinlin.domains.projects.desk.reports import draft_report, report, signed
from jinlin.domains.projects.desk.task import reach, steps, strike, task, task_move, unreach
from jinlin.domains.projects.desk.tasks import export_tasks, land, lists, new_task, tasks

__all__ = [
    "activities",
    "at_door",
    "board",
    "calendar",
    "count",
    "draft_report",
    "export",
    "export_tasks",
    "follow",
    "indicator",
    "land",
    "leave",
    "lists",
    "money",
    "move",
    "needs",
    "new_task",
    "own_feed",
    "plan",
    "project",
    "propose",
    "reach",
    "report",
    "settle",
    "signed",
    "spending",
    "spendings",
    "steps",
    "strike",
    "task",
    "task_move",
    "tasks",
    "team",
    "uncount",
    "unhold",
    "unreach",
]
