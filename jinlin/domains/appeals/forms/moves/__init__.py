"""What does each move ask for?

The fields of a form are the keyword arguments of its verb; what every form carries besides stands
in core.move_forms.
"""

from collections.abc import Callable

from jinlin.domains.appeals import actions
from jinlin.domains.appeals.forms.moves.fields import offer_categories
from jinlin.domains.appeals.forms.moves.keeping import PassOnForm
from jinlin.domains.appeals.forms.moves.main_way import (
    AcceptForm,
    AddInformationForm,
    AnswerAtOnceForm,
    FinishForm,
    HandOverForm,
    JudgeForm,
    RejectForm,
)
from jinlin.domains.appeals.forms.moves.second_chances import (
    AskExtensionForm,
    AssignForm,
    CallBackForm,
    DecideForm,
    GrantForm,
    PauseForm,
    ReassignForm,
    ResumeForm,
    ReturnForm,
)
from jinlin.domains.appeals.forms.moves.together import (
    AnswerPartForm,
    ConveneForm,
    MergeForm,
    NoteSilenceForm,
    ReleaseForm,
    SplitForm,
    UnmergeForm,
    convene_all,
)
from jinlin.domains.appeals.forms.moves.watch import (
    AnswerSupervisionForm,
    AskExclusionForm,
    HurryForm,
    SuperviseForm,
)
from jinlin.domains.appeals.models import Appeal
from jinlin.shell.move_forms import MoveForm, ReasonForm

# The verb and the form of each move that a person can make.
FORMS: dict[str, tuple[type[MoveForm], Callable[..., Appeal]]] = {
    "accept": (AcceptForm, actions.accept),
    "answer_at_once": (AnswerAtOnceForm, actions.answer_at_once),
    "hand_over": (HandOverForm, actions.hand_over),
    "finish": (FinishForm, actions.finish),
    "judge": (JudgeForm, actions.judge),
    "close": (ReasonForm, actions.close),
    "reopen": (ReasonForm, actions.reopen),
    "reject": (RejectForm, actions.reject),
    "withdraw": (ReasonForm, actions.withdraw),
    "add_information": (AddInformationForm, actions.add_information),
    "convene": (ConveneForm, convene_all),
    "answer_part": (AnswerPartForm, actions.answer_part),
    "note_silence": (NoteSilenceForm, actions.note_silence),
    "release": (ReleaseForm, actions.release),
    "split": (SplitForm, actions.split),
    "merge": (MergeForm, actions.merge),
    "unmerge": (UnmergeForm, actions.unmerge),
    "take_back": (MoveForm, actions.take_back),
    "reassign": (ReassignForm, actions.reassign),
    "return_": (ReturnForm, actions.return_),
    "assign": (AssignForm, actions.assign),
    "ask_extension": (AskExtensionForm, actions.ask_extension),
    "grant_extension": (GrantForm, actions.grant_extension),
    "refuse_extension": (DecideForm, actions.refuse_extension),
    "pause": (PauseForm, actions.pause),
    "resume": (ResumeForm, actions.resume),
    "call_back": (CallBackForm, actions.call_back),
    "hurry": (HurryForm, actions.hurry),
    "supervise": (SuperviseForm, actions.supervise),
    "answer_supervision": (AnswerSupervisionForm, actions.answer_supervision),
    "ask_exclusion": (AskExclusionForm, actions.ask_exclusion),
    "grant_exclusion": (DecideForm, actions.grant_exclusion),
    "refuse_exclusion": (DecideForm, actions.refuse_exclusion),
    "take_on": (MoveForm, actions.take_on),
    "pass_on": (PassOnForm, actions.pass_on),
}
TAKES_PHOTOS = frozenset({"finish", "add_information", "answer_part", "judge"})

__all__ = ["FORMS", "TAKES_PHOTOS", "offer_categories"]
