"""The state match has rounds that are asked for, decided, received and paid back, by a rule with its day."""

import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import welfare.money


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0024_pages_are_as_old_as_their_funds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MatchRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True, verbose_name="key")),
                ("version", models.PositiveSmallIntegerField(verbose_name="version")),
                ("head_rate", welfare.money.BahtField(verbose_name="baht for each member and round")),
                ("heads", models.PositiveIntegerField(verbose_name="members counted")),
                ("lines", models.PositiveIntegerField(verbose_name="lines of the list")),
                ("amount", welfare.money.BahtField(verbose_name="asked for (baht)")),
                ("figures", models.JSONField(verbose_name="figures")),
                ("list_sha256", models.CharField(max_length=64, verbose_name="hash of the list")),
                ("sha256", models.CharField(max_length=64, verbose_name="hash")),
                ("on", models.DateField(verbose_name="sent on")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="sent at")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="sent by",
                    ),
                ),
            ],
            options={
                "verbose_name": "request for the match",
                "verbose_name_plural": "requests for the match",
            },
        ),
        migrations.CreateModel(
            name="MatchMoney",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_back", models.BooleanField(default=False, verbose_name="paid back")),
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
                    "transfer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="match_money",
                        to="funds.transfer",
                        verbose_name="entry",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="money",
                        to="funds.matchrequest",
                        verbose_name="request for the match",
                    ),
                ),
            ],
            options={
                "verbose_name": "money of the match",
                "verbose_name_plural": "money of the match",
            },
        ),
        migrations.CreateModel(
            name="MatchRound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True, verbose_name="key")),
                ("number", models.PositiveSmallIntegerField(verbose_name="round of the match")),
                ("counting_on", models.DateField(verbose_name="counting day")),
                ("wording", models.JSONField(blank=True, default=dict, verbose_name="what the request says")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="begun at")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="begun by",
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
                "verbose_name": "round of the match",
                "verbose_name_plural": "rounds of the match",
            },
        ),
        migrations.AddField(
            model_name="matchrequest",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="requests",
                to="funds.matchround",
                verbose_name="round of the match",
            ),
        ),
        migrations.CreateModel(
            name="MatchRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True, verbose_name="key")),
                ("since", models.DateField(verbose_name="in force from")),
                ("head_rate", welfare.money.BahtField(verbose_name="baht for each member and round")),
                ("rounds_max", models.PositiveSmallIntegerField(verbose_name="rounds a member is matched at most")),
                (
                    "months_min",
                    models.PositiveSmallIntegerField(verbose_name="full months in the fund by the counting day"),
                ),
                (
                    "month",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(12),
                        ],
                        verbose_name="month of the counting day",
                    ),
                ),
                (
                    "day",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(31),
                        ],
                        verbose_name="counting day",
                    ),
                ),
                (
                    "spread_subdistrict",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="villages with members in a subdistrict (per cent)",
                    ),
                ),
                (
                    "spread_municipality",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="communities with members in a municipality (per cent)",
                    ),
                ),
                ("kinds_min", models.PositiveSmallIntegerField(verbose_name="basic kinds of welfare at least")),
                ("source", models.TextField(verbose_name="where the rule is written")),
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
                "verbose_name": "rule of the state match",
                "verbose_name_plural": "rules of the state match",
            },
        ),
        migrations.CreateModel(
            name="MatchVerdict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True, verbose_name="key")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("approved", "approved"),
                            ("refused", "not approved"),
                            ("withdrawn", "withdrawn to send again"),
                        ],
                        max_length=12,
                        verbose_name="decision",
                    ),
                ),
                ("heads", models.PositiveIntegerField(default=0, verbose_name="members approved")),
                ("amount", welfare.money.BahtField(default=0, verbose_name="approved (baht)")),
                ("paper", models.CharField(blank=True, max_length=60, verbose_name="letter number")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
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
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="verdict",
                        to="funds.matchrequest",
                        verbose_name="request for the match",
                    ),
                ),
            ],
            options={
                "verbose_name": "decision on a request for the match",
                "verbose_name_plural": "decisions on requests for the match",
            },
        ),
        migrations.CreateModel(
            name="MatchRecall",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True, verbose_name="key")),
                ("amount", welfare.money.BahtField(verbose_name="to be paid back (baht)")),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                ("on", models.DateField(verbose_name="found on")),
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
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recalls",
                        to="funds.matchrequest",
                        verbose_name="request for the match",
                    ),
                ),
            ],
            options={
                "verbose_name": "match to be paid back",
                "verbose_name_plural": "matches to be paid back",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0), models.Q(("reason", ""), _negated=True)),
                        name="match_is_recalled_for_a_reason",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="matchround",
            constraint=models.UniqueConstraint(
                fields=("fund", "number"),
                name="match_round_is_begun_once",
                violation_error_message="This round has been begun before.",
            ),
        ),
        migrations.AddConstraint(
            model_name="matchround",
            constraint=models.UniqueConstraint(
                fields=("fund", "counting_on"),
                name="members_are_counted_once_on_a_day",
                violation_error_message="Another round counts the members of this day.",
            ),
        ),
        migrations.AddConstraint(
            model_name="matchround",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1), ("number__lte", 99)), name="match_round_has_a_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="matchrequest",
            constraint=models.UniqueConstraint(fields=("round", "version"), name="match_request_has_one_version"),
        ),
        migrations.AddConstraint(
            model_name="matchrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "amount",
                        models.ExpressionWrapper(
                            django.db.models.expressions.CombinedExpression(
                                models.F("heads"), "*", models.F("head_rate")
                            ),
                            output_field=models.BigIntegerField(),
                        ),
                    )
                ),
                name="match_request_is_heads_by_rate",
            ),
        ),
        migrations.AddConstraint(
            model_name="matchrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("heads__gte", 1), ("lines__gte", models.F("heads"))),
                name="match_request_counts_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="matchrule",
            constraint=models.UniqueConstraint(
                fields=("province", "since"),
                name="one_match_rule_from_a_day",
                violation_error_message="There is a version from this day already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="matchrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("day__gte", 1),
                    ("day__lte", 31),
                    ("head_rate__gt", 0),
                    ("month__gte", 1),
                    ("month__lte", 12),
                    ("rounds_max__gte", 1),
                    ("spread_municipality__lte", 100),
                    ("spread_subdistrict__lte", 100),
                    models.Q(("source", ""), _negated=True),
                ),
                name="match_rule_can_be_kept",
            ),
        ),
        migrations.AddConstraint(
            model_name="matchverdict",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("amount__gt", 0), ("heads__gte", 1), ("outcome", "approved")),
                    models.Q(
                        models.Q(("outcome", "approved"), _negated=True),
                        ("amount", 0),
                        ("heads", 0),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="match_is_approved_with_a_sum_or_not_for_a_reason",
            ),
        ),
    ]
