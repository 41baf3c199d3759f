"""Where do staff, teachers and enterprises work on training?"""

from jinlin.domains.training.forms.keyed import PLANNERS
from jinlin.domains.training.models import HOSTS, READERS
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import Role

IN_CLASSES = (*READERS, Role.REGISTRAR, Role.TEACHER, Role.PARTNER, Role.HANDLER)
readers = doors.role(*IN_CLASSES)  # who may stand before a class
planners = doors.role(*PLANNERS)  # who plans and runs classes
teachers = doors.role(*PLANNERS, Role.TEACHER)
sitters = doors.role(*READERS, Role.REGISTRAR, Role.TEACHER)  # who sees who is in a class
keepers = doors.role(*HOSTS)  # who works with residents
watchers = doors.role(*READERS)
suppliers = doors.role(*READERS, Role.REGISTRAR, Role.PARTNER)
offerers = doors.role(*HOSTS, Role.PARTNER)
workers = doors.role(*READERS, Role.PARTNER)
