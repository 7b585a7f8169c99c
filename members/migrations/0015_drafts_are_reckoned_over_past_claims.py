"""What a drafted rule book would have cost, kept while it is reckoned."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0018_rule_books_are_drafted"),
        ("members", "0014_records_are_not_replaced_or_emptied"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="WhatIf",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True, verbose_name="key")),
                ("revision", models.PositiveIntegerField(verbose_name="revision")),
                ("book", models.JSONField(verbose_name="rule book")),
                ("first_on", models.DateField(verbose_name="from")),
                ("last_on", models.DateField(verbose_name="until")),
                ("total", models.PositiveIntegerField(verbose_name="people")),
                ("done", models.PositiveIntegerField(default=0, verbose_name="people reckoned")),
                ("reached", models.BigIntegerField(default=0, verbose_name="last person reckoned")),
                ("sums", models.JSONField(default=dict, verbose_name="sums so far")),
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
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="funds.regulationdraft",
                        verbose_name="draft",
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
                "verbose_name": "reckoning of a draft",
                "verbose_name_plural": "reckonings of drafts",
            },
        ),
    ]
