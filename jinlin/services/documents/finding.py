"""What of documents is found in the desk's one box?"""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.services.documents.models import Document
from jinlin.services.documents.queries import ORDER
from jinlin.shell.finding import Hit, Shelf


def _rows(actor: Actor) -> QuerySet[Document]:
    return Document.objects.visible_to(actor)


def _hit(document: Document) -> Hit:
    address = reverse("documents:document", args=[document.pk])
    return Hit(address, document.title, document.number)


FOUND = Shelf(_("Documents"), _rows, _hit, ORDER)
