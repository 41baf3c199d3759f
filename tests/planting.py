"""Which words of the house are private, and how does each get a mark by which it would be known on
any page?

Every text that a model of the house holds is planted, unless a table below says that everybody may
read it, or that nobody types it. A new field is planted without being named; one of a kind that
cannot be, or of a model without a row in the house, fails the test until somebody has thought about
it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import Q

from jinlin.core.secrets.fields import EncryptedField
from jinlin.ground.places.models import OrganisationKind
from jinlin.services.documents.kinds import known
from jinlin.services.documents.models import Document
from tests.beside import joined

RARE, SIGN = (
    "龘",
    "PLANT",
)  # a surname that stays when a name is masked, and letters that stay when a page is escaped
PHONES, CITIZENS = "1397654", "659001194"
TYPED = (models.CharField, models.TextField, models.JSONField)
IN_DATA = re.compile(
    r"|[a-z_0-9.]+|[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d\d-\d\d(T[\d:.+]+Z?)?"
)  # names of choices, keys, days: the house reads them back
UNTYPED = (
    models.DateField,
    models.TimeField,
    models.BooleanField,
    models.IntegerField,
    models.FloatField,
    models.DecimalField,
    models.UUIDField,
    models.ForeignKey,
    models.BinaryField,
)

# What everybody may read, and why.
RELEASED = {
    "wishes.Wish.number": "the wall names a wish by its number, which cannot be counted through",
    "wishes.Wish.public_title": "the screener wrote it for the wall",
    "wishes.Wish.public_text": "the screener wrote it for the wall",
    "wishes.Wish.public_place": "under which place the wall shows it: a child's, the community",
    "talents.Talent.called": "the name that neighbours use, which they agreed to have shown",
    "talents.Talent.about": "they wrote it for neighbours",
    "talents.Talent.times_note": "they wrote it for neighbours",
    "talents.Talent.fee_note": "they wrote it for neighbours",
    "talents.Skill.name": "the skills by which a craftsman is found",
    "talents.Skill.words": "what neighbours call what is broken",
    "documents.PublicNotice.title": "it is on public notice",
    "documents.PublicNotice.lines": "it is on public notice, masked by whoever gave it",
    "documents.PublicNotice.given_by": "a unit, never a person",
    "documents.Standing.reason": "whoever verifies the paper reads why it was suspended",
    "receptions.Series.name": "everybody is to come",
    "receptions.Series.room": "everybody is to come",
    "receptions.Series.address": "everybody is to come",
    "receptions.Session.reason": "everybody who wanted to come reads why it does not take place",
    "receptions.ScheduledSeat.title": "a post or a profession, which the form asks for as such",
    "receptions.Sitting.title": "a post or a profession, which the form asks for as such",
    "volunteers.Skill.name": "the skills out of which a volunteer chooses",
    "volunteers.Team.name": "everybody may look for a team",
    "volunteers.Team.about": "what a team does, for whoever looks for one",
    "volunteers.ServiceRecord.organiser": "a unit, which answers for hours written afterwards",
    "servicedays.Series.name": "everybody is to come",
    "servicedays.Series.venue": "everybody is to come",
    "servicedays.Series.carrier": "what is offered, for everybody",
    "servicedays.Series.incentive": "what helpers get, for everybody who might help",
    "servicedays.Series.flow": "the neighbourhood's standard, for everybody",
    "servicedays.Session.theme": "one of the county's themes",
    "servicedays.Session.reason": "everybody who wanted to come reads why it does not take place",
    "servicedays.Theme.name": "one of the county's themes",
    "servicedays.Shift.title": "a duty, for whoever might take it",
    "servicedays.Stall.shown_as": "an organisation or a trade, which the form asks for as such",
    "servicedays.Stall.offers": "what is offered, for everybody",
    "servicedays.Stall.need": "what is still needed, for whoever has it",
    "servicedays.Vehicle.name": "what a vehicle is called",
    "servicedays.Stop.spot": "where it stands, for everybody",
    "servicedays.HelpAsk.shown_text": "staff wrote it for volunteers",
    "casework.Case.shown_words": "thanks that the person wants shown, without a name",
    "casework.Point.name": "where everybody finds a social worker",
    "documents.Document.number": "whoever holds the paper sees that it is this one",
    "documents.Document.issued_by": "a unit or a county, never a person",
    "places.Place.name": "the name of a place",
    "places.Place.lies_at": "everybody may look for it on a map",
    "places.Organisation.name": "what an office is called; an unnamed giver is planted too",
    "places.Station.name": "residents look for it",
    "places.Station.address": "residents look for it",
    "appeals.Category.name": "the classes out of which a report is given one",
    **joined("planting", "RELEASED"),
    "core.CalendarDay.name": "the State Council published it",
}
# What nobody types: the house makes it, or a form offers it.
MADE = {
    "county": "six digits",
    "place_code": "a code of the place tree",
    "category_code": "a code of the classes",
    "hash": "a hash",
    "previous": "a hash",
    "data_hash": "a hash",
    "body_hash": "a hash",
    "accesses": "a hash",
    "heads": "keys and hashes",
    "root": "a hash",
    "commitment": "a salted hash",
    "salt": "drawn at random",
    "facts": "keys, days, numbers and choices",
    "core.Entry.state": "the name of a state",
    "core.Cursor.reader": "the name of a journey",
    "algorithm": "the name of a hash",
    "token_key": "a keyed hash",
    "phone_key": "a keyed hash",
    "citizen_key": "a keyed hash",
    "track_key": "a keyed hash",
    "session_mark": "a keyed hash",
    "actor_key": "whose answer is kept, by key",
    "about_label": "the name of a model",
    "subject_label": "the name of a model",
    "subject_type": "the name of a model",
    "actor_kind": "person, system, program",
    "verb": "the name of a move",
    "event": "the name of an event",
    "events": "names of events",
    "scopes": "names of scopes",
    "purpose": "the name of a purpose",
    "version": "which wording of a consent was agreed to",
    "appeals.Appeal.number": "a number given out in turn",
    "appeals.Category.code": "a code of the classes",
    "workforce.Sector.code": "a code of the fields",
    "workforce.ExamDay.source": "the notice that named the day of the exam",
    "appeals.Round.term_unit": "hours or days",
    "appeals.Pause.left_unit": "hours or days",
    **joined("planting", "MADE"),
    "visits.Finding.wish_kind": "a kind of wishes",
    "wishes.Wish.public_code": "a code of the place tree",
    "wishes.Wish.appeal_number": "a number given out in turn",
    "code_mark": "a hash",
    "wishes.Handover.meeting": "one of the offered",
    "receptions.Conversation.appeal_number": "a number given out in turn",
    "talents.IssuerKey.name": "a day and the beginning of a hash",
    "talents.IssuerKey.public": "a public key",
    "talents.IssuerKey.private": "a key drawn at random",
    "visits.Clash.chosen": "keys of questions and of forms",
    "volunteers.Activity.source_label": "the name of a model",
    "seats.Unit.url": "an address of the house",
    "seats.Scan.digest": "a hash",
    "seats.Scan.nonce": "drawn by the phone",
    "seats.Scan.ticket": "a number, or a hash of a session",
    "seats.Presence.ticket": "a number, or a hash of a session",
    "documents.Counter.kind": "the key of a kind",
    "documents.Document.kind": "the key of a kind",
    "documents.Document.verify_code": "twelve letters drawn at random",
    "notices.Preference.prefix": "the name of an event",
    "people.GroupInNeed.code": "a key",
    "accounts.User.password": "a hash",
    "accounts.Lockout.key": "a keyed hash",
    "places.Place.code": "a code of the place tree",
    "places.Place.former_codes": "codes of the place tree",
    "places.Station.code": "eight letters on its sign",
    "notices.AppTemplate.prefix": "the name of an event",
    "notices.AppTemplate.template": "the number of a template over there",
    "notices.AppTemplate.fields": "names of fields over there",
    "core.Burden.path": "an address of the house without the keys in it",
    "core.Burden.form": "the name of a page",
    "core.Burden.role": "the name of a role",
    "core.KnownField.form": "the name of a page",
    "core.KnownField.field": "the name of a field",
    "core.KnownField.role": "the name of a role",
    "core.Answer.key": "drawn by the browser",
    "core.Counted.name": "the name of a part of the house",
    "core.Counted.editions": "keys by years",
    "core.Mark.what": "the name of a figure",
    "core.Rolled.basis": "the name of a figure",
    "core.Rolled.what": "the name of a figure",
    "core.Past.basis": "the name of a figure",
    "core.Past.what": "the name of a figure",
    "core.Upload.stored": "drawn at random",
    "core.Sought.label": "the name of a model",
    "core.Edition.name": "the name of what is kept in memory",
    "core.Tally.key": "a keyed hash",
    "core.Made.label": "the name of a model",
    "core.Made.mark": "a keyed hash",
    "core.Conflict.label": "the name of a model",
    "core.Conflict.mark": "a keyed hash",
    "demo.Telling.memory": "random states of the story",
    "demo.Remembered.name": "numbers and keys of the story",
    "demo.Remembered.row": "a key of the story",
    "workforce.Roster.digest": "a hash",
    "workforce.Roster.columns": "headings of columns",
    "workforce.Roster.trouble": "a sentence of the house",
    "workforce.Roster.filled": "names of columns",
    "workforce.Professional.name_key": "a keyed hash",
    "workforce.Professional.sound_key": "a keyed hash",
    "workforce.Professional.phone_key": "a keyed hash",
    "workforce.Professional.around_key": "a keyed hash",
    "workforce.Professional.sex": "one letter",
    "workforce.Post.unit_key": "a unit's name without blanks",
    "workforce.Qualification.number_key": "a keyed hash",
    "workforce.Pair.moved": "keys of rows",
    "workforce.Application.number": "a number given out in turn",
    "workforce.Award.certificate_key": "a keyed hash",
    "workforce.Award.first_month": "a month",
    "workforce.Award.ends_before": "a month",
    "workforce.Payment.month": "a month",
    "workforce.Batch.number": "a number given out in turn",
    "workforce.Line.reference": "a number given out in turn",
    "casework.Case.number": "drawn at random",
    "casework.Opening.number": "drawn at random",
    "casework.Destruction.number": "drawn at random",
    "casework.Destruction.because": "one of the offered",
    "casework.Case.phases": "names of phases, which the case's page reads back",
    "casework.Case.words_key": "a key drawn at random",
    "casework.Case.born_on": "a day",
    "casework.Case.mark": "a keyed hash",
    "casework.Member.mark": "a keyed hash",
    "casework.Served.mark": "a keyed hash",
    "casework.Served.field": "one of the offered",
    "casework.PublicYear.cells": "numbers by field of work",
    "casework.Note.words": "locked with the key of its case",
    "casework.Plan.words": "locked with the key of its case",
    "casework.Assessment.scale": "the key of a scale",
    "casework.Assessment.answers": "numbers by the items of a scale",
    "casework.Look.what": "the name of a page",
    "casework.Total.what": "the name of a total",
    "core.Upload.kind": "jpeg, png, webp, pdf …",
    "core.Upload.file_key": "a key drawn at random",
    "web.Note.name": "what the house notes of its own running",
    "web.Note.told": "names of files and numbers; no page reads them",
    "web.Turn.name": "the name of a job",
    "web.Turn.failure": "what a program said of itself; no page for residents reads jobs",
}
# Where only some rows are private, those.
ONLY = {
    "consultations.Topic.title": Q(state="raised"),
    "consultations.Topic.text": Q(state="raised"),
    "consultations.Statement.text": Q(is_released=False),
    "consultations.Objection.reason": Q(answered_on=None),
    "consultations.Meeting.title": Q(state="planned"),
    "consultations.Meeting.where": Q(state="planned"),
    "wishes.Claim.team": Q(is_named=False),
    "documents.Document.revoked_reason": ~Q(kind="talents.certificate"),  # everybody reads why
    "documents.Document.data": ~Q(
        kind__in=("pacts.version", "consultations.notice", "consultations.outcome")
    ),  # those sheets hang at the station's door
    "places.Organisation.name": Q(kind=OrganisationKind.ENTERPRISE),
}
NUMBERS = {  # what has to look like what it is
    "people.Person.phone": PHONES,
    "people.OtherPhone.phone": PHONES,
    "wishes.Claim.phone": PHONES,
    "accounts.User.phone": PHONES,
    "people.Person.citizen_id": CITIZENS,
}


@dataclass
class Planted:
    """Which mark stands in which field; `untold` are fields about which nobody has decided, or in
    which nothing could be planted.
    """

    marks: dict[str, str] = field(default_factory=dict)
    untold: list[str] = field(default_factory=list)

    def found_in(self, text: str) -> list[str]:
        """The fields of which something stands in a text: the mark, a planted number, or what a
        mask leaves of them.
        """
        found = {label for label, mark in self.marks.items() if mark in text}
        masked = [RARE, rf"{CITIZENS[:6]}\d*\*", r"139\*+\d{4}"]
        return sorted(found) or [
            f"something masked: {shape}" for shape in masked if re.search(shape, text)
        ]


def plant() -> Planted:
    """Every private text of every row in the database is a mark of its field. The caller sees to it
    that rows can be changed that are written once.
    """
    done, papers = Planted(), dict(Document.objects.values_list("pk", "data"))
    for number, (label, model, each) in enumerate(_private(done)):
        done.marks[label] = f"{NUMBERS[label]}" if label in NUMBERS else f"{SIGN}-{number:03d}"
        if _too_short(each) or not _fill(model, each, label, done.marks[label]):
            done.untold.append(label)
    _papers(papers)
    return done


def models_of_the_house() -> list[type[models.Model]]:
    return [
        each
        for each in apps.get_models()
        if each.__module__.startswith("jinlin.") and ".tests." not in each.__module__
    ]


def decided(label: str) -> bool:
    return label not in ONLY and (
        label in RELEASED or label in MADE or label.rpartition(".")[2] in MADE
    )


def unknown(tables: Iterable[str]) -> set[str]:
    """What the tables name and the house does not have (any more)."""
    labels = {
        f"{model._meta.label}.{each.name}"
        for model in models_of_the_house()
        for each in model._meta.concrete_fields
    }
    names = {label.rpartition(".")[2] for label in labels}
    return {each for each in tables if each not in (labels if "." in each else names)}


def undecidable(model: type[models.Model]) -> list[str]:
    """The fields of a kind that neither holds typed text nor is known to hold none."""
    return [
        f"{model._meta.label}.{each.name}"
        for each in model._meta.concrete_fields
        if not isinstance(each, TYPED + UNTYPED)
    ]


def _private(done: Planted) -> Iterator[tuple[str, type[models.Model], Any]]:
    for model in models_of_the_house():
        done.untold += undecidable(model)
        for each in model._meta.concrete_fields:
            label = f"{model._meta.label}.{each.name}"
            if isinstance(each, TYPED) and not each.choices and not decided(label):
                yield label, model, each


def _fill(model: type[models.Model], each: Any, label: str, mark: str) -> int:
    """How many rows got the mark.

    Where the database refuses it in a row (no reason without a decision), only those that say
    something already.
    """
    # In one order always: planted twice, every row meets the unique mark that it has already.
    rows = models.QuerySet(model).filter(ONLY.get(label, Q())).order_by("pk")
    for chosen in (rows, rows.exclude(**{each.name: ""})):
        try:
            with transaction.atomic():
                return sum(
                    models.QuerySet(model)
                    .filter(pk=pk)
                    .update(**{each.name: _word(each, mark, place, old)})
                    for place, (pk, old) in enumerate(chosen.values_list("pk", each.name))
                )
        except IntegrityError:
            continue
    return 0


def _too_short(each: Any) -> bool:
    """Whether a field has no room for a mark, which only one of the two databases would say."""
    return len(f"{RARE}{SIGN}-000") > (each.max_length or 1000)


def _word(each: Any, mark: str, place: int, old: Any) -> Any:
    if isinstance(each, models.JSONField):
        return _leaves(old, f"{RARE}{mark}") if old else {"said": f"{RARE}{mark}"}
    if mark in (PHONES, CITIZENS):
        return f"{mark}{place:04d}" if mark == PHONES else f"{mark}{place:09d}"
    tail = f"-{place}" if each.unique else "甲乙丙" if isinstance(each, EncryptedField) else ""
    word = f"{RARE}{mark}{tail}"
    return f"{word} 9号3幢201室" if each.name == "address" else word


def _leaves(value: Any, word: str) -> Any:
    """The same shape with the mark for every text in it that somebody typed."""
    if isinstance(value, dict):
        return {key: _leaves(each, word) for key, each in value.items()}
    if isinstance(value, list):
        return [_leaves(each, word) for each in value]
    return word if isinstance(value, str) and not IN_DATA.fullmatch(value) else value


def _papers(kept: dict[Any, Any]) -> None:
    """What a paper shows to whoever verifies it is as it was; all else on it is planted, and it is
    a genuine paper all the same.
    """
    for paper in Document.objects.all():
        public = known()[paper.kind].public_fields
        paper.data = {
            **paper.data,
            **{name: kept[paper.pk][name] for name in public if name in kept[paper.pk]},
        }
        paper.data_hash = paper.digest()
        paper.save(update_fields=["data", "data_hash"])
