"""An account is opened by a one-time code; an appointment says who recorded it; a second step may be required."""

import datetime

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0014_help_in_kind_stays_as_it_was_recorded"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="appointment",
            name="by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="by",
            ),
        ),
        migrations.AddField(
            model_name="appointment",
            name="key",
            field=models.UUIDField(blank=True, null=True, unique=True, verbose_name="key"),
        ),
        migrations.AddField(
            model_name="fund",
            name="second_step_from",
            field=models.DateField(blank=True, null=True, verbose_name="second step required from"),
        ),
        migrations.AddField(
            model_name="province",
            name="second_step_from",
            field=models.DateField(
                blank=True, default=datetime.date(2000, 1, 1), null=True, verbose_name="second step required from"
            ),
        ),
        migrations.CreateModel(
            name="AccessCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True, verbose_name="key")),
                (
                    "purpose",
                    models.CharField(
                        choices=[("join", "first sign-in"), ("password", "new password")],
                        max_length=8,
                        verbose_name="purpose",
                    ),
                ),
                ("code_hash", models.CharField(max_length=64, unique=True, verbose_name="hash of the code")),
                ("expires_at", models.DateTimeField(verbose_name="good until")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                ("used_at", models.DateTimeField(blank=True, null=True, verbose_name="used at")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="withdrawn at")),
                ("told_person_at", models.DateTimeField(blank=True, null=True, verbose_name="told the person at")),
                ("told_officer_at", models.DateTimeField(blank=True, null=True, verbose_name="told the officer at")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "access code",
                "verbose_name_plural": "access codes",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("used_at__isnull", True), ("withdrawn_at__isnull", True)),
                        fields=("user",),
                        name="person_has_one_code_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("used_at__isnull", True), ("withdrawn_at__isnull", True), _connector="OR"),
                        name="code_is_used_or_withdrawn_not_both",
                    ),
                ],
            },
        ),
    ]
