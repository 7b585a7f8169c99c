"""A fund says by resolution who must sign a claim; a committee member may belong to a branch."""

from decimal import Decimal

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import welfare.money


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0010_the_books_refuse_a_hand_at_the_prompt"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="appointment",
            name="branch",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="funds.branch",
                verbose_name="branch",
            ),
        ),
        migrations.CreateModel(
            name="SigningRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField(verbose_name="in force from")),
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
                    "fund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signing_rules",
                        to="funds.fund",
                        verbose_name="fund",
                    ),
                ),
                (
                    "resolution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="funds.resolution",
                        verbose_name="resolution",
                    ),
                ),
            ],
            options={
                "verbose_name": "rule of approval",
                "verbose_name_plural": "rules of approval",
            },
        ),
        migrations.CreateModel(
            name="SigningStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="order")),
                (
                    "who",
                    models.CharField(
                        choices=[
                            ("committee", "the chair or committee members"),
                            ("branch", "committee members of the member’s branch"),
                            ("chair", "the chair"),
                        ],
                        max_length=12,
                        verbose_name="who signs",
                    ),
                ),
                ("count", models.PositiveSmallIntegerField(default=1, verbose_name="how many")),
                ("above", welfare.money.BahtField(default=Decimal("0"), verbose_name="for claims above (baht)")),
                (
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="funds.signingrule",
                        verbose_name="rule of approval",
                    ),
                ),
            ],
            options={
                "verbose_name": "step of approval",
                "verbose_name_plural": "steps of approval",
            },
        ),
        migrations.AddConstraint(
            model_name="signingrule",
            constraint=models.UniqueConstraint(
                fields=("fund", "since"),
                name="one_signing_rule_from_a_day",
                violation_error_message="There is a version from this day already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signingstep",
            constraint=models.UniqueConstraint(fields=("rule", "position"), name="signing_steps_have_an_order"),
        ),
        migrations.AddConstraint(
            model_name="signingstep",
            constraint=models.CheckConstraint(
                condition=models.Q(("above__gte", 0), ("count__gte", 1), ("count__lte", 9)),
                name="signing_step_has_signers",
            ),
        ),
    ]
