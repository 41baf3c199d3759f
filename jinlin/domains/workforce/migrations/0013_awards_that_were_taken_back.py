"""An award can be taken back: it keeps its row, and the certificate can be awarded again."""

from django.db import migrations, models
from django.db.models import Q

STATES = [
    ("applied", "Certificate to be checked"),
    ("asked", "Waits for the applicant"),
    ("checked", "First review"),
    ("reviewed", "Second review"),
    ("approved", "Approved, notice to be given"),
    ("on_notice", "On public notice"),
    ("objected", "An objection is examined"),
    ("awarded", "Awarded"),
    ("refused", "Not awarded"),
    ("withdrawn", "Application taken back"),
    ("revoked", "Award taken back"),
]
ENDED = frozenset({"awarded", "refused", "revoked", "withdrawn"})
OPEN = frozenset({"applied", "approved", "asked", "checked", "objected", "on_notice", "reviewed"})
ALONE, IN_STEP = "one_application_per_certificate", "application_ended_when_ended"


class Migration(migrations.Migration):
    dependencies = [("workforce", "0012_certificates_by_letters_and_digits")]

    operations = [
        migrations.RemoveConstraint(model_name="application", name=ALONE),
        migrations.RemoveConstraint(model_name="application", name=IN_STEP),
        migrations.AlterField(
            model_name="application",
            name="state",
            field=models.CharField(
                choices=STATES, default="applied", max_length=10, verbose_name="state"
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(
                fields=["qualification"],
                condition=~Q(state__in=["refused", "withdrawn", "revoked"]),
                name=ALONE,
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=Q(ended_on=None, state__in=OPEN)
                | Q(ended_on__isnull=False, state__in=ENDED),
                name=IN_STEP,
            ),
        ),
        migrations.AddField(
            model_name="award",
            name="revoked_on",
            field=models.DateField(blank=True, null=True, verbose_name="taken back on"),
        ),
        migrations.AlterField(
            model_name="award",
            name="certificate_key",
            field=models.CharField(max_length=104),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.UniqueConstraint(
                fields=["certificate_key"],
                condition=Q(revoked_on=None),
                name="one_standing_award_per_certificate",
            ),
        ),
    ]
