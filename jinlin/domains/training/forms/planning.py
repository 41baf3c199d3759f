"""What is typed to plan a class, its parties and its timetable?"""

from typing import Any, cast

from django import forms
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.actor import Actor
from jinlin.core.time import clock
from jinlin.domains.training.actions import Invitation, Reply, Slot, Terms
from jinlin.domains.training.forms.keyed import (
    PLANNERS,
    DayForm,
    KeyedForm,
    at,
    modules_of,
    one_of,
    organisations_in,
    places_for,
)
from jinlin.domains.training.models import (
    Answer,
    Course,
    How,
    Kind,
    Lesson,
    Party,
    Room,
    Side,
    Supply,
    Teacher,
)
from jinlin.ground.places.choosing import UnitField
from jinlin.shell.move_forms import TidyField, a_day, words

LEVELS = [("", _("No exam")), (1, _("Assistant social worker")), (2, _("Qualified social worker"))]


class PlanForm(KeyedForm):
    """A class is planned."""

    place = one_of(_("For which place"))
    organiser = UnitField(label=_("Organised by"), empty_label=None)
    title = TidyField(label=_("Title of the class"), max_length=80)
    kind = forms.ChoiceField(label=pgettext_lazy("training", "Kind"), choices=Kind.choices)
    module = one_of(_("Module"), empty=_("No choice"), required=False)
    supply = one_of(_("Course on offer"), empty=_("No choice"), required=False)
    seats = forms.IntegerField(label=_("Seats"), min_value=1, max_value=500, initial=30)
    cost = forms.IntegerField(
        label=_("Cost for one person, in yuan"), min_value=0, max_value=1_000_000, initial=0
    )
    is_for_all = forms.BooleanField(
        label=_("People of other places may come too"), required=False, initial=True
    )
    youngest = forms.IntegerField(
        label=_("Youngest age"), min_value=0, max_value=60, required=False
    )
    needs_module = one_of(_("Needs the certificate of"), empty=_("No choice"), required=False)
    needs = TidyField(label=_("What else is needed"), max_length=200, required=False)
    materials = words(_("Materials"), rows=2, limit=1000, required=False)
    criteria = words(
        _("Criteria of the assessment, one a line"),
        rows=3,
        limit=1000,
        required=False,
        hint=_("Without criteria there is no assessment."),
    )
    pass_mark = forms.IntegerField(
        label=_("Points that make a pass"), min_value=1, max_value=100, initial=60
    )
    minimum_percent = forms.IntegerField(
        label=_("Lessons that must be attended, in percent"),
        min_value=1,
        max_value=100,
        required=False,
        help_text=_("Empty: as the county's rule says."),
    )
    exam_year = forms.IntegerField(
        label=_("For the exam of the year"), min_value=2008, max_value=2100, required=False
    )
    exam_level = forms.TypedChoiceField(
        label=_("For the exam of the level"),
        choices=LEVELS,
        required=False,
        coerce=int,
        empty_value=None,
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        counties = actor.counties(*PLANNERS)
        self.offer("place", places_for(actor))
        self.offer("organiser", organisations_in(counties))
        organiser = cast(UnitField, self.fields["organiser"])
        organiser.suggest(Course.objects.all(), "organiser", actor.codes(*PLANNERS))
        self.offer("module", modules_of(counties))
        self.offer("needs_module", modules_of(counties))
        self.offer("supply", Supply.objects.visible_to(actor).current().order_by("title"))

    def terms(self) -> Terms:
        fields = dict(self.cleaned_data)
        fields["youngest"] = fields["youngest"] or 0
        fields["minimum_percent"] = fields["minimum_percent"] or 0
        return Terms(**{name: fields[name] for name in Terms.__dataclass_fields__})


class TermsForm(PlanForm):
    """Other terms of a class that nobody counts on yet; it stays where it is."""

    def __init__(self, *args: Any, course: Course, **kwargs: Any) -> None:
        super().__init__(*args, initial=self.before(course), **kwargs)
        del self.fields["place"], self.fields["organiser"]

    @staticmethod
    def before(course: Course) -> dict[str, Any]:
        """The terms as they stand."""
        terms = {name: getattr(course, name) for name in Terms.__dataclass_fields__}
        chosen = ("module", "supply", "needs_module")
        return {**terms, **{name: getattr(course, f"{name}_id") for name in chosen}}


class AskForm(KeyedForm):
    side = forms.ChoiceField(label=_("On which side"), choices=Side.choices)
    organisation = UnitField(label=_("Organisation"), empty_label=None)
    provides = TidyField(label=_("What it gives"), max_length=120)
    pays = forms.IntegerField(
        label=_("What it pays, in yuan"), min_value=0, max_value=10_000_000, required=False
    )

    def __init__(self, *args: Any, course: Course, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("organisation", organisations_in([course.county]))
        gave = Party.objects.annotate(place_code=F("course__place_code"))
        organisation = cast(UnitField, self.fields["organisation"])
        organisation.suggest(gave, "organisation", [course.place_code])

    def invitation(self) -> Invitation:
        fields = self.cleaned_data
        return Invitation(
            fields["side"], fields["organisation"], fields["provides"], fields["pays"] or 0
        )


class AnswerForm(KeyedForm):
    answer = forms.ChoiceField(label=pgettext_lazy("party", "Answer"), choices=Answer.choices)
    on = a_day(_("On which day"))
    how = forms.ChoiceField(label=_("How it answered"), choices=How.choices)
    words = TidyField(label=_("Its words"), max_length=200, required=False)

    def reply(self) -> Reply:
        fields = self.cleaned_data
        return Reply(fields["answer"], fields["on"], fields["how"], fields["words"])


class MeetForm(KeyedForm):
    held_on = a_day(_("The meeting was on"))
    minutes = words(_("Minutes"), rows=4, limit=2000)


class LessonForm(DayForm):
    """A lesson in the timetable."""

    room = one_of(_("Classroom"))
    teacher = one_of(_("Teacher"))
    topic = TidyField(label=_("What the lesson is about"), max_length=80, required=False)

    def __init__(self, *args: Any, course: Course, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        county = course.county
        self.offer("room", Room.objects.filter(county=county, is_open=True).order_by("name"))
        self.offer("teacher", Teacher.objects.filter(county=county, is_open=True).order_by("name"))

    def slot(self) -> Slot:
        fields = self.cleaned_data
        starts_at, ends_at = (
            at(fields["day"], fields["from_time"]),
            at(fields["day"], fields["to_time"]),
        )
        return Slot(starts_at, ends_at, fields["room"], fields["teacher"], fields["topic"])


class MoveLessonForm(LessonForm):
    reason = TidyField(label=_("Why it is moved"), max_length=300)

    @staticmethod
    def before(lesson: Lesson) -> dict[str, Any]:
        """The lesson as it stands."""
        starts, ends = (each.astimezone(clock.CHINA) for each in (lesson.starts_at, lesson.ends_at))
        return {
            "day": lesson.on,
            "from_time": starts.time(),
            "to_time": ends.time(),
            "room": lesson.room_id,
            "teacher": lesson.teacher_id,
            "topic": lesson.topic,
        }


class MaterialsForm(KeyedForm):
    materials = words(
        _("Materials"),
        rows=6,
        limit=1000,
        hint=_(
            "What to read and to bring, addresses of slides and videos. Everybody in it is told."
        ),
    )


class ListForm(KeyedForm):
    """Everybody on a list: one a line, name and phone."""

    people = words(
        _("Names and phones, one person a line"),
        rows=6,
        limit=20_000,
        hint=_("As in: Wang Xiaomei 13800000001. A phone may be missing."),
    )
    together = forms.BooleanField(
        label=_("A family: seats for all of them, or all of them wait"), required=False
    )

    def lines(self) -> list[tuple[str, str]]:
        found = []
        for line in self.cleaned_data["people"].splitlines():
            parts = line.replace("，", " ").replace(",", " ").split()
            if parts:
                has_phone = len(parts) > 1 and parts[-1].lstrip("+").isdigit()
                name = " ".join(parts[:-1] if has_phone else parts)
                found.append((name[:60], parts[-1] if has_phone else ""))
        return found
