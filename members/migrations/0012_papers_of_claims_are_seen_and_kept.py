"""A claim says which originals were seen, and keeps the photos and PDFs of its papers."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0012_rules_of_approval_are_never_edited"),
        ("members", "0011_one_event_is_paid_once"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ClaimFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "attachment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="funds.attachment",
                        verbose_name="attached file",
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="members.claim",
                        verbose_name="claim",
                    ),
                ),
            ],
            options={
                "verbose_name": "file of a claim",
                "verbose_name_plural": "files of claims",
            },
        ),
        migrations.CreateModel(
            name="PaperSeen",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("paper", models.CharField(max_length=200, verbose_name="paper")),
                ("on", models.DateField(verbose_name="date")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="seen by",
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers_seen",
                        to="members.claim",
                        verbose_name="claim",
                    ),
                ),
            ],
            options={
                "verbose_name": "original that was seen",
                "verbose_name_plural": "originals that were seen",
                "constraints": [models.UniqueConstraint(fields=("claim", "paper"), name="original_is_seen_once")],
            },
        ),
    ]
