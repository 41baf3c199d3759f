"""What do all boards share: a form in the address, chips of its filters, tabs of states?"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from jinlin.core.counting import Question, Sifted, counted, with_counts
from jinlin.core.errors import Unusable
from jinlin.core.search import SearchedRow, row_test
from jinlin.core.text import tidy
from jinlin.core.time import clock
from jinlin.shell.move_forms import DayField

ANY = ("", _("All"))
WORDS = _("Words")
ORDERS = [
    ("due", _("Most urgent first")),
    ("newest", _("Newest first")),
    ("oldest", _("Oldest first")),
]
LONGEST_SEARCH = 60
FURTHEST = timedelta(days=3660)  # of a month at which a page may stand, from now
ELSEWHERE = ("state", "order")  # these two have places of their own on the page
Choices = Sequence[tuple[str, Any]]


NO_SUCH_PLACE = {"invalid": _("This place is not known here.")}


def place_field(*, least: int = 2) -> forms.RegexField:
    """The code of a place, of a prefecture or smaller; what may be chosen says the board."""
    return forms.RegexField(
        rf"^[0-9]{{{least},18}}$", label=_("Place"), required=False, error_messages=NO_SUCH_PLACE
    )


def day_field(label: Any) -> DayField:
    return DayField(label=label, required=False)


class Words(forms.CharField):
    """The words that a board is searched for, tidy. `attrs`: what else the browser is told."""

    def __init__(self, label: Any = WORDS, *, longest: int = LONGEST_SEARCH, **attrs: str) -> None:
        search = forms.TextInput({"type": "search", **attrs})
        super().__init__(label=label, required=False, max_length=longest, widget=search)

    def clean(self, value: Any) -> str:
        return tidy(super().clean(value))


class FiltersForm(forms.Form):
    """Every field may be missing; what cannot be used is named, and the others hold."""

    is_a_filter = True  # nobody has to be told that a filter may stay empty

    @property
    def status(self) -> int:
        """How a page answers: 422 when something of the address cannot be used."""
        return 200 if self.is_valid() else 422


class BoardForm(FiltersForm):
    """A domain adds its own fields, also `since` and `until` where its rows have a day."""

    state = forms.ChoiceField(label=_("State"), required=False)
    q = Words()
    order = forms.ChoiceField(label=_("Sorted by"), required=False, choices=ORDERS)

    def __init__(self, *args: Any, states: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        state = self.fields["state"]
        assert isinstance(state, forms.ChoiceField)
        state.choices = states

    def clean(self) -> dict[str, Any]:
        return check_span(self, super().clean() or {})

    def used(self) -> dict[str, Any]:
        """What can be used of the address; `text` are the words, no state means all, and all of
        them stand newest first unless somebody chose otherwise.

        Whoever searches for words searches in all states, unless they chose one.
        """
        given = {name: value for name, value in self.cleaned_data.items() if value}
        given["text"] = given.pop("q", "")
        state = given.pop("state", "") or ("all" if given["text"] else "open")
        if state == "all":  # what ended long ago presses nobody
            given.setdefault("order", "newest")
        return {**given, "state": "" if state == "all" else state}

    def kept(self) -> dict[str, str]:
        """The filters in force as an address says them: equal filters, equal words in an equal
        order. The usual order is not said.
        """
        usual = "due" if self.used()["state"] else "newest"
        given = {
            name: _written(value)
            for name, value in self.cleaned_data.items()
            if value and name != "state" and (name, value) != ("order", usual)
        }
        return {"state": self.used()["state"] or "all", **given}


def check_span(form: forms.Form, given: dict[str, Any]) -> dict[str, Any]:
    """What a form was given; a last day that comes before the first is named."""
    if given.get("since") and given.get("until") and given["since"] > given["until"]:
        form.add_error("until", _("The last day is before the first."))
    return given


class AddressForm(FiltersForm):
    """What the address of a list says."""

    def __init__(self, address: QueryDict) -> None:
        super().__init__(address)

    @property
    def used(self) -> dict[str, Any]:
        """What can be used of the address."""
        self.is_valid()
        return self.cleaned_data

    @property
    def words(self) -> str:
        return str(self.used.get("q", ""))

    def head(self) -> dict[str, Any]:
        """For `parts/filters_in_force.html`."""
        address = self.data
        assert isinstance(address, QueryDict)
        self.is_valid()
        return {"filter_form": self, "chips": list(chips_of(self, address))}


class TabForm(AddressForm):
    """Of a board that has tabs, and words where `has_words`: the first tab stands open unless
    another one is chosen.
    """

    state = forms.ChoiceField(label=_("State"), required=False)
    q = Words()

    def __init__(
        self, address: QueryDict, *, states: Choices = (), has_words: bool = False
    ) -> None:
        super().__init__(address)
        self.states, self.first = states, str(states[0][0]) if states else ""
        state = self.fields["state"]
        assert isinstance(state, forms.ChoiceField)
        state.choices = states
        if not states:
            del self.fields["state"]
        if not has_words:
            del self.fields["q"]

    @property
    def tab(self) -> str:
        """The tab that stands open."""
        return str(self.used.get("state") or self.first)

    @property
    def tabs(self) -> list[tuple[str, Any, str]]:
        """Each with its word and the address that shows it."""
        assert isinstance(self.data, QueryDict)
        return tabs_of(self.states, self.data)

    def counted(self, rows_of: Callable[[str], Question]) -> list[tuple[Any, ...]]:
        """The same with how many rows stand in each, for `parts/state_tabs.html`."""
        return with_counts(self.tabs, rows_of)

    def head(self) -> dict[str, Any]:
        return {**super().head(), "state": self.tab}


class MonthField(forms.Field):
    """A month as an address says it ('2026-11'), no more than ten years away; clean, it is its
    first day, or None without one.
    """

    def clean(self, value: Any) -> date | None:
        if not value:
            return None
        try:
            first = datetime.strptime(str(value), "%Y-%m").replace(tzinfo=UTC).date()
        except ValueError as problem:
            raise forms.ValidationError(_("Please write a month like 2026-11.")) from problem
        if abs(first - clock.today()) > FURTHEST:
            raise forms.ValidationError(_("This month is more than ten years away."))
        return first


class MonthForm(AddressForm):
    """At which month a page stands: at this one unless another one is chosen."""

    month = MonthField(label=_("Month"), required=False)

    @property
    def first(self) -> date:
        """The first day of that month."""
        chosen: date | None = self.used.get("month")
        return chosen or clock.today().replace(day=1)


class OneOfForm(AddressForm):
    """At which one of several a page stands, such as a year: at the `usual` one unless the address
    names another one of them by `name`.
    """

    def __init__(
        self, address: QueryDict, name: str, label: Any, *, of: Iterable[Any], usual: Any = ""
    ) -> None:
        super().__init__(address)
        self.name, self.usual = name, str(usual)
        choices = [(str(each), str(each)) for each in of]
        self.fields[name] = forms.ChoiceField(label=label, required=False, choices=choices)

    @property
    def chosen(self) -> str:
        return str(self.used.get(self.name) or self.usual)


def choose_from(form: forms.Form, name: str, choices: Choices) -> None:
    """What may be chosen in this filter; a chip says it in the same words."""
    form.fields[name].widget = forms.Select(choices=choices)


def head(
    form: BoardForm, address: QueryDict, states: Choices, rows_of: Callable[[str], Question]
) -> dict[str, Any]:
    """What stands above the lines of a board, for `parts/board_head.html`: its tabs with how many
    stand in each (`rows_of` a state), what cannot be used of the address, the filters in force.
    `kept` are they as an address says them; `total` is how many rows are shown, if that is said.
    """
    form.is_valid()
    state = form.used()["state"] or "all"
    return {
        **counted(tabs_of(states, address), rows_of, state),
        "form": form,
        "state": state,
        "chips": list(chips_of(form, address)),
        "kept": urlencode(form.kept()),
    }


@dataclass(frozen=True)
class Chip:
    """One filter in force, and the address without it."""

    label: Any
    words: Any
    href: str


def check_for_a_file(form: forms.Form) -> None:
    """Raises Unusable when a filter cannot be used: the file would hold more than was meant."""
    if not form.is_valid():
        raise Unusable(
            _("One of the filters cannot be used, so no file was made. Please go back to the list.")
        )


def chips_of(form: forms.Form, address: QueryDict, *, never_empty: bool = False) -> Iterator[Chip]:
    """What is filtered by."""
    for name, value in form.cleaned_data.items():
        if value and name not in ELSEWHERE:
            field = form.fields[name]
            choices = dict(getattr(field, "choices", ()) or getattr(field.widget, "choices", ()))
            words = "" if value is True else str(choices.get(str(value), value)).strip("　")
            href = turned(address, name, "", never_empty=never_empty)
            yield Chip(field.label, words, f"?{href}")


def tabs_of(
    states: Choices, address: QueryDict, *, never_empty: bool = False
) -> list[tuple[str, Any, str]]:
    """Each state with its word and the address that shows it."""
    return [
        (value, word, turned(address, "state", value, never_empty=never_empty))
        for value, word in states
    ]


def in_each_state(
    model: type[SearchedRow], text: str, rows_of: Callable[[str, str], QuerySet[Any]]
) -> Callable[[str], Question]:
    """What is counted for each tab of a board that is searched for a text, where `rows_of` gives
    the rows in a state with some words: of a frequent word so many rows are looked at and no more.
    """
    test = row_test(model, text)
    if test is None:
        return lambda state: rows_of(state, text)
    return lambda state: Sifted(rows_of(state, ""), test)


def standing(
    model: type[SearchedRow], filters: Any, rows_of: Callable[[Any], QuerySet[Any]]
) -> Callable[[str], Question]:
    """The rows of a board under the same filters in another state. `filters` is a dataclass with a
    `state` and a `text`, and `rows_of` gives the rows under such filters.
    """
    return in_each_state(
        model,
        filters.text,
        lambda state, text: rows_of(replace(filters, state=state, text=text)),
    )


def turned(address: QueryDict, name: str, value: str, *, never_empty: bool = False) -> str:
    """The same address with one filter set, or taken out, from its first page on. `never_empty`:
    for a board whose empty address is 'as it was left'.
    """
    turned_to = address.copy()
    for gone in (name, "after", "picked"):
        turned_to.pop(gone, None)
    if value:
        turned_to[name] = value
    if never_empty:
        turned_to.setdefault("state", "all" if address.get("q") else "open")
    return turned_to.urlencode()


def without(address: QueryDict, names: Collection[str]) -> str:
    """The same address without some of it; nothing when nothing would be said."""
    kept = address.copy()
    for name in names:
        kept.pop(name, None)
    return kept.urlencode() if any(kept.values()) else ""


def _written(value: Any) -> str:
    if value is True:
        return "on"
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
