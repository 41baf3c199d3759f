"""Who was told what, on which channel, and how did it go?"""

from jinlin.services.notices.models.channels import (
    KEEPERS,
    PERSONAL,
    ROBOTS,
    TROUBLES,
    Channel,
    CountyChannel,
    GroupRobot,
    Mailbox,
    Preference,
    QuietHours,
    Webhook,
    WebhookRows,
    is_for,
    trouble_in_words,
)
from jinlin.services.notices.models.messages import (
    TONES,
    Delivery,
    DeliveryRows,
    Message,
    MessageRows,
    now_and_today,
)

__all__ = [
    "KEEPERS",
    "PERSONAL",
    "ROBOTS",
    "TONES",
    "TROUBLES",
    "Channel",
    "CountyChannel",
    "Delivery",
    "DeliveryRows",
    "GroupRobot",
    "Mailbox",
    "Message",
    "MessageRows",
    "Preference",
    "QuietHours",
    "Webhook",
    "WebhookRows",
    "is_for",
    "now_and_today",
    "trouble_in_words",
]
