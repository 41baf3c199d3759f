"""Which figures do appeals offer?

State is asked as it was at the end of a window's last day, from the stored business days: what was
closed then and reopened later counts as closed then.
"""

from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import within
from jinlin.core.figures.measures import IN_DAYS, Measure, Opening, Shape, Window, between
from jinlin.core.figures.rollup.marks import Source, Watched
from jinlin.core.time import clock
from jinlin.domains.appeals.models import Appeal, CallBack, Channel, Pause, Round

WATCHED = Watched(
    matters=Source("appeals_appeal", "id", ("reported_on",)),
    sources=(
        Source("appeals_round", "appeal_id", ("started_on", "finished_on", "judged_on")),
        Source("appeals_pause", "appeal_id"),
        Source("appeals_callback", "appeal_id"),
    ),
    follows="merged_into_id",
)


def received(window: Window) -> "QuerySet[Any]":
    return Appeal.objects.filter(within([window.place_code]), between("reported_on", window))


def received_by(channel: Channel) -> Any:
    return lambda window: received(window).filter(channel=channel)


def ended(window: Window) -> Q:
    """Ended on the window's last day, even if it was reopened after that."""
    then = Round.objects.filter(ended_on__lte=window.as_of, reopened_on__gt=window.as_of).values(
        "appeal"
    )
    return Q(ended_on__lte=window.as_of) | Q(pk__in=then)


def counting(window: Window) -> Q:
    """Without what the county had left out of the figures by the window's last day."""
    return ~Q(excluded_on__isnull=False, excluded_on__lte=window.as_of)


def rounds_counting(window: Window) -> Q:
    """The same of rounds: the few left out are looked up once, which spares a join."""
    return ~Q(appeal__in=Appeal.objects.filter(excluded_on__lte=window.as_of))


def received_and_counting(window: Window) -> "QuerySet[Any]":
    return received(window).filter(counting(window))


def response_known(window: Window) -> "QuerySet[Any]":
    """Received appeals whose first response is decided: responded, or past the limit."""
    past = Q(respond_by__lt=clock.start_of_next(window.as_of))
    unanswered_end = Q(responded_at=None, ended_at__lte=F("respond_by"))
    return (
        received_and_counting(window)
        .filter(past | Q(responded_on__lte=window.as_of))
        .exclude(unanswered_end)
    )


def responded_in_time(window: Window) -> Q:
    return Q(responded_on__lte=window.as_of, responded_at__lte=F("respond_by"))


def reply_known(window: Window) -> "QuerySet[Any]":
    """Rounds of which it is decided whether the reply came in time: replied, or past the limit
    while the clock ran.
    """
    rounds = Round.objects.filter(
        within([window.place_code]), between("started_on", window), rounds_counting(window)
    )
    withdrawn = Q(finished_at=None, missed_on=None, ended_on__lte=F("due_on"))
    past = (Q(due_on__lte=window.as_of) & ~stood(window)) | Q(missed_on__lte=window.as_of)
    return rounds.filter(past | Q(finished_on__lte=window.as_of)).exclude(withdrawn)


def stood(window: Window) -> Q:
    """The clock of a round stood at the end of the window's last day, its own or that of the one it
    is handled together with.
    """
    end = clock.start_of_next(window.as_of)
    paused = Pause.objects.filter(Q(ended_at=None) | Q(ended_at__gte=end), began_at__lt=end).values(
        "appeal"
    )
    return Q(appeal__in=paused) | Q(appeal__in=Appeal.objects.filter(merged_into__in=paused))


def replied_in_time(window: Window) -> Q:
    """By the promise in force when its moment came: time granted afterwards does not count."""
    return Q(finished_on__lte=window.as_of, finished_at__lte=F("due_at"), missed_on=None)


def judged(window: Window) -> "QuerySet[Any]":
    return Round.objects.filter(
        within([window.place_code]), between("judged_on", window), rounds_counting(window)
    )


def drawn(window: Window) -> "QuerySet[Any]":
    return replied(window).filter(is_sampled=True)


def to_be_called(window: Window) -> "QuerySet[Any]":
    """Drawn rounds, without those on which the resident spoke before a call reached them."""
    return drawn(window).filter(Q(judged_on=None) | Q(judged_on__gt=window.as_of) | reached(window))


def reached(window: Window) -> Q:
    return Q(_called(window, is_reached=True))


def not_reached(window: Window) -> Q:
    return Q(_called(window)) & ~reached(window)


def not_called(window: Window) -> Q:
    return ~Q(_called(window))


def _called(window: Window, **how: bool) -> Exists:
    return Exists(CallBack.objects.filter(round=OuterRef("pk"), called_on__lte=window.as_of, **how))


def replied(window: Window) -> "QuerySet[Any]":
    return Round.objects.filter(
        within([window.place_code]), between("finished_on", window), rounds_counting(window)
    )


RECEIVED = Measure(
    key="appeals.received",
    name=_("Appeals received"),
    question=_("How many appeals came in, through all doors together?"),
    shape=Shape.COUNT,
    unit=_("appeals"),
    rows=received,
    denominator=_("all appeals reported in the period, online and offline"),
    exclusions=_("none; withdrawn and not accepted ones count"),
    day_field="reported_on",
    watched=WATCHED,
    published="appeals.received",
    is_public=True,
)

FROM_TALKS = _(
    "none; of the conversations at reception days only those that became an appeal are here: each "
    "page names the other"
)
BY_CHANNEL = [
    Measure(
        key=f"appeals.received_{channel.value}",
        name=channel.label,
        question=_("How many appeals came in through this door?"),
        shape=Shape.COUNT,
        unit=_("appeals"),
        rows=received_by(channel),
        denominator=_("appeals reported in the period through this door"),
        exclusions=FROM_TALKS if channel == Channel.RECEPTION else _("none"),
        day_field="reported_on",
        watched=WATCHED,
    )
    for channel in Channel
]

EXCLUDED = Measure(
    key="appeals.excluded",
    name=_("Left out of the figures"),
    question=_("How many appeals does the county leave out of its rates?"),
    shape=Shape.COUNT,
    unit=_("appeals"),
    rows=lambda window: received(window).filter(~counting(window)),
    denominator=_(
        "appeals reported in the period whose exclusion was asked for with a reason and approved "
        "by the county by the last day"
    ),
    exclusions=_("none"),
    day_field="reported_on",
    watched=WATCHED,
)

CALLED_BACK = [
    Measure(
        key="appeals.drawn",
        name=_("Drawn to be called back"),
        question=_("How many answered rounds belong to the sample in which residents are called?"),
        shape=Shape.COUNT,
        unit=_("rounds"),
        rows=drawn,
        denominator=_(
            "rounds answered in the period and drawn at that moment, by the county's percentage; "
            "nobody chooses"
        ),
        exclusions=_("appeals left out with the county's approval"),
        day_field="finished_on",
        subject_field="appeal",
        watched=WATCHED,
    ),
    *(
        Measure(
            key=f"appeals.{key}",
            name=name,
            question=question,
            shape=Shape.RATE,
            unit="%",
            rows=to_be_called,
            met=met,
            denominator=_("rounds drawn in the period, as they stood on the last day"),
            numerator=numerator,
            exclusions=_(
                "rounds that the resident judged before a call reached them; appeals left out "
                "with the county's approval"
            ),
            day_field="finished_on",
            subject_field="appeal",
            watched=WATCHED,
        )
        for key, met, name, question, numerator in (
            (
                "reached",
                reached,
                _("Called back and reached"),
                _("Of the drawn ones, how many residents were reached?"),
                _("those reached"),
            ),
            (
                "not_reached",
                not_reached,
                _("Called back, not reached"),
                _("Of the drawn ones, how many residents were called and not reached?"),
                _("those called at least once and never reached"),
            ),
            (
                "not_called",
                not_called,
                _("Drawn and not called"),
                _("Of the drawn ones, how many did nobody call?"),
                _("those that nobody called, whether they still wait or ended in silence"),
            ),
        )
    ),
]

MEASURES = [
    RECEIVED,
    EXCLUDED,
    *BY_CHANNEL,
    Measure(
        key="appeals.closed_loop_rate",
        name=_("Closed-loop rate"),
        question=_(
            "Of the appeals received, how many have ended with the resident heard or with the "
            "reason on record?"
        ),
        shape=Shape.RATE,
        unit="%",
        rows=received_and_counting,
        met=ended,
        denominator=_("all appeals reported in the period, online and offline"),
        numerator=_(
            "those that had ended on the last day: closed after the resident's judgement or "
            "silence, withdrawn by the resident, or not accepted with a reason"
        ),
        exclusions=_(
            "appeals left out with the county's approval; a reopened appeal counts as open until "
            "it ends again"
        ),
        day_field="reported_on",
        watched=WATCHED,
        published="appeals.closed_loop_rate",
        is_public=True,
    ),
    Measure(
        key="appeals.responded_in_time",
        name=_("Responded in time"),
        question=_("Of the appeals received, how many got a first response within the limit?"),
        shape=Shape.RATE,
        unit="%",
        rows=response_known,
        met=responded_in_time,
        denominator=_(
            "appeals received that were responded to, or whose response limit has passed"
        ),
        numerator=_("those accepted, answered or refused with a reason within the limit"),
        exclusions=_(
            "appeals withdrawn before the limit without a response; appeals still within the "
            "limit; appeals left out with the county's approval"
        ),
        day_field="reported_on",
        watched=WATCHED,
    ),
    Measure(
        key="appeals.on_time",
        name=_("Answered on time"),
        question=_("Of the rounds of work, how many were answered by the day that was promised?"),
        shape=Shape.RATE,
        unit="%",
        rows=reply_known,
        met=replied_in_time,
        denominator=_(
            "rounds of work begun in the period that were answered, or whose promised day has "
            "passed; a reopened appeal has several rounds"
        ),
        numerator=_(
            "those with a public reply by the promised moment; more time granted after that "
            "moment changes nothing"
        ),
        exclusions=_(
            "rounds that the resident ended by withdrawing before the promised day; rounds still "
            "within their term or whose clock stood on the last day; appeals left out with the "
            "county's approval"
        ),
        day_field="started_on",
        watched=WATCHED,
        subject_field="appeal",
    ),
    Measure(
        key="appeals.solved",
        name=_("Solved, say the residents"),
        question=_(
            "Of the results that residents judged, how many were solved in their own words?"
        ),
        shape=Shape.RATE,
        unit="%",
        rows=judged,
        met=lambda _window: Q(is_solved=True),
        denominator=_("rounds judged by the resident in the period"),
        numerator=_("those judged as solved"),
        exclusions=_(
            "rounds without a judgement: silence is not agreement; appeals left out with the "
            "county's approval"
        ),
        day_field="judged_on",
        watched=WATCHED,
        subject_field="appeal",
    ),
    Measure(
        key="appeals.satisfied",
        name=_("Satisfied, say the residents"),
        question=_("Of the results that residents judged, with how many were they satisfied?"),
        shape=Shape.RATE,
        unit="%",
        rows=judged,
        met=lambda _window: Q(is_satisfied=True),
        denominator=_("rounds judged by the resident in the period"),
        numerator=_("those judged as satisfying"),
        exclusions=_(
            "rounds without a judgement: silence is not agreement; appeals left out with the "
            "county's approval"
        ),
        day_field="judged_on",
        watched=WATCHED,
        subject_field="appeal",
    ),
    *(
        Measure(
            key=f"appeals.handling_{shape.value}",
            name=name,
            question=question,
            shape=shape,
            unit=_("minutes"),
            shown=IN_DAYS,
            rows=replied,
            value_field="minutes",
            denominator=_("rounds of work answered in the period"),
            exclusions=_("rounds not answered yet; appeals left out with the county's approval"),
            day_field="finished_on",
            watched=WATCHED,
            subject_field="appeal",
        )
        for shape, name, question in (
            (
                Shape.MEDIAN,
                _("Handling time, median"),
                _("Within what time was half of the rounds of work answered?"),
            ),
            (
                Shape.P90,
                _("Handling time, 90th percentile"),
                _("Within what time were nine of ten rounds of work answered?"),
            ),
        )
    ),
    *CALLED_BACK,
]

OPENINGS = {"appeals.appeal": Opening("appeals:desk_appeal", ("place", "unit"), numbered=True)}
