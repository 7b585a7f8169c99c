"""Signals are closed, and opened again, each with a reason."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0028_an_appointment_keeps_its_branch"),
        ("members", "0022_records_move_by_a_merge_alone"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SignalClosing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True, verbose_name="key")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("step", "payment just under a step of approval"),
                            ("maker", "many claims by one person"),
                            ("stays", "stays that overlap"),
                            ("age", "very old, with no news"),
                            ("silence", "fund without entries"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("subject", models.CharField(max_length=60, verbose_name="what it is about")),
                ("facts", models.CharField(max_length=200, verbose_name="facts")),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                ("on", models.DateField(verbose_name="closed on")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="closed by",
                    ),
                ),
                (
                    "fund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="funds.fund",
                        verbose_name="fund",
                    ),
                ),
            ],
            options={
                "verbose_name": "closing of a signal",
                "verbose_name_plural": "closings of signals",
            },
        ),
        migrations.CreateModel(
            name="SignalReopening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True, verbose_name="key")),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                ("on", models.DateField(verbose_name="opened again on")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="opened by",
                    ),
                ),
                (
                    "closing",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reopening",
                        to="members.signalclosing",
                        verbose_name="closing of a signal",
                    ),
                ),
            ],
            options={
                "verbose_name": "reopening of a signal",
                "verbose_name_plural": "reopenings of signals",
            },
        ),
        migrations.AddIndex(
            model_name="signalclosing",
            index=models.Index(fields=["fund", "kind", "subject", "id"], name="closings_of_a_signal"),
        ),
        migrations.AddConstraint(
            model_name="signalclosing",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="signal_is_closed_with_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="signalreopening",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="signal_is_reopened_with_a_reason"
            ),
        ),
    ]
