"""What do the moves of those ask for who look after an appeal from outside?"""

from django.utils.translation import gettext_lazy as _

from jinlin.shell.move_forms import LONGEST_REASON, MoveForm, a_day, words


class HurryForm(MoveForm):
    note = words(_("Anything the unit should know"), rows=3, limit=LONGEST_REASON, required=False)


class SuperviseForm(MoveForm):
    order = words(
        _("What is ordered"), rows=3, limit=LONGEST_REASON, hint=_("The resident reads this too.")
    )
    due_on = a_day(_("Until when the unit answers"))


class AnswerSupervisionForm(MoveForm):
    answer = words(_("Answer to the supervisor"), rows=4, hint=_("Only staff see this."))


class AskExclusionForm(MoveForm):
    reason = words(
        _("Why it should not count"),
        rows=3,
        limit=LONGEST_REASON,
        hint=_("The county decides. Whoever sees this appeal reads the reason."),
    )
