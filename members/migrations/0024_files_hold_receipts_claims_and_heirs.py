"""Files of the paper's past may hold receipts, claims that were paid on paper, and beneficiaries."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0019_law_is_never_edited"),
        ("members", "0028_match_lists_stay_as_they_were_sent"),
    ]

    operations = [
        migrations.AlterField(
            model_name="import",
            name="kind",
            field=models.CharField(
                choices=[
                    ("members", "members"),
                    ("contributions", "contributions"),
                    ("payouts", "welfare paid"),
                    ("heirs", "beneficiaries"),
                ],
                max_length=16,
                verbose_name="holds",
            ),
        ),
        migrations.AlterField(
            model_name="importfile",
            name="kind",
            field=models.CharField(
                choices=[
                    ("members", "members"),
                    ("contributions", "contributions"),
                    ("payouts", "welfare paid"),
                    ("heirs", "beneficiaries"),
                ],
                max_length=16,
                verbose_name="holds",
            ),
        ),
        migrations.CreateModel(
            name="ImportedReceipt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("row", models.PositiveIntegerField(verbose_name="row of the file")),
                ("paper", models.CharField(blank=True, max_length=40, verbose_name="number on the paper")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipts",
                        to="members.import",
                        verbose_name="file taken in",
                    ),
                ),
                (
                    "receipt",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="funds.receipt",
                        verbose_name="receipt",
                    ),
                ),
            ],
            options={
                "verbose_name": "receipt taken in from a file",
                "verbose_name_plural": "receipts taken in from a file",
            },
        ),
        migrations.CreateModel(
            name="ImportedClaim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("row", models.PositiveIntegerField(verbose_name="row of the file")),
                ("source", models.CharField(max_length=200, verbose_name="decided by")),
                ("paper", models.CharField(blank=True, max_length=40, verbose_name="number on the paper")),
                (
                    "claim",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="imported",
                        to="members.claim",
                        verbose_name="claim",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="members.import",
                        verbose_name="file taken in",
                    ),
                ),
            ],
            options={
                "verbose_name": "claim taken in from a file",
                "verbose_name_plural": "claims taken in from a file",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True), name="paper_claim_says_who_decided"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportedHeir",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("row", models.PositiveIntegerField(verbose_name="row of the file")),
                ("is_new", models.BooleanField(verbose_name="named by the file")),
                (
                    "heir",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="imported",
                        to="members.beneficiary",
                        verbose_name="beneficiary",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="heirs",
                        to="members.import",
                        verbose_name="file taken in",
                    ),
                ),
            ],
            options={
                "verbose_name": "beneficiary taken in from a file",
                "verbose_name_plural": "beneficiaries taken in from a file",
                "constraints": [models.UniqueConstraint(fields=("made_by", "heir"), name="heir_stands_once_in_a_file")],
            },
        ),
    ]
