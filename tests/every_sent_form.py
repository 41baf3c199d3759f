"""Which forms of the whole house can people type into?"""

from tests.beside import brought
from tests.sent_forms import FORMS

EVERY = (*FORMS, *(form for forms in brought("sent_forms", "FORMS") for form in forms))
