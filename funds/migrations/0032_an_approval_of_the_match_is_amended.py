"""An approval of the match that was typed wrong is amended by a record of its own."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import welfare.money


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0036_papers_are_led_by_their_fund"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MatchAmendment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True, verbose_name="key")),
                ("heads", models.PositiveIntegerField(verbose_name="members approved")),
                ("amount", welfare.money.BahtField(verbose_name="approved (baht)")),
                ("paper", models.CharField(blank=True, max_length=60, verbose_name="letter number")),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                ("on", models.DateField(verbose_name="date")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="entered by",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amendments",
                        to="funds.matchrequest",
                        verbose_name="request for the match",
                    ),
                ),
            ],
            options={
                "verbose_name": "amendment of an approval",
                "verbose_name_plural": "amendments of approvals",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount__gt", 0), ("heads__gte", 1), models.Q(("reason", ""), _negated=True)
                        ),
                        name="match_is_amended_for_a_reason",
                    )
                ],
            },
        ),
    ]
