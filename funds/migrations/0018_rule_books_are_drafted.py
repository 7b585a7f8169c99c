"""Drafts of rule books; a regulation says how many benefits it has, so that none is added later."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def count_terms(apps: Any, schema_editor: Any) -> None:
    for regulation in apps.get_model("funds", "Regulation").objects.annotate(found=models.Count("terms")):
        regulation.term_count = regulation.found
        regulation.save(update_fields=["term_count"])


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0017_offices_are_handed_over"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="regulation",
            name="term_count",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="number of benefits"),
            preserve_default=False,
        ),
        migrations.RunPython(count_terms, migrations.RunPython.noop),
        migrations.CreateModel(
            name="RegulationDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True, verbose_name="key")),
                ("book", models.JSONField(default=dict, verbose_name="rule book as typed")),
                ("revision", models.PositiveIntegerField(default=1, verbose_name="revision")),
                ("begun_at", models.DateTimeField(auto_now_add=True, verbose_name="begun at")),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="changed at")),
                (
                    "begun_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="begun by",
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="changed by",
                    ),
                ),
                (
                    "fund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafts",
                        to="funds.fund",
                        verbose_name="fund",
                    ),
                ),
                (
                    "regulation",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="draft",
                        to="funds.regulation",
                        verbose_name="regulation",
                    ),
                ),
            ],
            options={"verbose_name": "draft of a rule book", "verbose_name_plural": "drafts of rule books"},
        ),
    ]
