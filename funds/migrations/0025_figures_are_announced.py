"""Figures once announced of a province are kept, with why they differ from the rows."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import welfare.money


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0028_an_appointment_keeps_its_branch"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PublishedFigure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True, verbose_name="key")),
                ("on", models.DateField(verbose_name="as of")),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("funds", "funds"),
                            ("members", "members"),
                            ("balance", "money in the funds (baht)"),
                            ("helped", "people helped"),
                            ("paid", "welfare paid to members (baht)"),
                        ],
                        max_length=8,
                        verbose_name="figure",
                    ),
                ),
                ("figure", welfare.money.BahtField(verbose_name="announced")),
                ("is_at_least", models.BooleanField(default=False, verbose_name="announced as “more than”")),
                ("source", models.CharField(max_length=200, verbose_name="where it was announced")),
                ("remark", models.CharField(blank=True, max_length=300, verbose_name="remark")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="entered by",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="published_figures",
                        to="funds.province",
                        verbose_name="province",
                    ),
                ),
            ],
            options={
                "verbose_name": "announced figure",
                "verbose_name_plural": "announced figures",
            },
        ),
        migrations.CreateModel(
            name="PublishedExplanation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True, verbose_name="key")),
                ("difference", welfare.money.BahtField(verbose_name="recorded less announced")),
                ("words", models.CharField(max_length=500, verbose_name="explanation")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="explained at")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="explained by",
                    ),
                ),
                (
                    "figure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="explanations",
                        to="funds.publishedfigure",
                        verbose_name="announced figure",
                    ),
                ),
            ],
            options={
                "verbose_name": "explanation of an announced figure",
                "verbose_name_plural": "explanations of announced figures",
            },
        ),
        migrations.AddIndex(
            model_name="publishedfigure",
            index=models.Index(fields=["province", "on", "id"], name="published_figures_by_day"),
        ),
        migrations.AddConstraint(
            model_name="publishedfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(("figure__gte", 0)),
                name="published_figure_is_not_negative",
                violation_error_message="The figure must not be less than zero.",
            ),
        ),
        migrations.AddConstraint(
            model_name="publishedfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(("measure__in", ["funds", "members", "balance", "helped", "paid"])),
                name="published_figure_has_a_measure",
            ),
        ),
        migrations.AddIndex(
            model_name="publishedexplanation",
            index=models.Index(fields=["figure", "id"], name="explanations_of_a_figure"),
        ),
        migrations.AddConstraint(
            model_name="publishedexplanation",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="explanation_says_something"
            ),
        ),
    ]
