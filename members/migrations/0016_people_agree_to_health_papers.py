"""People agree to health papers being kept, by the version of a text, and withdraw it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0014_help_in_kind_stays_as_it_was_recorded"),
        ("members", "0015_drafts_are_reckoned_over_past_claims"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True, verbose_name="key")),
                ("version", models.CharField(max_length=12, verbose_name="version of the text")),
                (
                    "consenter",
                    models.CharField(
                        choices=[
                            ("own", "the person"),
                            ("both", "the person, with a parent or guardian"),
                            ("guardian", "a parent or guardian"),
                        ],
                        max_length=8,
                        verbose_name="who agrees",
                    ),
                ),
                ("guardian", models.CharField(blank=True, max_length=200, verbose_name="parent or guardian")),
                ("given_on", models.DateField(verbose_name="given on")),
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
                    "fund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="funds.fund",
                        verbose_name="fund",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="members.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "consent",
                "verbose_name_plural": "consents",
            },
        ),
        migrations.CreateModel(
            name="ConsentWithdrawal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="withdrawn on")),
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
                    "consent",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawal",
                        to="members.consent",
                        verbose_name="consent",
                    ),
                ),
            ],
            options={
                "verbose_name": "consent withdrawn",
                "verbose_name_plural": "consents withdrawn",
            },
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("consenter", "own"), ("guardian", "")),
                    models.Q(models.Q(("consenter", "own"), _negated=True), models.Q(("guardian", ""), _negated=True)),
                    _connector="OR",
                ),
                name="guardian_is_named_where_one_agrees",
                violation_error_message="Write the name of the parent or guardian.",
            ),
        ),
    ]
