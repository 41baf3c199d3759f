"""What is typed when one person is entered by hand? The same columns as in a roster."""

import csv
from collections.abc import Callable
from io import StringIO
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.domains.workforce.forms.keeping import CountyForm
from jinlin.domains.workforce.models import Degrees, Level, Sector
from jinlin.domains.workforce.roster.identity import Finding, read_id, read_name, read_phone
from jinlin.domains.workforce.roster.kinds import WORDS
from jinlin.domains.workforce.roster.words import read_certificate
from jinlin.shell.move_forms import TidyField, a_day, offer

BY_HAND = _("Entered by hand")
HEADINGS = {  # as the clinic of rosters reads them
    "name": "姓名",
    "citizen_id": "身份证号",
    "phone": "手机号",
    "unit": "工作单位",
    "title": "岗位",
    "sector": "领域",
    "since": "上岗时间",
    "degree": "学历",
    "major": "专业",
    "level": "资格等级",
    "certificate": "证书编号",
    "issued": "发证日期",
}
SPOKEN_DEGREES = {1: "初中", 2: "高中", 3: "大专", 4: "本科", 5: "硕士", 6: "博士"}
SPOKEN_LEVELS = {1: "助理社会工作师", 2: "社会工作师", 3: "高级社会工作师"}


class EnterForm(CountyForm):
    """One social worker: what is not known stays empty."""

    name = TidyField(label=_("Name"), max_length=40)
    citizen_id = TidyField(label=_("Citizen id"), max_length=24)
    phone = TidyField(label=_("Phone"), max_length=40, required=False)
    unit = TidyField(label=_("Unit of work"), max_length=120, required=False)
    title = TidyField(label=_("Post"), max_length=60, required=False)
    sector = forms.ModelChoiceField(
        Sector.objects.none(), label=_("Field"), required=False, empty_label=_("Not known")
    )
    since = a_day(_("Since"), required=False)
    degree = forms.ChoiceField(label=_("Schooling"), required=False)
    major = TidyField(label=pgettext_lazy("degree", "Subject"), max_length=60, required=False)
    level = forms.ChoiceField(label=_("Qualification level"), required=False)
    certificate = TidyField(label=_("Certificate number"), max_length=40, required=False)
    issued = a_day(_("Certificate issued on"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "sector", Sector.objects.filter(is_open=True))
        offer(self, "degree", [("", _("Not known")), *Degrees.choices])
        offer(self, "level", [("", _("No certificate")), *Level.choices])

    def clean_name(self) -> str:
        return self._sure("name", read_name)

    def clean_citizen_id(self) -> str:
        return self._sure("citizen_id", read_id)

    def clean_phone(self) -> str:
        return self._sure("phone", read_phone)

    def clean_certificate(self) -> str:
        typed: str = self.cleaned_data["certificate"]
        if read_certificate(typed).faults:
            raise ValidationError(
                _("This is no certificate's number: it has 6 to 40 letters and digits.")
            )
        return typed

    def _sure(self, name: str, read: Callable[[str], Finding]) -> str:
        """What a roster would refuse is said beside its field, before it is all typed again."""
        typed: str = self.cleaned_data[name]
        found = read(typed)
        if not found.value and found.faults:
            raise ValidationError(str(WORDS[found.faults[-1][0]]))
        return typed

    def file(self) -> "ContentFile[bytes]":
        """A roster of one line, so that what holds for rosters holds for whoever is entered."""
        fields = {**self.cleaned_data}
        fields["degree"] = SPOKEN_DEGREES.get(int(fields["degree"] or 0), "")
        fields["level"] = SPOKEN_LEVELS.get(int(fields["level"] or 0), "")
        text = StringIO()
        writer = csv.writer(text)
        writer.writerow(HEADINGS.values())
        writer.writerow([str(fields[name] or "") for name in HEADINGS])
        return ContentFile(text.getvalue().encode(), name=f"{BY_HAND}.csv")
