"""Which class would somebody advise who has read many decided matters? Nobody does, until a floor
above says so; a person decides.
"""

from collections.abc import Callable
from dataclasses import dataclass

from jinlin.domains.appeals.models import Appeal, Category


@dataclass(frozen=True)
class ClassAdvice:
    """One class, how sure the advice is in percent, and the words that speak for and against it."""

    category: Category
    percent: int
    speaks_for: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


Adviser = Callable[[Appeal], list[ClassAdvice]]

_advisers: list[Adviser] = []


def let_advise(adviser: Adviser) -> None:
    """From now on `adviser` says which class an appeal is likely to have: one when it is sure, two
    when it is not, none when it cannot say.
    """
    _advisers.append(adviser)


def class_advice(appeal: Appeal) -> list[ClassAdvice]:
    """The likely classes, the likeliest first."""
    return [advice for adviser in _advisers for advice in adviser(appeal)]


def sure_class(appeal: Appeal) -> str:
    """The code of the only likely class; "" when nobody is sure."""
    found = class_advice(appeal)
    return found[0].category.pk if len(found) == 1 else ""
