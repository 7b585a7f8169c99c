"""The list of each request for the match is kept, member by member."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0020_the_match_is_asked_for_by_rounds"),
        ("members", "0020_what_was_taken_in_stays_on_record"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MatchLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField(verbose_name="order")),
                (
                    "why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("applying", "was not admitted by then"),
                            ("later", "joined after the counting day"),
                            ("died", "died by then"),
                            ("lapsed", "membership lapsed by then"),
                            ("left", "had left by then"),
                            ("short", "less than a full year in the fund"),
                            ("matched_out", "matched as often as may be"),
                            ("owing", "has not paid what fell due"),
                        ],
                        max_length=12,
                        verbose_name="why it is not counted",
                    ),
                ),
                ("since", models.DateField(blank=True, null=True, verbose_name="in the fund since")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="ended on")),
                ("rounds", models.PositiveSmallIntegerField(default=0, verbose_name="rounds matched before")),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="match_lines",
                        to="members.membership",
                        verbose_name="membership",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="funds.matchrequest",
                        verbose_name="request for the match",
                    ),
                ),
            ],
            options={
                "verbose_name": "line of a match list",
                "verbose_name_plural": "lines of match lists",
            },
        ),
        migrations.CreateModel(
            name="MatchStrike",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
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
                    "line",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="strike",
                        to="members.matchline",
                        verbose_name="line of a match list",
                    ),
                ),
            ],
            options={
                "verbose_name": "member struck off a match list",
                "verbose_name_plural": "members struck off match lists",
            },
        ),
        migrations.AddConstraint(
            model_name="matchline",
            constraint=models.UniqueConstraint(fields=("request", "position"), name="match_line_has_one_place"),
        ),
        migrations.AddConstraint(
            model_name="matchline",
            constraint=models.UniqueConstraint(fields=("request", "membership"), name="member_is_in_a_match_list_once"),
        ),
        migrations.AddConstraint(
            model_name="matchline",
            constraint=models.CheckConstraint(
                condition=models.Q(("position__gte", 1)), name="match_lines_begin_with_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="matchstrike",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="match_strike_has_a_reason"
            ),
        ),
    ]
