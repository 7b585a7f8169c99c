"""Official papers are kept as they were frozen, with what funds say of a year and the forms of all made at once."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0019_law_is_never_edited"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OfficialPaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True, verbose_name="key")),
                (
                    "kind",
                    models.CharField(
                        choices=[("status", "status form"), ("match", "match request")],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year (B.E.)")),
                ("as_of", models.DateField(verbose_name="as of")),
                ("content", models.JSONField(verbose_name="content")),
                ("sha256", models.CharField(max_length=64, verbose_name="hash")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="frozen at")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="frozen by",
                    ),
                ),
                (
                    "fund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="official_papers",
                        to="funds.fund",
                        verbose_name="fund",
                    ),
                ),
            ],
            options={
                "verbose_name": "official paper",
                "verbose_name_plural": "official papers",
            },
        ),
        migrations.CreateModel(
            name="PaperRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True, verbose_name="key")),
                ("year", models.PositiveSmallIntegerField(verbose_name="year (B.E.)")),
                ("as_of", models.DateField(verbose_name="as of")),
                ("total", models.PositiveSmallIntegerField(verbose_name="funds")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="asked at")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked by",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="funds.province",
                        verbose_name="province",
                    ),
                ),
            ],
            options={
                "verbose_name": "status forms made at once",
                "verbose_name_plural": "status forms made at once",
            },
        ),
        migrations.CreateModel(
            name="PaperRunPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content", models.JSONField(verbose_name="content")),
                ("missing", models.PositiveSmallIntegerField(default=0, verbose_name="what is missing")),
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
                    "paper",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="funds.officialpaper",
                        verbose_name="official paper",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="funds.paperrun",
                        verbose_name="run",
                    ),
                ),
            ],
            options={
                "verbose_name": "status form of a run",
                "verbose_name_plural": "status forms of a run",
            },
        ),
        migrations.CreateModel(
            name="YearAnswers",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True, verbose_name="key")),
                ("year", models.PositiveSmallIntegerField(verbose_name="year (B.E.)")),
                ("answers", models.JSONField(verbose_name="answers")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="answered at")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="answered by",
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
                "verbose_name": "answers of a year",
                "verbose_name_plural": "answers of years",
            },
        ),
        migrations.AddIndex(
            model_name="officialpaper",
            index=models.Index(fields=["fund", "kind", "year", "id"], name="official_papers_of_a_fund"),
        ),
        migrations.AddConstraint(
            model_name="officialpaper",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["status", "match"])), name="official_paper_has_a_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="paperrunpart",
            constraint=models.UniqueConstraint(fields=("run", "fund"), name="one_part_of_a_fund_in_a_run"),
        ),
        migrations.AddIndex(
            model_name="yearanswers",
            index=models.Index(fields=["fund", "year", "id"], name="answers_of_a_fund"),
        ),
    ]
