"""How many people live in the villages of a fund is kept by year, with who counted them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0029_announced_figures_are_never_edited"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="VillagePopulation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True, verbose_name="key")),
                ("year", models.PositiveSmallIntegerField(verbose_name="year (B.E.)")),
                ("people", models.PositiveIntegerField(verbose_name="people of the village")),
                ("source", models.CharField(max_length=200, verbose_name="who counted them")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="populations",
                        to="funds.branch",
                        verbose_name="branch",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="entered by",
                    ),
                ),
            ],
            options={
                "verbose_name": "people of a village",
                "verbose_name_plural": "people of villages",
                "indexes": [models.Index(fields=["branch", "year", "id"], name="people_of_a_village_by_year")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True), name="village_population_has_a_source"
                    )
                ],
            },
        ),
    ]
