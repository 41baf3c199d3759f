from django.db import migrations, models


def try_again_what_is_drawn(apps, schema_editor):
    """Drawn rounds that still wait for a word are called by the new rule: on three days, less those
    on which somebody called already.
    """
    rounds = (
        apps.get_model("appeals", "Round")
        .objects.filter(is_sampled=True, judged_at=None, ended_on=None)
        .exclude(finished_at=None)
    )
    called = models.Count("call_backs__called_on", distinct=True)
    for pk, days in list(rounds.annotate(days=called).filter(days__lt=3).values_list("pk", "days")):
        rounds.filter(pk=pk).update(calls_left=3 - days)


class Migration(migrations.Migration):
    dependencies = [("appeals", "0006_standard_replies_routing")]

    operations = [
        migrations.AddField(
            "countyrule",
            "call_days",
            models.PositiveSmallIntegerField(
                default=7,
                verbose_name="days after the days to judge in which a drawn one is still called",
            ),
        ),
        migrations.AddField(
            "countyrule",
            "call_tries",
            models.PositiveSmallIntegerField(
                default=3, verbose_name="days on which a drawn one is called until silence counts"
            ),
        ),
        migrations.AddField("round", "calls_left", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField("round", "missed_on", models.DateField(blank=True, null=True)),
        migrations.AddConstraint(
            "countyrule",
            models.CheckConstraint(
                condition=models.Q(call_tries__gte=1), name="county_rule_calls_at_least_once"
            ),
        ),
        migrations.RunPython(try_again_what_is_drawn, migrations.RunPython.noop),
    ]
