"""What do all living rows have in common?"""

from django.db import models

from jinlin.core.keys import uuid7


class CountyRow(models.Model):
    """A row of one county. The key may be made by whoever records first, also offline; `county` (six digits) never changes: it may become the shard key."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    county = models.CharField(max_length=6, editable=False)

    class Meta:
        abstract = True
