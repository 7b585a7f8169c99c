"""Files of the paper's past are taken in, one record for each, and member numbers that the paper left out are known."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0014_help_in_kind_stays_as_it_was_recorded"),
        ("members", "0018_a_person_is_erased_by_a_pseudonym"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Import",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True, verbose_name="key")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("members", "members"),
                            ("contributions", "contributions"),
                            ("payouts", "welfare paid"),
                        ],
                        max_length=16,
                        verbose_name="holds",
                    ),
                ),
                ("file_name", models.CharField(max_length=200, verbose_name="file")),
                ("sha256", models.CharField(max_length=64, verbose_name="hash of the file")),
                ("columns", models.JSONField(default=dict, verbose_name="which column holds what")),
                ("branches", models.JSONField(default=list, verbose_name="branches made")),
                ("count", models.PositiveIntegerField(verbose_name="rows taken in")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="taken in at")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="taken in by",
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
                "verbose_name": "file taken in",
                "verbose_name_plural": "files taken in",
            },
        ),
        migrations.CreateModel(
            name="ImportedMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("row", models.PositiveIntegerField(verbose_name="row of the file")),
                ("is_new_person", models.BooleanField(verbose_name="the person was not known before")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="members.import",
                        verbose_name="file taken in",
                    ),
                ),
                (
                    "membership",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="imported",
                        to="members.membership",
                        verbose_name="membership",
                    ),
                ),
            ],
            options={
                "verbose_name": "member taken in from a file",
                "verbose_name_plural": "members taken in from a file",
            },
        ),
        migrations.CreateModel(
            name="ImportFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True, verbose_name="key")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("members", "members"),
                            ("contributions", "contributions"),
                            ("payouts", "welfare paid"),
                        ],
                        max_length=16,
                        verbose_name="holds",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="file")),
                ("sha256", models.CharField(max_length=64, verbose_name="hash of the file")),
                ("content", models.BinaryField(verbose_name="content, encrypted")),
                ("columns", models.JSONField(blank=True, null=True, verbose_name="which column holds what")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="chosen at")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="chosen by",
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
                "verbose_name": "file that was chosen",
                "verbose_name_plural": "files that were chosen",
            },
        ),
        migrations.CreateModel(
            name="ImportWithdrawal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True, verbose_name="key")),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                ("on", models.DateField(verbose_name="taken back on")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="taken back by",
                    ),
                ),
                (
                    "taken_back",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawal",
                        to="members.import",
                        verbose_name="file taken in",
                    ),
                ),
            ],
            options={
                "verbose_name": "file taken back",
                "verbose_name_plural": "files taken back",
            },
        ),
        migrations.CreateModel(
            name="UnusedNumber",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="member number")),
                ("is_freed", models.BooleanField(default=False, verbose_name="free again after a file was taken back")),
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
                "verbose_name": "unused member number",
                "verbose_name_plural": "unused member numbers",
            },
        ),
        migrations.AddIndex(
            model_name="import",
            index=models.Index(fields=["fund", "kind", "sha256"], name="imports_of_fund_by_hash"),
        ),
        migrations.AddConstraint(
            model_name="importwithdrawal",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="import_is_taken_back_for_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="unusednumber",
            constraint=models.UniqueConstraint(fields=("fund", "number"), name="number_is_unused_once"),
        ),
    ]
