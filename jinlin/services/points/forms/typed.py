"""What is typed at the counter, in the stock room, and by whoever orders?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.core.time import clock
from jinlin.services.points.actions import Article, Counted, Gift, Shop, Wording
from jinlin.services.points.models import Item, Receiver, What
from jinlin.shell.move_forms import KeyedForm, TidyField, a_day, a_number, offer, words

MOST = 10_000


class CounterForm(forms.Form):
    """What is typed at the counter to find an order or an account."""

    typed = TidyField(
        label=_("Code, card number or phone number"),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off", "autofocus": True}),
    )


class OrderForm(KeyedForm):
    """How many of the item one wants."""

    count = a_number(_("How many"), least=1, most=20, initial=1)


class ServeForm(KeyedForm):
    """Ordered at the counter and handed out at once."""

    item = forms.ChoiceField(label=_("What is exchanged"))
    count = a_number(_("How many"), least=1, most=20, initial=1)
    received_by = forms.ChoiceField(
        label=_("Who picks it up?"),
        choices=Receiver.choices,
        initial=Receiver.SELF,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, items: list[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = _("%(item)s: %(points)d points (%(store)s)")
        self.items = {str(item.pk): item for item in items}
        offer(
            self,
            "item",
            [
                (key, words % {"item": item.name, "points": item.price, "store": item.store.name})
                for key, item in self.items.items()
            ],
        )

    @property
    def chosen(self) -> Item:
        return self.items[self.cleaned_data["item"]]


class ReasonForm(KeyedForm):
    """Why a transfer should be reversed, and how much of it."""

    reason = words(
        _("Why should it be reversed?"), rows=3, limit=300, hint=_("A second person decides.")
    )
    amount = a_number(
        _("How many points go back"),
        least=1,
        most=100_000_000,
        required=False,
        help_text=_("Empty: all of them."),
    )


class StoreForm(KeyedForm):
    place = forms.ChoiceField(label=_("Where it is"))
    name = TidyField(label=_("Name of the store"), max_length=40)
    where = TidyField(label=_("In which house or room"), max_length=80, required=False)
    hours = TidyField(label=_("When it is open"), max_length=80, required=False)

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "place", places)


class ChangeStoreForm(KeyedForm):
    """What everybody reads of a store."""

    name = TidyField(label=_("Name of the store"), max_length=40)
    where = TidyField(label=_("In which house or room"), max_length=80, required=False)
    hours = TidyField(label=_("When it is open"), max_length=80, required=False)
    is_open = forms.BooleanField(
        label=_("People can order here"),
        required=False,
        help_text=_("Without it the store is closed: it keeps its stock and its history."),
    )

    def shop(self) -> Shop:
        return Shop(**{name: self.cleaned_data[name] for name in Shop.__dataclass_fields__})


class ItemForm(KeyedForm):
    """What an item is, and for how much."""

    name = TidyField(label=_("Name of the thing"), max_length=40)
    about = TidyField(
        label=_("In more words"),
        max_length=200,
        required=False,
        widget=forms.Textarea({"rows": 2, "data-draft": ""}),
    )
    is_service = forms.BooleanField(label=_("It is a service, not a thing"), required=False)
    price = a_number(_("How many points it costs"), least=1, most=MOST)
    limit = a_number(
        _("At most for one person"),
        required=False,
        help_text=_("0: as many as one likes."),
        most=MOST,
    )
    limit_days = a_number(_("In so many days"), least=1, most=3660, initial=90)

    @property
    def article(self) -> Article:
        fields = self.cleaned_data
        return Article(
            name=fields["name"],
            price=fields["price"],
            about=fields["about"],
            is_service=fields["is_service"],
            limit=fields["limit"] or 0,
            limit_days=fields["limit_days"],
        )


class NewItemForm(ItemForm):
    store = forms.ChoiceField(label=_("In which store"))
    field_order = ("store", "name")

    def __init__(self, *args: Any, stores: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stores = {str(store.pk): store for store in stores}
        offer(self, "store", [(k, s.name) for k, s in self.stores.items()])


class ChangeItemForm(ItemForm):
    is_offered = forms.BooleanField(label=_("It can be ordered"), required=False)


class GiftForm(KeyedForm):
    """A batch that came in."""

    quantity = a_number(_("How many came in"), least=1, most=MOST)
    donor = TidyField(
        label=_("From whom"),
        max_length=80,
        required=False,
        help_text=_("A person or an organisation; empty when the county bought it."),
    )
    is_named = forms.BooleanField(
        label=_("The donor agrees to be named in the monthly notice"), required=False
    )
    worth = a_number(_("Worth in yuan, about"), required=False, most=1_000_000)
    best_before = a_day(_("Best before"), required=False)

    def gift(self, donor: Any) -> Gift:
        fields = self.cleaned_data
        return Gift(fields["quantity"], donor, fields["worth"] or 0, fields["best_before"])


class TakingForm(KeyedForm):
    """Everything in a store is counted; what differs is explained."""

    def __init__(self, *args: Any, items: list[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            self.fields[f"count-{item.pk}"] = a_number(item.name, most=100_000, required=False)
            self.fields[f"why-{item.pk}"] = TidyField(
                label=_("Why it differs"), max_length=200, required=False
            )

    def rows(self) -> list[dict[str, Any]]:
        return [
            {"item": item, "count": self[f"count-{item.pk}"], "why": self[f"why-{item.pk}"]}
            for item in self.items
        ]

    @property
    def counts(self) -> dict[Item, Counted]:
        """What was counted; an item without a number was not."""
        fields = self.cleaned_data
        return {
            item: Counted(fields[f"count-{item.pk}"], fields[f"why-{item.pk}"])
            for item in self.items
            if fields.get(f"count-{item.pk}") is not None
        }


class RuleForm(KeyedForm):
    """A rule as it is to hold from a day on."""

    what = forms.ChoiceField(label=_("What earns"), choices=What.choices)
    points = a_number(_("How many points"), least=1, most=1000)
    per_minutes = a_number(_("For how many minutes"), least=1, most=1440, initial=60)
    cap_activity = a_number(
        _("At most for one activity"), required=False, help_text=_("0: no limit."), most=MOST
    )
    cap_month = a_number(
        _("At most in one month"), required=False, help_text=_("0: no limit."), most=MOST
    )
    valid_from = a_day(_("From which day on"), hint=_("Today at the earliest."))
    words = TidyField(label=_("In words for everybody"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"valid_from": clock.today()}, **kwargs})

    @property
    def wording(self) -> Wording:
        fields = self.cleaned_data
        return Wording(
            valid_from=fields["valid_from"],
            points=fields["points"],
            per_minutes=fields["per_minutes"],
            what=fields["what"],
            cap_activity=fields["cap_activity"] or 0,
            cap_month=fields["cap_month"] or 0,
            words=fields["words"],
        )
