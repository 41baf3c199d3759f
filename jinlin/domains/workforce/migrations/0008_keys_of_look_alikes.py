"""What was entered before is found among look-alikes too."""

import re
from typing import Any

from django.db import migrations, models

from jinlin.core.pinyin import sound
from jinlin.core.secrets.fields import match_key

WHOLE_ID, AT_ONCE = 18, 1_000
KEYS = ["sound_key", "phone_key", "around_key"]


def take_keys(apps: Any, _editor: Any) -> None:
    rows = apps.get_model("workforce", "Professional").objects
    keyed = []
    for one in rows.select_related("person").order_by("pk").iterator(chunk_size=AT_ONCE):
        number = one.person.citizen_id
        around = number[:6] + number[14:17] if len(number) == WHOLE_ID else ""
        one.sound_key = match_key(sound(re.sub(r"[·•.\s]", "", one.person.name)), "sound")
        one.phone_key = match_key(one.person.phone, "phone")
        one.around_key = match_key(around, "around")
        keyed.append(one)
    rows.bulk_update(keyed, KEYS, batch_size=AT_ONCE)


def key(name: str) -> migrations.AddField:
    field = models.CharField(blank=True, db_default="", default="", editable=False, max_length=104)
    return migrations.AddField(model_name="professional", name=name, field=field)


def index(beside: str, name: str) -> migrations.AddIndex:
    return migrations.AddIndex(
        model_name="professional",
        index=models.Index(
            condition=models.Q(("left_on", None), ("merged_into", None)),
            fields=["county", "sound_key", beside],
            name=f"professional_{name}",
        ),
    )


class Migration(migrations.Migration):
    dependencies = [("workforce", "0007_register_in_its_order")]

    operations = [
        *(key(name) for name in KEYS),
        migrations.RunPython(take_keys, migrations.RunPython.noop, elidable=False),
        index("born_on", "sound_birth"),
        index("phone_key", "sound_phone"),
        index("around_key", "sound_id"),
        index("name_key", "sound_name"),
    ]
