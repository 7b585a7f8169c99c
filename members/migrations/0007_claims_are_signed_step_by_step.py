"""A claim is signed, sent back, repaired, withdrawn and confirmed by dated records of its own."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import welfare.money


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0011_claims_are_approved_by_rule"),
        ("members", "0006_confirmed_openings_are_kept"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="claim",
            name="heir",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="members.beneficiary",
                verbose_name="beneficiary",
            ),
        ),
        migrations.AddField(
            model_name="payout",
            name="proof",
            field=models.CharField(blank=True, max_length=60, null=True, verbose_name="proof of the transfer"),
        ),
        migrations.CreateModel(
            name="ClaimStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True, verbose_name="key")),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("returned", "sent back for repair"),
                            ("repaired", "repaired and sent in again"),
                            ("withdrawn", "withdrawn by the claimant"),
                            ("confirmed", "receipt of the money confirmed"),
                        ],
                        max_length=12,
                        verbose_name="step",
                    ),
                ),
                ("note", models.CharField(max_length=300, verbose_name="note")),
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
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acts",
                        to="members.claim",
                        verbose_name="claim",
                    ),
                ),
            ],
            options={
                "verbose_name": "step of a claim",
                "verbose_name_plural": "steps of claims",
                "indexes": [models.Index(fields=["claim", "id"], name="steps_of_a_claim")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("note", ""), _negated=True), name="claim_step_has_a_note"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True, verbose_name="key")),
                ("round", models.PositiveSmallIntegerField(default=1, verbose_name="round")),
                ("amount", welfare.money.BahtField(verbose_name="amount (baht)")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                ("on", models.DateField(verbose_name="signed on")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="signed at")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="signed by",
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="members.claim",
                        verbose_name="claim",
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="funds.signingstep",
                        verbose_name="step of approval",
                    ),
                ),
            ],
            options={
                "verbose_name": "signature under a claim",
                "verbose_name_plural": "signatures under claims",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("claim", "round", "by"),
                        name="claim_is_signed_once_by_each",
                        violation_error_message="You have signed this claim.",
                    ),
                    models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="signature_is_for_some_baht"),
                ],
            },
        ),
        migrations.CreateModel(
            name="StandIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                ("on", models.DateField(verbose_name="date")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="stood in",
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stand_ins",
                        to="members.claim",
                        verbose_name="claim",
                    ),
                ),
            ],
            options={
                "verbose_name": "officer standing in",
                "verbose_name_plural": "officers standing in",
                "constraints": [
                    models.UniqueConstraint(fields=("claim", "by"), name="officer_stands_in_once_on_a_claim"),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="standing_in_has_a_reason"
                    ),
                ],
            },
        ),
    ]
