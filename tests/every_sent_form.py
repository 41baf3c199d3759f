"""Which forms of the whole house can people type into?"""

from tests.sent_forms import FORMS
from tests.sent_forms_of_casework import CASEWORK
from tests.sent_forms_of_points import POINTS
from tests.sent_forms_of_register import REGISTER
from tests.sent_forms_of_service import SERVICE

EVERY = (*FORMS, *SERVICE, *REGISTER, *POINTS, *CASEWORK)
