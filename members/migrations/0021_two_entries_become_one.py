"""Two entries of one human being made one and undone, and two alike that are two people."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0019_law_is_never_edited"),
        ("members", "0025_paper_pays_once_and_moves_no_money"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="membership",
            name="end_reason",
            field=models.CharField(
                blank=True,
                choices=[
                    ("refused", "not admitted"),
                    ("lapsed", "lapsed after missed payments"),
                    ("left", "resigned"),
                    ("died", "died"),
                    ("moved", "moved away"),
                    ("expelled", "expelled"),
                    ("twice", "was entered twice"),
                ],
                max_length=12,
                verbose_name="why it ended",
            ),
        ),
        migrations.AlterField(
            model_name="membershipstep",
            name="step",
            field=models.CharField(
                choices=[
                    ("applied", "applied"),
                    ("admitted", "admitted by resolution"),
                    ("refused", "not admitted"),
                    ("rejoined", "re-joined"),
                    ("moved_branch", "moved to another branch"),
                    ("lapsed", "lapsed after missed payments"),
                    ("left", "resigned"),
                    ("died", "died"),
                    ("moved", "moved away"),
                    ("expelled", "expelled"),
                    ("twice", "was entered twice"),
                ],
                max_length=12,
                verbose_name="step",
            ),
        ),
        migrations.CreateModel(
            name="Distinction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True, verbose_name="key")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                ("on", models.DateField(verbose_name="date")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="told by",
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
                (
                    "one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.person",
                        verbose_name="first entry",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.person",
                        verbose_name="second entry",
                    ),
                ),
            ],
            options={
                "verbose_name": "entries told apart",
                "verbose_name_plural": "entries told apart",
            },
        ),
        migrations.CreateModel(
            name="DistinctionWithdrawal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True, verbose_name="key")),
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
                    "withdrawn",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawal",
                        to="members.distinction",
                        verbose_name="entries told apart",
                    ),
                ),
            ],
            options={
                "verbose_name": "entries looked at again",
                "verbose_name_plural": "entries looked at again",
            },
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True, verbose_name="key")),
                ("filled", models.JSONField(blank=True, default=dict, verbose_name="what was taken over")),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                ("on", models.DateField(verbose_name="date")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="merged by",
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
                (
                    "gone",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merges",
                        to="members.person",
                        verbose_name="entry that is given up",
                    ),
                ),
                (
                    "kept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="members.person",
                        verbose_name="entry that is kept",
                    ),
                ),
            ],
            options={
                "verbose_name": "entries made one",
                "verbose_name_plural": "entries made one",
            },
        ),
        migrations.CreateModel(
            name="MergedRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("membership", "membership"),
                            ("claim", "claim"),
                            ("claimedday", "day held by a claim"),
                            ("payout", "payout"),
                            ("consent", "consent"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("record", models.BigIntegerField(verbose_name="record")),
                ("is_moved", models.BooleanField(verbose_name="was moved")),
                (
                    "merge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records",
                        to="members.merge",
                        verbose_name="entries made one",
                    ),
                ),
            ],
            options={
                "verbose_name": "record met by a merge",
                "verbose_name_plural": "records met by merges",
            },
        ),
        migrations.CreateModel(
            name="MergeUndo",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True, verbose_name="key")),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                ("on", models.DateField(verbose_name="date")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="undone by",
                    ),
                ),
                (
                    "undone",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="undo",
                        to="members.merge",
                        verbose_name="entries made one",
                    ),
                ),
            ],
            options={
                "verbose_name": "merge undone",
                "verbose_name_plural": "merges undone",
            },
        ),
        migrations.AddConstraint(
            model_name="distinction",
            constraint=models.CheckConstraint(
                condition=models.Q(("one__lt", models.F("other"))), name="pair_names_the_earlier_first"
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.CheckConstraint(
                condition=models.Q(("kept", models.F("gone")), _negated=True), name="nobody_is_merged_into_themselves"
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="people_are_merged_for_a_reason"
            ),
        ),
        migrations.AddIndex(
            model_name="mergedrecord",
            index=models.Index(fields=["kind", "record"], name="merges_of_a_record"),
        ),
        migrations.AddConstraint(
            model_name="mergedrecord",
            constraint=models.UniqueConstraint(fields=("merge", "kind", "record"), name="merge_meets_a_record_once"),
        ),
        migrations.AddConstraint(
            model_name="mergeundo",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="merge_is_undone_for_a_reason"
            ),
        ),
    ]
