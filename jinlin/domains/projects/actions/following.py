"""What does next year's proposal take over from a project?"""

from datetime import date

from jinlin.core.time import clock
from jinlin.domains.projects.models import Funder, Indicator, Line, Member, Project, Stage
from jinlin.domains.projects.queries.counting import value_of


def carry_over(old: Project, fresh: Project) -> None:
    """The new one has the words, stages, indicators, lines, sources and team of the old one, a year
    later; what was reached is its baseline, and what was learned stands in its need.
    """
    fresh.need = "\n\n".join(text for text in (old.need, old.lessons) if text)
    fresh.design, fresh.follows = old.design, old
    fresh.starts_on, fresh.ends_on = _later(old.starts_on), _later(old.ends_on)
    owner = {"county": fresh.county, "project": fresh}
    for stage in Stage.objects.filter(project=old):
        days = {"starts_on": _later(stage.starts_on), "ends_on": _later(stage.ends_on)}
        Stage.objects.create(**owner, order=stage.order, title=stage.title, goal=stage.goal, **days)
    _carry_indicators(old, fresh)
    for line in Line.objects.filter(project=old):
        Line.objects.create(**owner, order=line.order, title=line.title, amount=line.amount)
    for funder in Funder.objects.filter(project=old):
        Funder.objects.create(
            **owner, order=funder.order, source=funder.source, name=funder.name, amount=0
        )
    for member in Member.objects.filter(project=old, ended_on=None):
        Member.objects.create(
            **owner,
            part=member.part,
            name=member.name,
            user=member.user,
            team=member.team,
            since=clock.today(),
        )


def _carry_indicators(old: Project, fresh: Project) -> None:
    for each in Indicator.objects.filter(project=old):
        reached = value_of(each, as_of=clock.today()).number
        Indicator.objects.create(
            county=fresh.county,
            project=fresh,
            order=each.order,
            name=each.name,
            unit=each.unit,
            measure=each.measure,
            place_code=each.place_code,
            since=fresh.starts_on,
            baseline=0 if each.is_figure and each.since else int(reached or 0),
            target=each.target,
            how=each.how,
        )


def _later(day: date | None) -> date | None:
    """The same day of the next year."""
    if day is None:
        return None
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year + 1, month=2, day=28)
