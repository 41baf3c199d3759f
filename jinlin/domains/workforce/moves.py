"""How does a posted form move an application, or tell the register something?"""

from jinlin.core.errors import NotHere
from jinlin.core.files.kinds import Family
from jinlin.core.sight import Sight
from jinlin.domains.workforce import actions
from jinlin.domains.workforce.forms.keeping import TELLING, TellForm
from jinlin.domains.workforce.forms.moves import FORMS
from jinlin.domains.workforce.models import Application, Professional, Update
from jinlin.domains.workforce.permissions import RULES
from jinlin.domains.workforce.queries.story import story
from jinlin.shell.answers import Posted, post_made
from jinlin.shell.moves import Moves, take_files
from jinlin.shell.requests import Request

EVIDENCE, MOST_PAPERS = (Family.PHOTO, Family.PAPER), 5
WITH = ("professional__person", "qualification", "policy")


fetch = Sight[Application](Application.objects.visible_to, joins=WITH).first


MOVES = Moves(rules=RULES, forms=FORMS, fetch=fetch, story=story)


def answered(request: Request, one: Professional, kind: str) -> tuple[TellForm, Posted | None]:
    """The form of this kind, and what came of it when it was sent. Raises NotHere for no kind."""
    if kind not in TELLING:
        raise NotHere
    form = TELLING[kind](request.POST or None)
    if request.method != "POST":
        return form, None
    return form, post_made(request, form, Update, "", lambda: _tell(request, one, kind, form))


def _tell(request: Request, one: Professional, kind: str, form: TellForm) -> Update:
    papers = take_files(
        request, "evidence", county=one.county, takes=EVIDENCE, sealed=True, most=MOST_PAPERS
    )
    return actions.tell(one, kind=kind, facts=form.terms(), evidence=papers, actor=request.actor)
