"""How is one delivery handed to its gateway?

Each client returns when the gateway took it, and raises NotTaken when it did not say so.
"""

from collections.abc import Callable

from jinlin.services.notices.clients import apps, dingtalk, mail, sms, webhook, wecom
from jinlin.services.notices.models import Channel, Delivery
from jinlin.services.notices.queries.ways import Way

CLIENTS: dict[str, Callable[[Delivery, Way], None]] = {
    Channel.SMS: sms.send,
    Channel.EMAIL: mail.send,
    Channel.WECOM: wecom.send,
    Channel.DINGTALK: dingtalk.send,
    Channel.WEBHOOK: webhook.send,
    Channel.WECHAT: apps.send_in_wechat,
    Channel.WECOM_APP: apps.send_in_wecom,
    Channel.DING_APP: apps.send_in_dingtalk,
}
