"""An office is handed over by who goes and confirmed by who comes; the record stays."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from welfare.sql import sql_beside


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0016_offices_are_kept_apart"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True, verbose_name="key")),
                (
                    "office",
                    models.CharField(
                        choices=[
                            ("chair", "chair"),
                            ("treasurer", "treasurer"),
                            ("secretary", "secretary"),
                            ("auditor", "auditor"),
                            ("committee", "committee member"),
                            ("officer", "provincial officer"),
                            ("admin", "provincial administrator"),
                        ],
                        max_length=12,
                        verbose_name="office",
                    ),
                ),
                ("figures", models.JSONField(default=dict, verbose_name="what was handed over")),
                ("papers", models.TextField(max_length=2000, verbose_name="papers and things")),
                ("given_at", models.DateTimeField(verbose_name="given at")),
                ("taken_at", models.DateTimeField(blank=True, null=True, verbose_name="taken at")),
                ("remark", models.CharField(blank=True, max_length=500, verbose_name="remark")),
                (
                    "fund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handovers",
                        to="funds.fund",
                        verbose_name="fund",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="given by",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="taken by",
                    ),
                ),
            ],
            options={
                "verbose_name": "handover",
                "verbose_name_plural": "handovers",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("taken_at__isnull", True), ("taken_by__isnull", True)),
                            models.Q(
                                ("taken_at__isnull", False),
                                ("taken_by__isnull", False),
                                models.Q(("taken_by", models.F("given_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="handover_has_two_sides",
                    )
                ],
            },
        ),
        sql_beside(
            __file__,
            undo=(
                ("funds_handover_keeps_its_facts", "funds_handover"),
                ("funds_handover_refuses_delete", "funds_handover"),
            ),
        ),
    ]
