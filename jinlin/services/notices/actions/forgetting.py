"""How does a message lose words that the law wants destroyed?"""

from collections.abc import Collection

from django.db import transaction

from jinlin.core.own_texts import GONE, is_repeated
from jinlin.core.rows import CountyRow
from jinlin.services.notices.models import Delivery, Message


@transaction.atomic
def forget_words(about: CountyRow, words: Collection[str]) -> int:
    """No message about this matter holds these words any more, in the inbox or on its way out;
    returns how many did. What a gateway was handed before is no longer ours.
    """
    keys = [
        message.pk
        for message in Message.objects.filter(about_id=about.pk)
        if is_repeated(message.title, words) or is_repeated(message.body, words)
    ]
    gone = {"title": str(GONE), "body": str(GONE)}
    Delivery.objects.filter(message__in=keys).update(**gone)
    return Message.objects.filter(pk__in=keys).update(**gone)
