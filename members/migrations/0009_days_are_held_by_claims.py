"""Each claim holds its days, so that one event is paid once."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0008_nobody_pays_alone"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClaimedDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="date")),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="days",
                        to="members.claim",
                        verbose_name="claim",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "day held by a claim",
                "verbose_name_plural": "days held by claims",
                "indexes": [models.Index(fields=["person", "day"], name="claimed_days_of_a_person")],
                "constraints": [models.UniqueConstraint(fields=("claim", "day"), name="claim_holds_a_day_once")],
            },
        ),
    ]
