"""Funds, officers, rule books and the books, as the migrations up to 25 November 2026 leave them.

A new database takes this road, in a tenth of the time; one that has begun on the old road stays on it. The triggers are
read from the files of the old road, and tests/test_upgrades.py compares what both lead to.
"""

import datetime
import uuid
from decimal import Decimal

import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import welfare.money
from welfare.sql import CreateModels, sql_beside


class Migration(migrations.Migration):
    replaces = [
        ("funds", "0001_funds_their_officers_and_books"),
        ("funds", "0002_transfers_are_never_edited"),
        ("funds", "0003_policies_closes_banks_and_corrections"),
        ("funds", "0004_closed_months_take_no_entries"),
        ("funds", "0005_papers_may_be_asked_for_again_and_imports_taken_back"),
        ("funds", "0006_papers_are_turned_back_once"),
        ("funds", "0007_payments_may_fall_due_by_the_member"),
        ("funds", "0008_files_prove_what_was_paid"),
        ("funds", "0009_kept_files_stay_as_they_are"),
        ("funds", "0010_the_books_refuse_a_hand_at_the_prompt"),
        ("funds", "0011_claims_are_approved_by_rule"),
        ("funds", "0012_rules_of_approval_are_never_edited"),
        ("funds", "0013_the_match_has_rounds_and_help_in_kind_is_recorded"),
        ("funds", "0014_help_in_kind_stays_as_it_was_recorded"),
        ("funds", "0015_accounts_are_opened_by_code"),
        ("funds", "0016_offices_are_kept_apart"),
        ("funds", "0017_offices_are_handed_over"),
        ("funds", "0018_rule_books_are_drafted"),
        ("funds", "0019_law_is_never_edited"),
        ("funds", "0020_the_match_is_asked_for_by_rounds"),
        ("funds", "0021_the_match_stays_as_it_was_asked_for"),
        ("funds", "0022_official_papers_are_kept"),
        ("funds", "0023_official_papers_are_never_edited"),
        ("funds", "0024_pages_are_as_old_as_their_funds"),
        ("funds", "0025_figures_are_announced"),
        ("funds", "0028_an_appointment_keeps_its_branch"),
        ("funds", "0029_announced_figures_are_never_edited"),
        ("funds", "0030_people_of_villages_are_counted"),
        ("funds", "0031_people_of_villages_stay_as_counted"),
    ]

    initial = True

    dependencies = [
        ("welfare", "0001_everything_as_of_2026_11_25"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name="AccessCode",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    (
                        "user",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="person",
                        ),
                    ),
                    (
                        "purpose",
                        models.CharField(
                            choices=[("join", "first sign-in"), ("password", "new password")],
                            max_length=8,
                            verbose_name="purpose",
                        ),
                    ),
                    ("code_hash", models.CharField(max_length=64, unique=True, verbose_name="hash of the code")),
                    ("expires_at", models.DateTimeField(verbose_name="good until")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="by",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                    ("used_at", models.DateTimeField(blank=True, null=True, verbose_name="used at")),
                    ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="withdrawn at")),
                    ("told_person_at", models.DateTimeField(blank=True, null=True, verbose_name="told the person at")),
                    (
                        "told_officer_at",
                        models.DateTimeField(blank=True, null=True, verbose_name="told the officer at"),
                    ),
                ],
                options={
                    "verbose_name": "access code",
                    "verbose_name_plural": "access codes",
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("used_at__isnull", True), ("withdrawn_at__isnull", True)),
                            fields=("user",),
                            name="person_has_one_code_at_a_time",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("used_at__isnull", True), ("withdrawn_at__isnull", True), _connector="OR"
                            ),
                            name="code_is_used_or_withdrawn_not_both",
                        ),
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Province",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("name_th", models.CharField(max_length=200, verbose_name="name in Thai")),
                    ("name_en", models.CharField(max_length=200, verbose_name="name in English")),
                    ("code", models.CharField(max_length=2, unique=True, verbose_name="code")),
                    ("slug", models.SlugField(unique=True, verbose_name="short name")),
                    (
                        "totals_version",
                        models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="version of the kept totals"),
                    ),
                    (
                        "second_step_from",
                        models.DateField(
                            blank=True,
                            default=datetime.date(2000, 1, 1),
                            null=True,
                            verbose_name="second step required from",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "province",
                    "verbose_name_plural": "provinces",
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="District",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("name_th", models.CharField(max_length=200, verbose_name="name in Thai")),
                    ("name_en", models.CharField(max_length=200, verbose_name="name in English")),
                    (
                        "province",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="districts",
                            to="funds.province",
                            verbose_name="province",
                        ),
                    ),
                    ("code", models.CharField(max_length=4, unique=True, verbose_name="code")),
                ],
                options={
                    "verbose_name": "district",
                    "verbose_name_plural": "districts",
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="Fund",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("name_th", models.CharField(max_length=200, verbose_name="name in Thai")),
                    ("name_en", models.CharField(max_length=200, verbose_name="name in English")),
                    (
                        "province",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="funds",
                            to="funds.province",
                            verbose_name="province",
                        ),
                    ),
                    (
                        "district",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="funds",
                            to="funds.district",
                            verbose_name="district",
                        ),
                    ),
                    ("code", models.SlugField(unique=True, verbose_name="code")),
                    ("short_th", models.CharField(max_length=60, verbose_name="short name in Thai")),
                    ("short_en", models.CharField(max_length=60, verbose_name="short name in English")),
                    ("authority_th", models.CharField(max_length=200, verbose_name="local authority")),
                    ("authority_en", models.CharField(max_length=200, verbose_name="local authority in English")),
                    (
                        "authority_kind",
                        models.CharField(
                            choices=[
                                ("city", "city municipality"),
                                ("town", "town municipality"),
                                ("subdistrict", "subdistrict municipality"),
                                ("tao", "subdistrict administrative organisation"),
                            ],
                            max_length=12,
                            verbose_name="kind of authority",
                        ),
                    ),
                    (
                        "authority_since",
                        models.CharField(
                            blank=True,
                            help_text="Buddhist Era, a day or only a year.",
                            max_length=10,
                            verbose_name="authority since",
                        ),
                    ),
                    ("tambon_codes", models.CharField(max_length=60, verbose_name="subdistrict codes")),
                    (
                        "shares_tambon",
                        models.BooleanField(
                            default=False, verbose_name="shares its subdistrict with another authority"
                        ),
                    ),
                    ("founded_on", models.DateField(blank=True, null=True, verbose_name="founded on")),
                    ("position", models.PositiveSmallIntegerField(verbose_name="order in lists")),
                    ("tile_column", models.PositiveSmallIntegerField(verbose_name="column on the map of tiles")),
                    ("tile_row", models.PositiveSmallIntegerField(verbose_name="row on the map of tiles")),
                    (
                        "second_step_from",
                        models.DateField(blank=True, null=True, verbose_name="second step required from"),
                    ),
                    (
                        "receipts_per_book",
                        models.PositiveSmallIntegerField(default=100, verbose_name="receipts in a book"),
                    ),
                ],
                options={
                    "verbose_name": "fund",
                    "verbose_name_plural": "funds",
                    "constraints": [
                        models.UniqueConstraint(fields=("province", "position"), name="fund_has_one_place_in_lists"),
                        models.UniqueConstraint(
                            fields=("province", "tile_column", "tile_row"), name="fund_has_one_tile"
                        ),
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Branch",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "fund",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="branches",
                            to="funds.fund",
                            verbose_name="fund",
                        ),
                    ),
                    ("name", models.CharField(max_length=120, verbose_name="name")),
                    ("moo", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="village number")),
                ],
                options={
                    "verbose_name": "branch",
                    "verbose_name_plural": "branches",
                    "constraints": [
                        models.UniqueConstraint(fields=("fund", "name"), name="branch_name_is_unique_in_fund")
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Resolution",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "fund",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="resolutions",
                            to="funds.fund",
                            verbose_name="fund",
                        ),
                    ),
                    (
                        "body",
                        models.CharField(
                            choices=[("committee", "committee"), ("general_meeting", "general meeting")],
                            default="committee",
                            max_length=16,
                            verbose_name="body",
                        ),
                    ),
                    ("committee_set", models.CharField(blank=True, max_length=20, verbose_name="committee set")),
                    ("meeting", models.CharField(max_length=20, verbose_name="meeting number")),
                    ("on", models.DateField(verbose_name="date")),
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
                    "verbose_name": "resolution",
                    "verbose_name_plural": "resolutions",
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("fund", "body", "meeting", "on"), name="resolution_is_entered_once"
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Appointment",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "user",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="person",
                        ),
                    ),
                    (
                        "office",
                        models.CharField(
                            choices=[
                                ("chair", "chair"),
                                ("treasurer", "treasurer"),
                                ("secretary", "secretary"),
                                ("auditor", "auditor"),
                                ("committee", "committee member"),
                                ("officer", "provincial officer"),
                                ("admin", "provincial administrator"),
                            ],
                            max_length=12,
                            verbose_name="office",
                        ),
                    ),
                    (
                        "fund",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="appointments",
                            to="funds.fund",
                            verbose_name="fund",
                        ),
                    ),
                    (
                        "province",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="appointments",
                            to="funds.province",
                            verbose_name="province",
                        ),
                    ),
                    (
                        "branch",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="funds.branch",
                            verbose_name="branch",
                        ),
                    ),
                    ("since", models.DateField(verbose_name="from")),
                    ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                    ("key", models.UUIDField(blank=True, null=True, unique=True, verbose_name="key")),
                    (
                        "by",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="by",
                        ),
                    ),
                    (
                        "resolution",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="funds.resolution",
                            verbose_name="resolution",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "appointment",
                    "verbose_name_plural": "appointments",
                    "indexes": [models.Index(fields=["user", "since"], name="appointment_of_user")],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(
                                    ("fund__isnull", True),
                                    ("office__in", ("officer", "admin")),
                                    ("province__isnull", False),
                                ),
                                models.Q(
                                    models.Q(("office__in", ("officer", "admin")), _negated=True),
                                    ("fund__isnull", False),
                                    ("province__isnull", True),
                                ),
                                _connector="OR",
                            ),
                            name="appointment_is_to_a_fund_or_a_province",
                            violation_error_message="A fund's office needs a fund, a provincial one a province.",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                            ),
                            name="appointment_ends_after_it_begins",
                            violation_error_message="The last day comes before the first.",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Regulation",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "fund",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="regulations",
                            to="funds.fund",
                            verbose_name="fund",
                        ),
                    ),
                    ("title", models.CharField(max_length=200, verbose_name="title")),
                    ("in_force_from", models.DateField(verbose_name="in force from")),
                    (
                        "resolution",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="funds.resolution",
                            verbose_name="resolution",
                        ),
                    ),
                    ("settings", models.JSONField(default=dict, verbose_name="settings of the whole book")),
                    ("term_count", models.PositiveSmallIntegerField(verbose_name="number of benefits")),
                ],
                options={
                    "verbose_name": "regulation",
                    "verbose_name_plural": "regulations",
                    "constraints": [
                        models.UniqueConstraint(fields=("fund", "in_force_from"), name="one_regulation_from_a_day")
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Term",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "regulation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="terms",
                            to="funds.regulation",
                            verbose_name="regulation",
                        ),
                    ),
                    ("code", models.SlugField(max_length=40, verbose_name="code")),
                    ("name", models.CharField(max_length=200, verbose_name="name")),
                    ("clause", models.CharField(max_length=40, verbose_name="clause")),
                    (
                        "category",
                        models.CharField(
                            choices=[
                                ("birth", "birth"),
                                ("illness", "illness"),
                                ("elderly", "old age"),
                                ("death", "death"),
                                ("funeral", "funeral costs"),
                                ("disadvantaged", "disadvantaged and disabled"),
                                ("occupation", "occupation"),
                                ("education", "education"),
                                ("culture", "culture and tradition"),
                                ("housing", "housing"),
                                ("disaster", "disaster"),
                                ("public_benefit", "public benefit"),
                                ("environment", "natural resources and environment"),
                                ("other", "other"),
                            ],
                            max_length=16,
                            verbose_name="official category",
                        ),
                    ),
                    ("position", models.PositiveSmallIntegerField(verbose_name="order")),
                    ("rule", models.JSONField(default=dict, verbose_name="rule")),
                ],
                options={
                    "verbose_name": "benefit term",
                    "verbose_name_plural": "benefit terms",
                    "constraints": [models.UniqueConstraint(fields=("regulation", "code"), name="term_code_is_unique")],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Account",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "fund",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="accounts",
                            to="funds.fund",
                            verbose_name="fund",
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("cash", "cash in hand"),
                                ("bank", "bank deposit"),
                                ("investment", "other investment"),
                                ("opening", "opening balance"),
                                ("income", "money received"),
                                ("benefit", "welfare paid"),
                                ("cost", "running costs"),
                            ],
                            max_length=12,
                            verbose_name="kind",
                        ),
                    ),
                    ("line", models.CharField(blank=True, max_length=16, verbose_name="line")),
                    ("outsiders", models.BooleanField(default=False, verbose_name="for people who are not members")),
                    ("name", models.CharField(blank=True, max_length=120, verbose_name="name")),
                    ("round", models.PositiveSmallIntegerField(default=0, verbose_name="round of the match")),
                    ("balance", welfare.money.BahtField(default=0, verbose_name="balance (baht)")),
                ],
                options={
                    "verbose_name": "account",
                    "verbose_name_plural": "accounts",
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("fund", "kind", "line", "outsiders", "name", "round"),
                            name="account_stands_once_in_the_chart",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("round", 0),
                                models.Q(("kind", "income"), ("line", "state_match"), ("round__lte", 99)),
                                _connector="OR",
                            ),
                            name="only_the_match_has_rounds",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("kind__in", ("cash", "bank", "investment")), _negated=True),
                                ("balance__gte", 0),
                                _connector="OR",
                            ),
                            name="money_is_never_below_zero",
                            violation_error_message="There is not that much money in this account.",
                        ),
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Receipt",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    ("year", models.PositiveSmallIntegerField(verbose_name="year (B.E.)")),
                    ("number", models.PositiveIntegerField(verbose_name="number")),
                    ("on", models.DateField(verbose_name="date")),
                    ("amount", welfare.money.BahtField(verbose_name="amount (baht)")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="made by",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="made at")),
                    (
                        "fund",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="receipts",
                            to="funds.fund",
                            verbose_name="fund",
                        ),
                    ),
                    ("payer", models.CharField(max_length=200, verbose_name="received from")),
                    ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                ],
                options={
                    "verbose_name": "receipt",
                    "verbose_name_plural": "receipts",
                    "constraints": [
                        models.UniqueConstraint(fields=("fund", "year", "number"), name="receipt_number_never_repeats"),
                        models.CheckConstraint(
                            condition=models.Q(("amount__gt", 0)), name="receipt_amount_is_positive"
                        ),
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Voucher",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    ("year", models.PositiveSmallIntegerField(verbose_name="year (B.E.)")),
                    ("number", models.PositiveIntegerField(verbose_name="number")),
                    ("on", models.DateField(verbose_name="date")),
                    ("amount", welfare.money.BahtField(verbose_name="amount (baht)")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="made by",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="made at")),
                    (
                        "fund",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="vouchers",
                            to="funds.fund",
                            verbose_name="fund",
                        ),
                    ),
                    ("payee", models.CharField(max_length=200, verbose_name="paid to")),
                    ("purpose", models.CharField(max_length=300, verbose_name="for")),
                    ("witness", models.CharField(blank=True, max_length=200, verbose_name="witness")),
                ],
                options={
                    "verbose_name": "payment voucher",
                    "verbose_name_plural": "payment vouchers",
                    "constraints": [
                        models.UniqueConstraint(fields=("fund", "year", "number"), name="voucher_number_never_repeats"),
                        models.CheckConstraint(
                            condition=models.Q(("amount__gt", 0)), name="voucher_amount_is_positive"
                        ),
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Transfer",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    (
                        "fund",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="transfers",
                            to="funds.fund",
                            verbose_name="fund",
                        ),
                    ),
                    (
                        "debit",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="debits",
                            to="funds.account",
                            verbose_name="debit",
                        ),
                    ),
                    (
                        "credit",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="credits",
                            to="funds.account",
                            verbose_name="credit",
                        ),
                    ),
                    ("amount", welfare.money.BahtField(verbose_name="amount (baht)")),
                    ("on", models.DateField(verbose_name="date")),
                    ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                    (
                        "receipt",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="transfers",
                            to="funds.receipt",
                            verbose_name="receipt",
                        ),
                    ),
                    (
                        "voucher",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="transfers",
                            to="funds.voucher",
                            verbose_name="voucher",
                        ),
                    ),
                    (
                        "reversal_of",
                        models.OneToOneField(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="reversal",
                            to="funds.transfer",
                            verbose_name="turns back",
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
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                ],
                options={
                    "verbose_name": "transfer",
                    "verbose_name_plural": "transfers",
                    "indexes": [
                        models.Index(fields=["fund", "on", "id"], name="transfer_of_fund_by_day"),
                        models.Index(
                            condition=models.Q(("reversal_of__isnull", False)),
                            fields=["reversal_of"],
                            name="transfer_that_turns_back",
                        ),
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("amount__gt", 0)),
                            name="transfer_amount_is_positive",
                            violation_error_message="The amount must be more than zero.",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("debit", models.F("credit")), _negated=True),
                            name="transfer_has_two_sides",
                            violation_error_message="Money cannot move from an account into itself.",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Attachment",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    (
                        "address",
                        models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="address"),
                    ),
                    (
                        "fund",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="attachments",
                            to="funds.fund",
                            verbose_name="fund",
                        ),
                    ),
                    ("name", models.CharField(max_length=100, verbose_name="name of the file")),
                    ("kind", models.CharField(max_length=20, verbose_name="kind of file")),
                    ("size", models.PositiveIntegerField(verbose_name="size (bytes)")),
                    ("sha256", models.CharField(max_length=64, verbose_name="fingerprint (SHA-256)")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="sent by",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="sent at")),
                ],
                options={
                    "verbose_name": "attached file",
                    "verbose_name_plural": "attached files",
                    "constraints": [
                        models.CheckConstraint(condition=models.Q(("size__gt", 0)), name="attachment_is_not_empty"),
                        models.CheckConstraint(
                            condition=models.Q(("kind__in", ["image/jpeg", "application/pdf"])),
                            name="attachment_is_a_picture_or_a_pdf",
                        ),
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="AttachmentWithdrawal",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "attachment",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="withdrawal",
                            to="funds.attachment",
                            verbose_name="attached file",
                        ),
                    ),
                    ("reason", models.CharField(max_length=300, verbose_name="reason")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="taken back by",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="taken back at")),
                ],
                options={
                    "verbose_name": "attached file taken back",
                    "verbose_name_plural": "attached files taken back",
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="VoucherProof",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "voucher",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="proofs",
                            to="funds.voucher",
                            verbose_name="payment voucher",
                        ),
                    ),
                    (
                        "attachment",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="funds.attachment",
                            verbose_name="attached file",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "proof of a voucher",
                    "verbose_name_plural": "proofs of vouchers",
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="BankImport",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
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
                        "account",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="bank_imports",
                            to="funds.account",
                            verbose_name="bank account",
                        ),
                    ),
                    ("file_name", models.CharField(max_length=200, verbose_name="file")),
                    ("sha256", models.CharField(max_length=64, verbose_name="hash of the file")),
                    ("columns", models.JSONField(default=dict, verbose_name="which column holds what")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="imported by",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="imported at")),
                ],
                options={
                    "verbose_name": "import of bank lines",
                    "verbose_name_plural": "imports of bank lines",
                    "indexes": [models.Index(fields=["account", "sha256"], name="bank_imports_by_hash")],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="BankWithdrawal",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    (
                        "bank_import",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="withdrawal",
                            to="funds.bankimport",
                            verbose_name="import of bank lines",
                        ),
                    ),
                    ("reason", models.CharField(max_length=300, verbose_name="reason")),
                    ("on", models.DateField(verbose_name="taken back on")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="taken back by",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                ],
                options={
                    "verbose_name": "import of bank lines taken back",
                    "verbose_name_plural": "imports of bank lines taken back",
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("reason", ""), _negated=True), name="withdrawal_has_a_reason"
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="BankLine",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
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
                        "bank_import",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="lines",
                            to="funds.bankimport",
                            verbose_name="import",
                        ),
                    ),
                    (
                        "account",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="bank_lines",
                            to="funds.account",
                            verbose_name="bank account",
                        ),
                    ),
                    ("position", models.PositiveIntegerField(verbose_name="line")),
                    ("on", models.DateField(verbose_name="date")),
                    ("amount", welfare.money.BahtField(verbose_name="amount (baht)")),
                    ("balance", welfare.money.BahtField(blank=True, null=True, verbose_name="balance (baht)")),
                    ("text", models.CharField(blank=True, max_length=300, verbose_name="text")),
                ],
                options={
                    "verbose_name": "bank line",
                    "verbose_name_plural": "bank lines",
                    "indexes": [models.Index(fields=["account", "on", "id"], name="bank_lines_by_day")],
                    "constraints": [
                        models.UniqueConstraint(fields=("bank_import", "position"), name="bank_line_is_taken_in_once"),
                        models.CheckConstraint(
                            condition=models.Q(("amount", 0), _negated=True), name="bank_line_moves_money"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="BankMatch",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "line",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="match",
                            to="funds.bankline",
                            verbose_name="bank line",
                        ),
                    ),
                    (
                        "transfer",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="bank_match",
                            to="funds.transfer",
                            verbose_name="entry",
                        ),
                    ),
                    (
                        "certainty",
                        models.CharField(
                            choices=[
                                ("exact", "same day and sum"),
                                ("suggested", "suggested and confirmed"),
                                ("by_hand", "chosen by hand"),
                            ],
                            max_length=12,
                            verbose_name="how",
                        ),
                    ),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="matched by",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="matched at")),
                ],
                options={
                    "verbose_name": "match of a bank line",
                    "verbose_name_plural": "matches of bank lines",
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="CashCount",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
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
                        "account",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="counts",
                            to="funds.account",
                            verbose_name="cash box",
                        ),
                    ),
                    ("on", models.DateField(verbose_name="counted on")),
                    ("pieces", models.JSONField(default=dict, verbose_name="notes and coins")),
                    ("total", welfare.money.BahtField(verbose_name="counted (baht)")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="counted by",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                ],
                options={
                    "verbose_name": "cash count",
                    "verbose_name_plural": "cash counts",
                    "indexes": [
                        models.Index(fields=["fund", "account", "-on", "-id"], name="cash_counts_of_an_account")
                    ],
                    "constraints": [
                        models.CheckConstraint(condition=models.Q(("total__gte", 0)), name="cash_count_is_not_negative")
                    ],
                },
            ),
            migrations.CreateModel(
                name="MonthClose",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    (
                        "fund",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="closes",
                            to="funds.fund",
                            verbose_name="fund",
                        ),
                    ),
                    ("month", models.DateField(verbose_name="month")),
                    ("balances", models.JSONField(default=list, verbose_name="balances")),
                    ("on", models.DateField(verbose_name="closed on")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="closed by",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="closed at")),
                ],
                options={
                    "verbose_name": "month close",
                    "verbose_name_plural": "month closes",
                    "indexes": [models.Index(fields=["fund", "month"], name="closes_of_a_fund")],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="MonthReopening",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    (
                        "close",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="reopening",
                            to="funds.monthclose",
                            verbose_name="month close",
                        ),
                    ),
                    ("reason", models.CharField(max_length=300, verbose_name="reason")),
                    ("on", models.DateField(verbose_name="reopened on")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="reopened by",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="reopened at")),
                ],
                options={
                    "verbose_name": "month reopening",
                    "verbose_name_plural": "month reopenings",
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("reason", ""), _negated=True), name="reopening_has_a_reason"
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Statement",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    (
                        "fund",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="statements",
                            to="funds.fund",
                            verbose_name="fund",
                        ),
                    ),
                    ("first_on", models.DateField(verbose_name="from")),
                    ("last_on", models.DateField(verbose_name="until")),
                    ("figures", models.JSONField(verbose_name="figures")),
                    ("total", welfare.money.BahtField(verbose_name="total of each side (baht)")),
                    ("sha256", models.CharField(max_length=64, verbose_name="hash")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="frozen by",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="frozen at")),
                ],
                options={
                    "verbose_name": "statement",
                    "verbose_name_plural": "statements",
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("last_on__gte", models.F("first_on"))),
                            name="statement_ends_after_it_begins",
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Correction",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    (
                        "fund",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="corrections",
                            to="funds.fund",
                            verbose_name="fund",
                        ),
                    ),
                    (
                        "receipt",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="corrections",
                            to="funds.receipt",
                            verbose_name="receipt",
                        ),
                    ),
                    (
                        "voucher",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="corrections",
                            to="funds.voucher",
                            verbose_name="voucher",
                        ),
                    ),
                    (
                        "transfer",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="corrections",
                            to="funds.transfer",
                            verbose_name="entry",
                        ),
                    ),
                    ("reason", models.CharField(max_length=300, verbose_name="reason")),
                    ("on", models.DateField(verbose_name="asked on")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="asked by",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="asked at")),
                ],
                options={
                    "verbose_name": "correction",
                    "verbose_name_plural": "corrections",
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(
                                    ("receipt__isnull", False), ("transfer__isnull", True), ("voucher__isnull", True)
                                ),
                                models.Q(
                                    ("receipt__isnull", True), ("transfer__isnull", True), ("voucher__isnull", False)
                                ),
                                models.Q(
                                    ("receipt__isnull", True), ("transfer__isnull", False), ("voucher__isnull", True)
                                ),
                                _connector="OR",
                            ),
                            name="correction_is_of_one_paper",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("reason", ""), _negated=True),
                            name="correction_has_a_reason",
                            violation_error_message="A correction needs a reason.",
                        ),
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="CorrectionDecision",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    (
                        "correction",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="decision",
                            to="funds.correction",
                            verbose_name="correction",
                        ),
                    ),
                    ("is_done", models.BooleanField(verbose_name="turned back")),
                    ("needed", models.BooleanField(verbose_name="needed a second person")),
                    ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                    ("on", models.DateField(verbose_name="decided on")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="decided by",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="decided at")),
                ],
                options={
                    "verbose_name": "decision on a correction",
                    "verbose_name_plural": "decisions on corrections",
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="RegulationDraft",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    (
                        "fund",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="drafts",
                            to="funds.fund",
                            verbose_name="fund",
                        ),
                    ),
                    ("book", models.JSONField(default=dict, verbose_name="rule book as typed")),
                    ("revision", models.PositiveIntegerField(default=1, verbose_name="revision")),
                    (
                        "begun_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="begun by",
                        ),
                    ),
                    ("begun_at", models.DateTimeField(auto_now_add=True, verbose_name="begun at")),
                    (
                        "changed_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="changed by",
                        ),
                    ),
                    ("changed_at", models.DateTimeField(auto_now=True, verbose_name="changed at")),
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
                options={
                    "verbose_name": "draft of a rule book",
                    "verbose_name_plural": "drafts of rule books",
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="Handover",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    (
                        "fund",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="handovers",
                            to="funds.fund",
                            verbose_name="fund",
                        ),
                    ),
                    (
                        "office",
                        models.CharField(
                            choices=[
                                ("chair", "chair"),
                                ("treasurer", "treasurer"),
                                ("secretary", "secretary"),
                                ("auditor", "auditor"),
                                ("committee", "committee member"),
                                ("officer", "provincial officer"),
                                ("admin", "provincial administrator"),
                            ],
                            max_length=12,
                            verbose_name="office",
                        ),
                    ),
                    ("figures", models.JSONField(default=dict, verbose_name="what was handed over")),
                    ("papers", models.TextField(max_length=2000, verbose_name="papers and things")),
                    (
                        "given_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="given by",
                        ),
                    ),
                    ("given_at", models.DateTimeField(verbose_name="given at")),
                    (
                        "taken_by",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="taken by",
                        ),
                    ),
                    ("taken_at", models.DateTimeField(blank=True, null=True, verbose_name="taken at")),
                    ("remark", models.CharField(blank=True, max_length=500, verbose_name="remark")),
                ],
                options={
                    "verbose_name": "handover",
                    "verbose_name_plural": "handovers",
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("taken_at__isnull", True), ("taken_by__isnull", True)),
                                models.Q(
                                    ("taken_at__isnull", False),
                                    ("taken_by__isnull", False),
                                    models.Q(("taken_by", models.F("given_by")), _negated=True),
                                ),
                                _connector="OR",
                            ),
                            name="handover_has_two_sides",
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="InKind",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
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
                        "source",
                        models.CharField(
                            choices=[
                                ("members", "members' contributions"),
                                ("entry_fee", "entry fees"),
                                ("codi_seed", "CODI seed money"),
                                ("state_match", "state match through CODI"),
                                ("lao", "local authority"),
                                ("other_state", "other state agencies"),
                                ("organisations", "surplus of community organisations"),
                                ("interest", "bank interest"),
                                ("donation", "donations"),
                                ("other", "other income"),
                            ],
                            max_length=16,
                            verbose_name="source",
                        ),
                    ),
                    ("giver", models.CharField(max_length=200, verbose_name="given by")),
                    ("what", models.CharField(max_length=300, verbose_name="what was given")),
                    ("worth", welfare.money.BahtField(default=0, verbose_name="worth (baht)")),
                    ("on", models.DateField(verbose_name="date")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="entered by",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                ],
                options={
                    "verbose_name": "help in kind",
                    "verbose_name_plural": "help in kind",
                    "indexes": [models.Index(fields=["fund", "on", "id"], name="help_in_kind_by_day")],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("worth__gte", 0)), name="help_in_kind_is_not_negative"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("what", ""), _negated=True), models.Q(("giver", ""), _negated=True)
                            ),
                            name="help_in_kind_is_named",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("source__in", ("lao", "other_state", "organisations", "donation", "other"))
                            ),
                            name="help_in_kind_has_a_giver",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="InKindWithdrawal",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    (
                        "in_kind",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="withdrawal",
                            to="funds.inkind",
                            verbose_name="help in kind",
                        ),
                    ),
                    ("reason", models.CharField(max_length=300, verbose_name="reason")),
                    ("on", models.DateField(verbose_name="taken back on")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="taken back by",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                ],
                options={
                    "verbose_name": "help in kind taken back",
                    "verbose_name_plural": "help in kind taken back",
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("reason", ""), _negated=True), name="in_kind_withdrawal_has_a_reason"
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="MatchRule",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    (
                        "province",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="funds.province",
                            verbose_name="province",
                        ),
                    ),
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
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="entered by",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                ],
                options={
                    "verbose_name": "rule of the state match",
                    "verbose_name_plural": "rules of the state match",
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("province", "since"),
                            name="one_match_rule_from_a_day",
                            violation_error_message="There is a version from this day already.",
                        ),
                        models.CheckConstraint(
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
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="MatchRound",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    (
                        "fund",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="funds.fund",
                            verbose_name="fund",
                        ),
                    ),
                    ("number", models.PositiveSmallIntegerField(verbose_name="round of the match")),
                    ("counting_on", models.DateField(verbose_name="counting day")),
                    ("wording", models.JSONField(blank=True, default=dict, verbose_name="what the request says")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="begun by",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="begun at")),
                ],
                options={
                    "verbose_name": "round of the match",
                    "verbose_name_plural": "rounds of the match",
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("fund", "number"),
                            name="match_round_is_begun_once",
                            violation_error_message="This round has been begun before.",
                        ),
                        models.UniqueConstraint(
                            fields=("fund", "counting_on"),
                            name="members_are_counted_once_on_a_day",
                            violation_error_message="Another round counts the members of this day.",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("number__gte", 1), ("number__lte", 99)), name="match_round_has_a_number"
                        ),
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="MatchRequest",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    (
                        "round",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="requests",
                            to="funds.matchround",
                            verbose_name="round of the match",
                        ),
                    ),
                    ("version", models.PositiveSmallIntegerField(verbose_name="version")),
                    ("head_rate", welfare.money.BahtField(verbose_name="baht for each member and round")),
                    ("heads", models.PositiveIntegerField(verbose_name="members counted")),
                    ("lines", models.PositiveIntegerField(verbose_name="lines of the list")),
                    ("amount", welfare.money.BahtField(verbose_name="asked for (baht)")),
                    ("figures", models.JSONField(verbose_name="figures")),
                    ("list_sha256", models.CharField(max_length=64, verbose_name="hash of the list")),
                    ("sha256", models.CharField(max_length=64, verbose_name="hash")),
                    ("on", models.DateField(verbose_name="sent on")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="sent by",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="sent at")),
                ],
                options={
                    "verbose_name": "request for the match",
                    "verbose_name_plural": "requests for the match",
                    "constraints": [
                        models.UniqueConstraint(fields=("round", "version"), name="match_request_has_one_version"),
                        models.CheckConstraint(
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
                        models.CheckConstraint(
                            condition=models.Q(("heads__gte", 1), ("lines__gte", models.F("heads"))),
                            name="match_request_counts_someone",
                        ),
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="MatchVerdict",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    (
                        "request",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="verdict",
                            to="funds.matchrequest",
                            verbose_name="request for the match",
                        ),
                    ),
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
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="entered by",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                ],
                options={
                    "verbose_name": "decision on a request for the match",
                    "verbose_name_plural": "decisions on requests for the match",
                    "constraints": [
                        models.CheckConstraint(
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
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="MatchRecall",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    (
                        "request",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="recalls",
                            to="funds.matchrequest",
                            verbose_name="request for the match",
                        ),
                    ),
                    ("amount", welfare.money.BahtField(verbose_name="to be paid back (baht)")),
                    ("reason", models.CharField(max_length=300, verbose_name="reason")),
                    ("on", models.DateField(verbose_name="found on")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="entered by",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
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
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="MatchMoney",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
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
                    (
                        "transfer",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="match_money",
                            to="funds.transfer",
                            verbose_name="entry",
                        ),
                    ),
                    ("is_back", models.BooleanField(default=False, verbose_name="paid back")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="entered by",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                ],
                options={
                    "verbose_name": "money of the match",
                    "verbose_name_plural": "money of the match",
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="OfficialPaper",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    (
                        "fund",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="official_papers",
                            to="funds.fund",
                            verbose_name="fund",
                        ),
                    ),
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
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="frozen by",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="frozen at")),
                ],
                options={
                    "verbose_name": "official paper",
                    "verbose_name_plural": "official papers",
                    "indexes": [models.Index(fields=["fund", "kind", "year", "id"], name="official_papers_of_a_fund")],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("kind__in", ["status", "match"])), name="official_paper_has_a_kind"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="YearAnswers",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    (
                        "fund",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="funds.fund",
                            verbose_name="fund",
                        ),
                    ),
                    ("year", models.PositiveSmallIntegerField(verbose_name="year (B.E.)")),
                    ("answers", models.JSONField(verbose_name="answers")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="answered by",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="answered at")),
                ],
                options={
                    "verbose_name": "answers of a year",
                    "verbose_name_plural": "answers of years",
                    "indexes": [models.Index(fields=["fund", "year", "id"], name="answers_of_a_fund")],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="PaperRun",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    (
                        "province",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="funds.province",
                            verbose_name="province",
                        ),
                    ),
                    ("year", models.PositiveSmallIntegerField(verbose_name="year (B.E.)")),
                    ("as_of", models.DateField(verbose_name="as of")),
                    ("total", models.PositiveSmallIntegerField(verbose_name="funds")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="asked by",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="asked at")),
                ],
                options={
                    "verbose_name": "status forms made at once",
                    "verbose_name_plural": "status forms made at once",
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="PaperRunPart",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
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
                    ("content", models.JSONField(verbose_name="content")),
                    ("missing", models.PositiveSmallIntegerField(default=0, verbose_name="what is missing")),
                ],
                options={
                    "verbose_name": "status form of a run",
                    "verbose_name_plural": "status forms of a run",
                    "constraints": [
                        models.UniqueConstraint(fields=("run", "fund"), name="one_part_of_a_fund_in_a_run")
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Policy",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "fund",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="policies",
                            to="funds.fund",
                            verbose_name="fund",
                        ),
                    ),
                    ("since", models.DateField(verbose_name="in force from")),
                    (
                        "resolution",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="funds.resolution",
                            verbose_name="resolution",
                        ),
                    ),
                    ("entry_fee", welfare.money.BahtField(default=Decimal("0"), verbose_name="entry fee (baht)")),
                    (
                        "missed_to_lapse",
                        models.PositiveSmallIntegerField(
                            default=3, verbose_name="missed payments that end a membership"
                        ),
                    ),
                    (
                        "refund",
                        models.CharField(
                            choices=[("never", "never"), ("unhelped", "only if no benefit was ever received")],
                            default="never",
                            max_length=12,
                            verbose_name="refund on leaving",
                        ),
                    ),
                    (
                        "rejoining",
                        models.CharField(
                            choices=[("restart", "counts anew"), ("carry_on", "earlier years count on")],
                            default="restart",
                            max_length=12,
                            verbose_name="after re-joining",
                        ),
                    ),
                    (
                        "second_person_above",
                        welfare.money.BahtField(
                            default=Decimal("500"), verbose_name="corrections above this need a second person (baht)"
                        ),
                    ),
                    (
                        "cost_ceiling",
                        models.PositiveSmallIntegerField(
                            default=20,
                            validators=[django.core.validators.MaxValueValidator(100)],
                            verbose_name="ceiling of running costs (per cent)",
                        ),
                    ),
                    (
                        "first_month",
                        models.PositiveSmallIntegerField(
                            default=1,
                            validators=[
                                django.core.validators.MinValueValidator(1),
                                django.core.validators.MaxValueValidator(12),
                            ],
                            verbose_name="first month of the financial year",
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
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                ],
                options={
                    "verbose_name": "rules of paying in",
                    "verbose_name_plural": "rules of paying in",
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("fund", "since"),
                            name="one_policy_from_a_day",
                            violation_error_message="There is a version from this day already.",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("entry_fee__gte", 0)), name="policy_entry_fee_is_not_negative"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("cost_ceiling__lte", 100), ("first_month__gte", 1), ("first_month__lte", 12)
                            ),
                            name="policy_percentages_and_months_exist",
                        ),
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Rate",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "policy",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="rates",
                            to="funds.policy",
                            verbose_name="rules of paying in",
                        ),
                    ),
                    (
                        "plan",
                        models.CharField(
                            choices=[
                                ("daily", "daily"),
                                ("monthly", "monthly"),
                                ("quarterly", "quarterly"),
                                ("half_yearly", "half-yearly"),
                                ("yearly", "yearly"),
                                ("free", "any amount at any time"),
                            ],
                            max_length=12,
                            verbose_name="pays",
                        ),
                    ),
                    ("amount", welfare.money.BahtField(verbose_name="amount (baht)")),
                    ("due_day", models.PositiveSmallIntegerField(default=31, verbose_name="due day")),
                    ("due_month", models.PositiveSmallIntegerField(default=1, verbose_name="due month")),
                    (
                        "grace_days",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="days to pay after the paid time has run out"
                        ),
                    ),
                ],
                options={
                    "verbose_name": "contribution rate",
                    "verbose_name_plural": "contribution rates",
                    "constraints": [
                        models.UniqueConstraint(fields=("policy", "plan"), name="one_rate_of_a_plan"),
                        models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="rate_is_positive"),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("due_day__gte", 1), ("due_day__lte", 31), ("due_month__gte", 1), ("due_month__lte", 12)
                            ),
                            name="rate_is_due_on_a_day",
                        ),
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Share",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "policy",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="shares",
                            to="funds.policy",
                            verbose_name="rules of paying in",
                        ),
                    ),
                    ("name", models.CharField(max_length=60, verbose_name="name")),
                    ("percent", models.PositiveSmallIntegerField(verbose_name="per cent")),
                    ("position", models.PositiveSmallIntegerField(default=1, verbose_name="order")),
                ],
                options={
                    "verbose_name": "share of each contribution",
                    "verbose_name_plural": "shares of each contribution",
                    "constraints": [
                        models.UniqueConstraint(fields=("policy", "name"), name="one_share_of_a_name"),
                        models.CheckConstraint(
                            condition=models.Q(("percent__gte", 1), ("percent__lte", 100)), name="share_percent_is_some"
                        ),
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="PublishedFigure",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    (
                        "province",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="published_figures",
                            to="funds.province",
                            verbose_name="province",
                        ),
                    ),
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
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                ],
                options={
                    "verbose_name": "announced figure",
                    "verbose_name_plural": "announced figures",
                    "indexes": [models.Index(fields=["province", "on", "id"], name="published_figures_by_day")],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("figure__gte", 0)),
                            name="published_figure_is_not_negative",
                            violation_error_message="The figure must not be less than zero.",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("measure__in", ["funds", "members", "balance", "helped", "paid"])),
                            name="published_figure_has_a_measure",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="PublishedExplanation",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    (
                        "figure",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="explanations",
                            to="funds.publishedfigure",
                            verbose_name="announced figure",
                        ),
                    ),
                    ("difference", welfare.money.BahtField(verbose_name="recorded less announced")),
                    ("words", models.CharField(max_length=500, verbose_name="explanation")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="explained by",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="explained at")),
                ],
                options={
                    "verbose_name": "explanation of an announced figure",
                    "verbose_name_plural": "explanations of announced figures",
                    "indexes": [models.Index(fields=["figure", "id"], name="explanations_of_a_figure")],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("words", ""), _negated=True), name="explanation_says_something"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Series",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
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
                        "of",
                        models.CharField(
                            choices=[
                                ("member", "member number"),
                                ("receipt", "receipt number"),
                                ("voucher", "voucher number"),
                                ("claim", "claim number"),
                            ],
                            max_length=12,
                            verbose_name="series",
                        ),
                    ),
                    ("year", models.PositiveSmallIntegerField(default=0, verbose_name="year (B.E.)")),
                    ("last", models.PositiveIntegerField(default=0, verbose_name="last number")),
                ],
                options={
                    "verbose_name": "number series",
                    "verbose_name_plural": "number series",
                    "constraints": [
                        models.UniqueConstraint(fields=("fund", "of", "year"), name="one_series_of_a_kind")
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="SigningRule",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "fund",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="signing_rules",
                            to="funds.fund",
                            verbose_name="fund",
                        ),
                    ),
                    ("since", models.DateField(verbose_name="in force from")),
                    (
                        "resolution",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="funds.resolution",
                            verbose_name="resolution",
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
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                ],
                options={
                    "verbose_name": "rule of approval",
                    "verbose_name_plural": "rules of approval",
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("fund", "since"),
                            name="one_signing_rule_from_a_day",
                            violation_error_message="There is a version from this day already.",
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="SigningStep",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "rule",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="steps",
                            to="funds.signingrule",
                            verbose_name="rule of approval",
                        ),
                    ),
                    ("position", models.PositiveSmallIntegerField(verbose_name="order")),
                    (
                        "who",
                        models.CharField(
                            choices=[
                                ("committee", "the chair or committee members"),
                                ("branch", "committee members of the member’s branch"),
                                ("chair", "the chair"),
                            ],
                            max_length=12,
                            verbose_name="who signs",
                        ),
                    ),
                    ("count", models.PositiveSmallIntegerField(default=1, verbose_name="how many")),
                    ("above", welfare.money.BahtField(default=Decimal("0"), verbose_name="for claims above (baht)")),
                ],
                options={
                    "verbose_name": "step of approval",
                    "verbose_name_plural": "steps of approval",
                    "constraints": [
                        models.UniqueConstraint(fields=("rule", "position"), name="signing_steps_have_an_order"),
                        models.CheckConstraint(
                            condition=models.Q(("above__gte", 0), ("count__gte", 1), ("count__lte", 9)),
                            name="signing_step_has_signers",
                        ),
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="FundTotal",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "span",
                        models.CharField(
                            choices=[("E", "since founding"), ("Y", "year"), ("M", "month"), ("D", "day")],
                            max_length=1,
                            verbose_name="span",
                        ),
                    ),
                    ("start", models.DateField(verbose_name="first day")),
                    (
                        "measure",
                        models.CharField(
                            choices=[
                                ("money", "money in the fund"),
                                ("income", "money received"),
                                ("benefit", "welfare paid"),
                                ("cost", "running costs"),
                                ("members", "members"),
                                ("helped", "people helped"),
                            ],
                            max_length=8,
                            verbose_name="measure",
                        ),
                    ),
                    ("line", models.CharField(blank=True, max_length=16, verbose_name="line")),
                    ("outsiders", models.BooleanField(default=False, verbose_name="people who are not members")),
                    ("count", models.BigIntegerField(default=0, verbose_name="count")),
                    ("amount", welfare.money.BahtField(default=0, verbose_name="amount (baht)")),
                    (
                        "fund",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="totals",
                            to="funds.fund",
                            verbose_name="fund",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "kept total of a fund",
                    "verbose_name_plural": "kept totals of funds",
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("fund", "span", "start", "measure", "line", "outsiders"),
                            name="one_kept_total_of_a_fund",
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="ProvinceTotal",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "span",
                        models.CharField(
                            choices=[("E", "since founding"), ("Y", "year"), ("M", "month"), ("D", "day")],
                            max_length=1,
                            verbose_name="span",
                        ),
                    ),
                    ("start", models.DateField(verbose_name="first day")),
                    (
                        "measure",
                        models.CharField(
                            choices=[
                                ("money", "money in the fund"),
                                ("income", "money received"),
                                ("benefit", "welfare paid"),
                                ("cost", "running costs"),
                                ("members", "members"),
                                ("helped", "people helped"),
                            ],
                            max_length=8,
                            verbose_name="measure",
                        ),
                    ),
                    ("line", models.CharField(blank=True, max_length=16, verbose_name="line")),
                    ("outsiders", models.BooleanField(default=False, verbose_name="people who are not members")),
                    ("count", models.BigIntegerField(default=0, verbose_name="count")),
                    ("amount", welfare.money.BahtField(default=0, verbose_name="amount (baht)")),
                    (
                        "province",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="totals",
                            to="funds.province",
                            verbose_name="province",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "kept total of a province",
                    "verbose_name_plural": "kept totals of provinces",
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("province", "span", "start", "measure", "line", "outsiders"),
                            name="one_kept_total_of_a_province",
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="VillagePopulation",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    (
                        "branch",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="populations",
                            to="funds.branch",
                            verbose_name="branch",
                        ),
                    ),
                    ("year", models.PositiveSmallIntegerField(verbose_name="year (B.E.)")),
                    ("people", models.PositiveIntegerField(verbose_name="people of the village")),
                    ("source", models.CharField(max_length=200, verbose_name="who counted them")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="entered by",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
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
        ),
        sql_beside("0002_transfers_are_never_edited", of=__file__),
        sql_beside("0004_closed_months_take_no_entries", of=__file__),
        sql_beside("0006_papers_are_turned_back_once", of=__file__),
        sql_beside("0009_kept_files_stay_as_they_are", of=__file__),
        sql_beside("0010_the_books_refuse_a_hand_at_the_prompt", of=__file__),
        sql_beside("0012_rules_of_approval_are_never_edited", of=__file__),
        sql_beside("0014_help_in_kind_stays_as_it_was_recorded", of=__file__),
        sql_beside("0016_offices_are_kept_apart", of=__file__),
        sql_beside("0017_offices_are_handed_over", of=__file__),
        sql_beside("0019_law_is_never_edited", of=__file__),
        sql_beside("0021_the_match_stays_as_it_was_asked_for", of=__file__),
        sql_beside("0023_official_papers_are_never_edited", of=__file__),
        sql_beside("0024_pages_are_as_old_as_their_funds", of=__file__),
        sql_beside("0028_an_appointment_keeps_its_branch", of=__file__),
        sql_beside("0029_announced_figures_are_never_edited", of=__file__),
        sql_beside("0031_people_of_villages_stay_as_counted", of=__file__),
    ]
