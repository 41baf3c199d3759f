"""What is stored of orders, classes, learning and work? Models stand in the file of their topic."""

from jinlin.domains.training.models.courses import (
    OF_SOCIAL_WORK,
    PREPARING,
    Answer,
    Course,
    CourseRows,
    How,
    Kind,
    Lesson,
    LessonState,
    Meeting,
    Party,
    Side,
)
from jinlin.domains.training.models.enrolments import Enrolment, Exam
from jinlin.domains.training.models.feeds import LessonFeed
from jinlin.domains.training.models.follow_ups import WITH_PERSON, WORKING, Employment, FollowUp
from jinlin.domains.training.models.learning import (
    Assessment,
    Attendance,
    Certificate,
    Opinion,
)
from jinlin.domains.training.models.orders import (
    HOSTS,
    READERS,
    TIMES,
    Channel,
    Order,
    OrderState,
    Supply,
)
from jinlin.domains.training.models.outcomes import (
    Evidence,
    Introduction,
    JobWish,
    Placement,
    Rung,
    Vacancy,
)
from jinlin.domains.training.models.reference import Module, Room, Teacher, TrainingRule

__all__ = [
    "HOSTS",
    "OF_SOCIAL_WORK",
    "PREPARING",
    "READERS",
    "TIMES",
    "WITH_PERSON",
    "WORKING",
    "Answer",
    "Assessment",
    "Attendance",
    "Certificate",
    "Channel",
    "Course",
    "CourseRows",
    "Employment",
    "Enrolment",
    "Evidence",
    "Exam",
    "FollowUp",
    "How",
    "Introduction",
    "JobWish",
    "Kind",
    "Lesson",
    "LessonFeed",
    "LessonState",
    "Meeting",
    "Module",
    "Opinion",
    "Order",
    "OrderState",
    "Party",
    "Placement",
    "Room",
    "Rung",
    "Side",
    "Supply",
    "Teacher",
    "TrainingRule",
    "Vacancy",
]
