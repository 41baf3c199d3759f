"""Which groups in need does a new county look after to begin with?"""

from typing import Any

from django.db import migrations

GROUPS = [
    ("elderly_alone", "独居老人"),
    ("elderly_empty_nest", "空巢老人"),
    ("elderly_disabled", "失能老人"),
    ("disabled", "残疾人"),
    ("child_in_difficulty", "困境儿童"),
    ("left_behind_child", "留守儿童"),
    ("serious_illness", "重病患者"),
    ("low_income", "低保家庭"),
    ("extreme_poverty", "特困人员"),
    ("lost_only_child", "失独家庭"),
    ("mental_disorder", "严重精神障碍患者"),
    ("veteran", "退役军人和优抚对象"),
]


def sow(apps: Any, schema_editor: Any) -> None:
    group = apps.get_model("people", "GroupInNeed")
    for order, (code, name) in enumerate(GROUPS):
        group.objects.get_or_create(code=code, defaults={"name": name, "order": order})


class Migration(migrations.Migration):
    dependencies = [("people", "0001_persons_households_mandates")]
    operations = [migrations.RunPython(sow, migrations.RunPython.noop)]
