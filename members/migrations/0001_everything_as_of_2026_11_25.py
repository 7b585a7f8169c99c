"""People, membership, money in, claims and papers, as the migrations up to 25 November 2026 leave them.

A new database takes this road, in a tenth of the time; one that has begun on the old road stays on it. The triggers are
read from the files of the old road, and tests/test_upgrades.py compares what both lead to.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import welfare.money
from welfare.sql import CreateModels, sql_beside


class Migration(migrations.Migration):
    replaces = [
        ("members", "0001_people_and_what_they_give_and_receive"),
        ("members", "0002_records_are_never_edited"),
        ("members", "0003_collection_days_and_openings"),
        ("members", "0004_collection_days_are_never_edited"),
        ("members", "0005_openings_are_confirmed"),
        ("members", "0006_confirmed_openings_are_kept"),
        ("members", "0007_claims_are_signed_step_by_step"),
        ("members", "0008_nobody_pays_alone"),
        ("members", "0009_days_are_held_by_claims"),
        ("members", "0010_claims_on_record_hold_their_days"),
        ("members", "0011_one_event_is_paid_once"),
        ("members", "0012_papers_of_claims_are_seen_and_kept"),
        ("members", "0013_papers_of_claims_stay_as_they_are"),
        ("members", "0014_records_are_not_replaced_or_emptied"),
        ("members", "0015_drafts_are_reckoned_over_past_claims"),
        ("members", "0016_people_agree_to_health_papers"),
        ("members", "0017_health_papers_are_kept_by_consent"),
        ("members", "0018_a_person_is_erased_by_a_pseudonym"),
        ("members", "0019_files_are_taken_in"),
        ("members", "0020_what_was_taken_in_stays_on_record"),
        ("members", "0021_two_entries_become_one"),
        ("members", "0022_records_move_by_a_merge_alone"),
        ("members", "0024_files_hold_receipts_claims_and_heirs"),
        ("members", "0025_paper_pays_once_and_moves_no_money"),
        ("members", "0027_match_lists_are_kept_by_member"),
        ("members", "0028_match_lists_stay_as_they_were_sent"),
        ("members", "0032_signals_are_closed_with_a_reason"),
        ("members", "0033_closings_of_signals_stay"),
    ]

    initial = True

    dependencies = [
        ("funds", "0001_everything_as_of_2026_11_25"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name="Person",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("title", models.CharField(blank=True, max_length=40, verbose_name="title")),
                    ("first_name", models.CharField(max_length=100, verbose_name="first name")),
                    ("last_name", models.CharField(blank=True, max_length=100, verbose_name="surname")),
                    (
                        "sex",
                        models.CharField(
                            blank=True, choices=[("F", "female"), ("M", "male")], max_length=1, verbose_name="sex"
                        ),
                    ),
                    ("born_on", models.DateField(blank=True, null=True, verbose_name="born on")),
                    (
                        "is_birth_year_only",
                        models.BooleanField(default=False, verbose_name="only the year of birth is known"),
                    ),
                    (
                        "citizen_id",
                        models.CharField(
                            blank=True, editable=False, max_length=200, verbose_name="citizen ID, encrypted"
                        ),
                    ),
                    (
                        "citizen_hash",
                        models.CharField(
                            blank=True, editable=False, max_length=64, null=True, verbose_name="citizen ID, hashed"
                        ),
                    ),
                    (
                        "citizen_last4",
                        models.CharField(
                            blank=True, editable=False, max_length=4, verbose_name="last four digits of the citizen ID"
                        ),
                    ),
                    (
                        "no_citizen_id",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("not_at_hand", "card not at hand"),
                                ("never_registered", "never registered"),
                                ("foreign", "foreign national"),
                            ],
                            max_length=16,
                            verbose_name="why there is no citizen ID",
                        ),
                    ),
                    ("house_number", models.CharField(blank=True, max_length=30, verbose_name="house number")),
                    ("moo", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="village number")),
                    ("place", models.CharField(blank=True, max_length=120, verbose_name="village or community, road")),
                    ("phone", models.CharField(blank=True, max_length=20, verbose_name="telephone")),
                    (
                        "account",
                        models.OneToOneField(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="signs in as",
                        ),
                    ),
                    ("erased_on", models.DateField(blank=True, editable=False, null=True, verbose_name="erased on")),
                    ("search", models.CharField(editable=False, max_length=210, verbose_name="name as searched")),
                    ("sort_key", models.CharField(editable=False, max_length=420, verbose_name="name as sorted")),
                ],
                options={
                    "verbose_name": "person",
                    "verbose_name_plural": "people",
                    "indexes": [models.Index(fields=["citizen_last4"], name="person_by_last_four")],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("citizen_hash",),
                            name="citizen_id_belongs_to_one_person",
                            violation_error_message="Another person is recorded with this citizen ID.",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("citizen_hash__isnull", True), ("citizen_id", ""), ("citizen_last4", "")),
                                models.Q(
                                    ("citizen_hash__isnull", False),
                                    models.Q(("citizen_id", ""), _negated=True),
                                    models.Q(("citizen_last4", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                            name="citizen_id_is_whole_or_absent",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Helped",
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
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="helped_by",
                            to="members.person",
                            verbose_name="person",
                        ),
                    ),
                    ("first_on", models.DateField(verbose_name="first helped on")),
                    ("outsider", models.BooleanField(verbose_name="not a member then")),
                ],
                options={
                    "verbose_name": "person helped by a fund",
                    "verbose_name_plural": "people helped by funds",
                    "constraints": [
                        models.UniqueConstraint(fields=("fund", "person"), name="person_is_helped_first_once")
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="HelpedInProvince",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
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
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="helped_in",
                            to="members.person",
                            verbose_name="person",
                        ),
                    ),
                    ("first_on", models.DateField(verbose_name="first helped on")),
                    ("outsider", models.BooleanField(verbose_name="not a member then")),
                ],
                options={
                    "verbose_name": "person helped in a province",
                    "verbose_name_plural": "people helped in provinces",
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("province", "person"), name="person_is_helped_first_once_in_province"
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Membership",
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
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="memberships",
                            to="members.person",
                            verbose_name="person",
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
                    ("number", models.PositiveIntegerField(blank=True, null=True, verbose_name="member number")),
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
                            default="yearly",
                            max_length=12,
                            verbose_name="pays",
                        ),
                    ),
                    ("applied_on", models.DateField(verbose_name="applied on")),
                    ("joined_on", models.DateField(blank=True, null=True, verbose_name="member since")),
                    (
                        "tenure_from",
                        models.DateField(blank=True, null=True, verbose_name="length of membership counts from"),
                    ),
                    ("ended_on", models.DateField(blank=True, null=True, verbose_name="ended on")),
                    (
                        "end_reason",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("refused", "not admitted"),
                                ("lapsed", "lapsed after missed payments"),
                                ("left", "resigned"),
                                ("died", "died"),
                                ("moved", "moved away"),
                                ("expelled", "expelled"),
                                ("twice", "was entered twice"),
                            ],
                            max_length=12,
                            verbose_name="why it ended",
                        ),
                    ),
                    (
                        "rejoins",
                        models.OneToOneField(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="rejoined",
                            to="members.membership",
                            verbose_name="re-joins after",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "membership",
                    "verbose_name_plural": "memberships",
                    "indexes": [models.Index(fields=["fund", "joined_on"], name="membership_by_joining")],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("fund", "number"),
                            name="member_number_never_repeats",
                            violation_error_message="This member number has been given out before.",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("ended_on__isnull", True)),
                            fields=("fund", "person"),
                            name="person_is_active_once_in_a_fund",
                            violation_error_message="This person is already a member of this fund, or has applied.",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(
                                    ("joined_on__isnull", True), ("number__isnull", True), ("tenure_from__isnull", True)
                                ),
                                models.Q(
                                    ("joined_on__isnull", False),
                                    ("number__isnull", False),
                                    ("tenure_from__isnull", False),
                                ),
                                _connector="OR",
                            ),
                            name="membership_number_comes_with_admission",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("end_reason", ""), ("ended_on__isnull", True)),
                                models.Q(("ended_on__isnull", False), models.Q(("end_reason", ""), _negated=True)),
                                _connector="OR",
                            ),
                            name="membership_ends_with_a_reason",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(
                                    ("joined_on__isnull", True),
                                    ("joined_on__gte", models.F("applied_on")),
                                    _connector="OR",
                                ),
                                models.Q(
                                    ("ended_on__isnull", True),
                                    ("joined_on__isnull", True),
                                    ("ended_on__gte", models.F("joined_on")),
                                    _connector="OR",
                                ),
                            ),
                            name="membership_days_are_in_order",
                            violation_error_message="A membership begins after the application and ends after it begins.",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="MembershipStep",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "membership",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="steps",
                            to="members.membership",
                            verbose_name="membership",
                        ),
                    ),
                    (
                        "step",
                        models.CharField(
                            choices=[
                                ("applied", "applied"),
                                ("admitted", "admitted by resolution"),
                                ("refused", "not admitted"),
                                ("rejoined", "re-joined"),
                                ("moved_branch", "moved to another branch"),
                                ("lapsed", "lapsed after missed payments"),
                                ("left", "resigned"),
                                ("died", "died"),
                                ("moved", "moved away"),
                                ("expelled", "expelled"),
                                ("twice", "was entered twice"),
                            ],
                            max_length=12,
                            verbose_name="step",
                        ),
                    ),
                    ("on", models.DateField(verbose_name="date")),
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
                    ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
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
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                ],
                options={
                    "verbose_name": "step of a membership",
                    "verbose_name_plural": "steps of memberships",
                    "indexes": [models.Index(fields=["membership", "on", "id"], name="steps_of_a_membership")],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="Beneficiary",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "membership",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="beneficiaries",
                            to="members.membership",
                            verbose_name="membership",
                        ),
                    ),
                    ("name", models.CharField(max_length=200, verbose_name="name")),
                    (
                        "relation",
                        models.CharField(
                            choices=[
                                ("spouse", "spouse"),
                                ("child", "child"),
                                ("father", "father"),
                                ("mother", "mother"),
                                ("sibling", "brother or sister"),
                                ("grandchild", "grandchild, nephew or niece"),
                                ("relative", "other relative"),
                                ("other", "not related"),
                            ],
                            max_length=12,
                            verbose_name="relation",
                        ),
                    ),
                    ("share", models.PositiveSmallIntegerField(default=100, verbose_name="share (per cent)")),
                    ("position", models.PositiveSmallIntegerField(default=1, verbose_name="order")),
                    ("phone", models.CharField(blank=True, max_length=20, verbose_name="telephone")),
                    ("valid_from", models.DateField(verbose_name="named on")),
                    ("valid_until", models.DateField(blank=True, null=True, verbose_name="named until")),
                ],
                options={
                    "verbose_name": "beneficiary",
                    "verbose_name_plural": "beneficiaries",
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("share__gte", 1), ("share__lte", 100)), name="share_is_a_percentage"
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Claim",
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
                    ("number", models.PositiveIntegerField(verbose_name="number")),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="claims",
                            to="members.person",
                            verbose_name="person",
                        ),
                    ),
                    (
                        "membership",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="claims",
                            to="members.membership",
                            verbose_name="membership",
                        ),
                    ),
                    (
                        "term",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="funds.term",
                            verbose_name="benefit term",
                        ),
                    ),
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
                    ("occurred_on", models.DateField(verbose_name="happened on")),
                    ("until_on", models.DateField(blank=True, null=True, verbose_name="until")),
                    (
                        "heir",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="members.beneficiary",
                            verbose_name="beneficiary",
                        ),
                    ),
                    ("facts", models.JSONField(blank=True, default=dict, verbose_name="facts")),
                    ("judged", welfare.money.BahtField(verbose_name="allowed by the rule (baht)")),
                    ("steps", models.JSONField(blank=True, default=list, verbose_name="how the sum came about")),
                    ("amount", welfare.money.BahtField(verbose_name="amount (baht)")),
                    ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                    ("claimant", models.CharField(blank=True, max_length=200, verbose_name="asked for by")),
                    ("filed_on", models.DateField(verbose_name="filed on")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="filed by",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="filed at")),
                ],
                options={
                    "verbose_name": "claim",
                    "verbose_name_plural": "claims",
                    "indexes": [
                        models.Index(fields=["fund", "-filed_on", "-id"], name="claim_of_fund_by_day"),
                        models.Index(fields=["person", "occurred_on"], name="claim_of_person_by_day"),
                    ],
                    "constraints": [
                        models.UniqueConstraint(fields=("fund", "year", "number"), name="claim_number_never_repeats"),
                        models.CheckConstraint(
                            condition=models.Q(("amount__gt", 0)),
                            name="claim_amount_is_positive",
                            violation_error_message="The amount must be more than zero.",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("amount__lte", models.F("judged"))),
                            name="claim_is_never_raised",
                            violation_error_message="A claim may be lowered, never raised above what the rule allows.",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("until_on__isnull", True), ("until_on__gte", models.F("occurred_on")), _connector="OR"
                            ),
                            name="claim_ends_after_it_begins",
                            violation_error_message="The last day comes before the first.",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("membership__isnull", False), models.Q(("reason", ""), _negated=True), _connector="OR"
                            ),
                            name="help_to_outsiders_has_a_reason",
                            violation_error_message="Help to someone who is not a member needs a reason.",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ClaimedDay",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "claim",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="days",
                            to="members.claim",
                            verbose_name="claim",
                        ),
                    ),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="members.person",
                            verbose_name="person",
                        ),
                    ),
                    ("day", models.DateField(verbose_name="date")),
                ],
                options={
                    "verbose_name": "day held by a claim",
                    "verbose_name_plural": "days held by claims",
                    "indexes": [models.Index(fields=["person", "day"], name="claimed_days_of_a_person")],
                    "constraints": [models.UniqueConstraint(fields=("claim", "day"), name="claim_holds_a_day_once")],
                },
            ),
            migrations.CreateModel(
                name="Decision",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    (
                        "claim",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="decision",
                            to="members.claim",
                            verbose_name="claim",
                        ),
                    ),
                    (
                        "verdict",
                        models.CharField(
                            choices=[("approve", "approved"), ("refuse", "refused")],
                            max_length=8,
                            verbose_name="decision",
                        ),
                    ),
                    ("amount", welfare.money.BahtField(default=0, verbose_name="amount (baht)")),
                    ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
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
                    "verbose_name": "decision",
                    "verbose_name_plural": "decisions",
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("amount__gt", 0), ("verdict", "approve")),
                                models.Q(("amount", 0), ("verdict", "refuse"), models.Q(("reason", ""), _negated=True)),
                                _connector="OR",
                            ),
                            name="approval_has_an_amount_and_refusal_a_reason",
                            violation_error_message="An approval needs an amount, a refusal a reason.",
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Signature",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    (
                        "claim",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="signatures",
                            to="members.claim",
                            verbose_name="claim",
                        ),
                    ),
                    (
                        "step",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="funds.signingstep",
                            verbose_name="step of approval",
                        ),
                    ),
                    ("round", models.PositiveSmallIntegerField(default=1, verbose_name="round")),
                    ("amount", welfare.money.BahtField(verbose_name="amount (baht)")),
                    ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                    ("on", models.DateField(verbose_name="signed on")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="signed by",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="signed at")),
                ],
                options={
                    "verbose_name": "signature under a claim",
                    "verbose_name_plural": "signatures under claims",
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("claim", "round", "by"),
                            name="claim_is_signed_once_by_each",
                            violation_error_message="You have signed this claim.",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("amount__gt", 0)), name="signature_is_for_some_baht"
                        ),
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="StandIn",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "claim",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="stand_ins",
                            to="members.claim",
                            verbose_name="claim",
                        ),
                    ),
                    ("reason", models.CharField(max_length=300, verbose_name="reason")),
                    ("on", models.DateField(verbose_name="date")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="stood in",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                ],
                options={
                    "verbose_name": "officer standing in",
                    "verbose_name_plural": "officers standing in",
                    "constraints": [
                        models.UniqueConstraint(fields=("claim", "by"), name="officer_stands_in_once_on_a_claim"),
                        models.CheckConstraint(
                            condition=models.Q(("reason", ""), _negated=True), name="standing_in_has_a_reason"
                        ),
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="ClaimStep",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    (
                        "claim",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="acts",
                            to="members.claim",
                            verbose_name="claim",
                        ),
                    ),
                    (
                        "act",
                        models.CharField(
                            choices=[
                                ("returned", "sent back for repair"),
                                ("repaired", "repaired and sent in again"),
                                ("withdrawn", "withdrawn by the claimant"),
                                ("confirmed", "receipt of the money confirmed"),
                            ],
                            max_length=12,
                            verbose_name="step",
                        ),
                    ),
                    ("note", models.CharField(max_length=300, verbose_name="note")),
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
                    "verbose_name": "step of a claim",
                    "verbose_name_plural": "steps of claims",
                    "indexes": [models.Index(fields=["claim", "id"], name="steps_of_a_claim")],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("note", ""), _negated=True), name="claim_step_has_a_note"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Payout",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    (
                        "claim",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="payout",
                            to="members.claim",
                            verbose_name="claim",
                        ),
                    ),
                    (
                        "transfer",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="funds.transfer",
                            verbose_name="transfer",
                        ),
                    ),
                    (
                        "voucher",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="funds.voucher",
                            verbose_name="voucher",
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
                            related_name="payouts",
                            to="members.person",
                            verbose_name="person",
                        ),
                    ),
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
                    ("outsider", models.BooleanField(verbose_name="not a member then")),
                    ("amount", welfare.money.BahtField(verbose_name="amount (baht)")),
                    (
                        "proof",
                        models.CharField(blank=True, max_length=60, null=True, verbose_name="proof of the transfer"),
                    ),
                    ("on", models.DateField(verbose_name="paid on")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="paid by",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="paid at")),
                ],
                options={
                    "verbose_name": "payout",
                    "verbose_name_plural": "payouts",
                    "indexes": [
                        models.Index(fields=["fund", "on", "id"], name="payout_of_fund_by_day"),
                        models.Index(fields=["person", "fund", "on"], name="payout_of_person"),
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("amount__gt", 0)),
                            name="payout_is_positive",
                            violation_error_message="The amount must be more than zero.",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="PaperSeen",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
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
                    ("paper", models.CharField(max_length=200, verbose_name="paper")),
                    ("on", models.DateField(verbose_name="date")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="seen by",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                ],
                options={
                    "verbose_name": "original that was seen",
                    "verbose_name_plural": "originals that were seen",
                    "constraints": [models.UniqueConstraint(fields=("claim", "paper"), name="original_is_seen_once")],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="ClaimFile",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
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
                    "verbose_name": "file of a claim",
                    "verbose_name_plural": "files of claims",
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="Collection",
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
                    (
                        "into",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="funds.account",
                            verbose_name="into",
                        ),
                    ),
                    ("on", models.DateField(verbose_name="date")),
                    ("total", welfare.money.BahtField(verbose_name="receipts (baht)")),
                    ("counted", welfare.money.BahtField(verbose_name="cash counted (baht)")),
                    ("difference", welfare.money.BahtField(default=0, verbose_name="difference (baht)")),
                    ("explanation", models.CharField(blank=True, max_length=300, verbose_name="explanation")),
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
                    "verbose_name": "collection day",
                    "verbose_name_plural": "collection days",
                    "indexes": [models.Index(fields=["fund", "-on", "-id"], name="collections_of_a_fund")],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("difference", 0), models.Q(("explanation", ""), _negated=True), _connector="OR"
                            ),
                            name="collection_difference_is_explained",
                            violation_error_message="The cash counted differs from the receipts: say why.",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="CollectionDraft",
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
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    ("typed", models.JSONField(default=dict, verbose_name="what was typed")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="typed by",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now=True, verbose_name="kept at")),
                ],
                options={
                    "verbose_name": "sheet being typed",
                    "verbose_name_plural": "sheets being typed",
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("branch__isnull", False)),
                            fields=("fund", "branch", "by"),
                            name="one_sheet_of_a_branch_at_a_time",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("branch__isnull", True)),
                            fields=("fund", "by"),
                            name="one_sheet_of_the_fund_at_a_time",
                        ),
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Opening",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "membership",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="opening",
                            to="members.membership",
                            verbose_name="membership",
                        ),
                    ),
                    ("paid_until", models.DateField(blank=True, null=True, verbose_name="paid until")),
                    ("match_rounds", models.PositiveSmallIntegerField(default=0, verbose_name="rounds of state match")),
                    (
                        "has_been_helped",
                        models.BooleanField(default=False, verbose_name="has received a benefit before"),
                    ),
                    ("on", models.DateField(verbose_name="as of")),
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
                    "verbose_name": "opening facts of a member",
                    "verbose_name_plural": "opening facts of members",
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("match_rounds__lte", 20)), name="match_rounds_are_few"
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="OpeningCheck",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    (
                        "fund",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="funds.fund",
                            verbose_name="fund",
                        ),
                    ),
                    ("members", models.PositiveIntegerField(verbose_name="members with opening facts")),
                    ("on", models.DateField(verbose_name="as of")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="confirmed by",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="confirmed at")),
                ],
                options={
                    "verbose_name": "confirmed opening",
                    "verbose_name_plural": "confirmed openings",
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="LapseWarning",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    (
                        "membership",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="warnings",
                            to="members.membership",
                            verbose_name="membership",
                        ),
                    ),
                    ("missed", models.PositiveSmallIntegerField(verbose_name="missed payments")),
                    ("on", models.DateField(verbose_name="warned on")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="warned by",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                ],
                options={
                    "verbose_name": "warning before lapse",
                    "verbose_name_plural": "warnings before lapse",
                    "indexes": [models.Index(fields=["membership", "-on"], name="warnings_of_a_member")],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="Consent",
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
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="consents",
                            to="members.person",
                            verbose_name="person",
                        ),
                    ),
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
                    "verbose_name": "consent",
                    "verbose_name_plural": "consents",
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("consenter", "own"), ("guardian", "")),
                                models.Q(
                                    models.Q(("consenter", "own"), _negated=True),
                                    models.Q(("guardian", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                            name="guardian_is_named_where_one_agrees",
                            violation_error_message="Write the name of the parent or guardian.",
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="ConsentWithdrawal",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
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
                    ("on", models.DateField(verbose_name="withdrawn on")),
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
                    "verbose_name": "consent withdrawn",
                    "verbose_name_plural": "consents withdrawn",
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="Contribution",
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
                        "membership",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="contributions",
                            to="members.membership",
                            verbose_name="membership",
                        ),
                    ),
                    (
                        "collection",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="contributions",
                            to="members.collection",
                            verbose_name="collection day",
                        ),
                    ),
                    (
                        "receipt",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="funds.receipt",
                            verbose_name="receipt",
                        ),
                    ),
                    ("is_entry_fee", models.BooleanField(default=False, verbose_name="entry fee")),
                    ("amount", welfare.money.BahtField(verbose_name="amount (baht)")),
                    ("on", models.DateField(verbose_name="paid on")),
                    ("covers_from", models.DateField(blank=True, null=True, verbose_name="covers from")),
                    ("covers_until", models.DateField(blank=True, null=True, verbose_name="covers until")),
                ],
                options={
                    "verbose_name": "contribution",
                    "verbose_name_plural": "contributions",
                    "indexes": [models.Index(fields=["fund", "on", "id"], name="contribution_of_fund_by_day")],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("amount__gt", 0)),
                            name="contribution_is_positive",
                            violation_error_message="The amount must be more than zero.",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("covers_from__isnull", True), ("covers_until__isnull", True)),
                                models.Q(
                                    ("covers_from__isnull", False),
                                    ("covers_until__gte", models.F("covers_from")),
                                    ("covers_until__isnull", False),
                                ),
                                _connector="OR",
                            ),
                            name="contribution_covers_days_in_order",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Import",
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
                        "kind",
                        models.CharField(
                            choices=[
                                ("members", "members"),
                                ("contributions", "contributions"),
                                ("payouts", "welfare paid"),
                                ("heirs", "beneficiaries"),
                            ],
                            max_length=16,
                            verbose_name="holds",
                        ),
                    ),
                    ("file_name", models.CharField(max_length=200, verbose_name="file")),
                    ("sha256", models.CharField(max_length=64, verbose_name="hash of the file")),
                    ("columns", models.JSONField(default=dict, verbose_name="which column holds what")),
                    ("branches", models.JSONField(default=list, verbose_name="branches made")),
                    ("count", models.PositiveIntegerField(verbose_name="rows taken in")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="taken in by",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="taken in at")),
                ],
                options={
                    "verbose_name": "file taken in",
                    "verbose_name_plural": "files taken in",
                    "indexes": [models.Index(fields=["fund", "kind", "sha256"], name="imports_of_fund_by_hash")],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="ImportedMember",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "made_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="members",
                            to="members.import",
                            verbose_name="file taken in",
                        ),
                    ),
                    (
                        "membership",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="imported",
                            to="members.membership",
                            verbose_name="membership",
                        ),
                    ),
                    ("row", models.PositiveIntegerField(verbose_name="row of the file")),
                    ("is_new_person", models.BooleanField(verbose_name="the person was not known before")),
                ],
                options={
                    "verbose_name": "member taken in from a file",
                    "verbose_name_plural": "members taken in from a file",
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="ImportedReceipt",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "made_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="receipts",
                            to="members.import",
                            verbose_name="file taken in",
                        ),
                    ),
                    (
                        "receipt",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="funds.receipt",
                            verbose_name="receipt",
                        ),
                    ),
                    ("row", models.PositiveIntegerField(verbose_name="row of the file")),
                    ("paper", models.CharField(blank=True, max_length=40, verbose_name="number on the paper")),
                ],
                options={
                    "verbose_name": "receipt taken in from a file",
                    "verbose_name_plural": "receipts taken in from a file",
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="ImportedClaim",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "made_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="claims",
                            to="members.import",
                            verbose_name="file taken in",
                        ),
                    ),
                    (
                        "claim",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="imported",
                            to="members.claim",
                            verbose_name="claim",
                        ),
                    ),
                    ("row", models.PositiveIntegerField(verbose_name="row of the file")),
                    ("source", models.CharField(max_length=200, verbose_name="decided by")),
                    ("paper", models.CharField(blank=True, max_length=40, verbose_name="number on the paper")),
                ],
                options={
                    "verbose_name": "claim taken in from a file",
                    "verbose_name_plural": "claims taken in from a file",
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("source", ""), _negated=True), name="paper_claim_says_who_decided"
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="ImportedHeir",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "made_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="heirs",
                            to="members.import",
                            verbose_name="file taken in",
                        ),
                    ),
                    (
                        "heir",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="imported",
                            to="members.beneficiary",
                            verbose_name="beneficiary",
                        ),
                    ),
                    ("row", models.PositiveIntegerField(verbose_name="row of the file")),
                    ("is_new", models.BooleanField(verbose_name="named by the file")),
                ],
                options={
                    "verbose_name": "beneficiary taken in from a file",
                    "verbose_name_plural": "beneficiaries taken in from a file",
                    "constraints": [
                        models.UniqueConstraint(fields=("made_by", "heir"), name="heir_stands_once_in_a_file")
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="ImportWithdrawal",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    (
                        "taken_back",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="withdrawal",
                            to="members.import",
                            verbose_name="file taken in",
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
                    "verbose_name": "file taken back",
                    "verbose_name_plural": "files taken back",
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("reason", ""), _negated=True), name="import_is_taken_back_for_a_reason"
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="UnusedNumber",
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
                    ("number", models.PositiveIntegerField(verbose_name="member number")),
                    (
                        "is_freed",
                        models.BooleanField(default=False, verbose_name="free again after a file was taken back"),
                    ),
                ],
                options={
                    "verbose_name": "unused member number",
                    "verbose_name_plural": "unused member numbers",
                    "constraints": [models.UniqueConstraint(fields=("fund", "number"), name="number_is_unused_once")],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="ImportFile",
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
                        "kind",
                        models.CharField(
                            choices=[
                                ("members", "members"),
                                ("contributions", "contributions"),
                                ("payouts", "welfare paid"),
                                ("heirs", "beneficiaries"),
                            ],
                            max_length=16,
                            verbose_name="holds",
                        ),
                    ),
                    ("name", models.CharField(max_length=200, verbose_name="file")),
                    ("sha256", models.CharField(max_length=64, verbose_name="hash of the file")),
                    ("content", models.BinaryField(verbose_name="content, encrypted")),
                    ("columns", models.JSONField(blank=True, null=True, verbose_name="which column holds what")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="chosen by",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="chosen at")),
                ],
                options={
                    "verbose_name": "file that was chosen",
                    "verbose_name_plural": "files that were chosen",
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="MatchLine",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
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
                    ("position", models.PositiveIntegerField(verbose_name="order")),
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
                ],
                options={
                    "verbose_name": "line of a match list",
                    "verbose_name_plural": "lines of match lists",
                    "constraints": [
                        models.UniqueConstraint(fields=("request", "position"), name="match_line_has_one_place"),
                        models.UniqueConstraint(
                            fields=("request", "membership"), name="member_is_in_a_match_list_once"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("position__gte", 1)), name="match_lines_begin_with_one"
                        ),
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="MatchStrike",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
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
                    ("reason", models.CharField(max_length=300, verbose_name="reason")),
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
                    "verbose_name": "member struck off a match list",
                    "verbose_name_plural": "members struck off match lists",
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("reason", ""), _negated=True), name="match_strike_has_a_reason"
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Merge",
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
                        "kept",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="merged",
                            to="members.person",
                            verbose_name="entry that is kept",
                        ),
                    ),
                    (
                        "gone",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="merges",
                            to="members.person",
                            verbose_name="entry that is given up",
                        ),
                    ),
                    ("filled", models.JSONField(blank=True, default=dict, verbose_name="what was taken over")),
                    ("reason", models.CharField(max_length=300, verbose_name="reason")),
                    ("on", models.DateField(verbose_name="date")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="merged by",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                ],
                options={
                    "verbose_name": "entries made one",
                    "verbose_name_plural": "entries made one",
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("kept", models.F("gone")), _negated=True),
                            name="nobody_is_merged_into_themselves",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("reason", ""), _negated=True), name="people_are_merged_for_a_reason"
                        ),
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="MergedRecord",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "merge",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="records",
                            to="members.merge",
                            verbose_name="entries made one",
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("membership", "membership"),
                                ("claim", "claim"),
                                ("claimedday", "day held by a claim"),
                                ("payout", "payout"),
                                ("consent", "consent"),
                            ],
                            max_length=12,
                            verbose_name="kind",
                        ),
                    ),
                    ("record", models.BigIntegerField(verbose_name="record")),
                    ("is_moved", models.BooleanField(verbose_name="was moved")),
                ],
                options={
                    "verbose_name": "record met by a merge",
                    "verbose_name_plural": "records met by merges",
                    "indexes": [models.Index(fields=["kind", "record"], name="merges_of_a_record")],
                    "constraints": [
                        models.UniqueConstraint(fields=("merge", "kind", "record"), name="merge_meets_a_record_once")
                    ],
                },
            ),
            migrations.CreateModel(
                name="MergeUndo",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    (
                        "undone",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="undo",
                            to="members.merge",
                            verbose_name="entries made one",
                        ),
                    ),
                    ("reason", models.CharField(max_length=300, verbose_name="reason")),
                    ("on", models.DateField(verbose_name="date")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="undone by",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                ],
                options={
                    "verbose_name": "merge undone",
                    "verbose_name_plural": "merges undone",
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("reason", ""), _negated=True), name="merge_is_undone_for_a_reason"
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Distinction",
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
                        "one",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="members.person",
                            verbose_name="first entry",
                        ),
                    ),
                    (
                        "other",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="members.person",
                            verbose_name="second entry",
                        ),
                    ),
                    ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                    ("on", models.DateField(verbose_name="date")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="told by",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                ],
                options={
                    "verbose_name": "entries told apart",
                    "verbose_name_plural": "entries told apart",
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("one__lt", models.F("other"))), name="pair_names_the_earlier_first"
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="DistinctionWithdrawal",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    (
                        "withdrawn",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="withdrawal",
                            to="members.distinction",
                            verbose_name="entries told apart",
                        ),
                    ),
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
                    "verbose_name": "entries looked at again",
                    "verbose_name_plural": "entries looked at again",
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="SignalClosing",
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
                        "kind",
                        models.CharField(
                            choices=[
                                ("step", "payment just under a step of approval"),
                                ("maker", "many claims by one person"),
                                ("stays", "stays that overlap"),
                                ("age", "very old, with no news"),
                                ("silence", "fund without entries"),
                            ],
                            max_length=12,
                            verbose_name="kind",
                        ),
                    ),
                    ("subject", models.CharField(max_length=60, verbose_name="what it is about")),
                    ("facts", models.CharField(max_length=200, verbose_name="facts")),
                    ("reason", models.CharField(max_length=300, verbose_name="reason")),
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
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                ],
                options={
                    "verbose_name": "closing of a signal",
                    "verbose_name_plural": "closings of signals",
                    "indexes": [models.Index(fields=["fund", "kind", "subject", "id"], name="closings_of_a_signal")],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("reason", ""), _negated=True), name="signal_is_closed_with_a_reason"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="SignalReopening",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    (
                        "closing",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="reopening",
                            to="members.signalclosing",
                            verbose_name="closing of a signal",
                        ),
                    ),
                    ("reason", models.CharField(max_length=300, verbose_name="reason")),
                    ("on", models.DateField(verbose_name="opened again on")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="opened by",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                ],
                options={
                    "verbose_name": "reopening of a signal",
                    "verbose_name_plural": "reopenings of signals",
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("reason", ""), _negated=True), name="signal_is_reopened_with_a_reason"
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="WhatIf",
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
                        "draft",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="+",
                            to="funds.regulationdraft",
                            verbose_name="draft",
                        ),
                    ),
                    ("revision", models.PositiveIntegerField(verbose_name="revision")),
                    ("book", models.JSONField(verbose_name="rule book")),
                    ("first_on", models.DateField(verbose_name="from")),
                    ("last_on", models.DateField(verbose_name="until")),
                    ("total", models.PositiveIntegerField(verbose_name="people")),
                    ("done", models.PositiveIntegerField(default=0, verbose_name="people reckoned")),
                    ("reached", models.BigIntegerField(default=0, verbose_name="last person reckoned")),
                    ("sums", models.JSONField(default=dict, verbose_name="sums so far")),
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
                    "verbose_name": "reckoning of a draft",
                    "verbose_name_plural": "reckonings of drafts",
                    "indexes": [],
                    "constraints": [],
                },
            ),
        ),
        sql_beside("0002_records_are_never_edited", of=__file__),
        sql_beside("0004_collection_days_are_never_edited", of=__file__),
        sql_beside("0006_confirmed_openings_are_kept", of=__file__),
        sql_beside("0008_nobody_pays_alone", of=__file__),
        sql_beside("0011_one_event_is_paid_once", of=__file__),
        sql_beside("0013_papers_of_claims_stay_as_they_are", of=__file__),
        sql_beside("0014_records_are_not_replaced_or_emptied", of=__file__),
        sql_beside("0017_health_papers_are_kept_by_consent", of=__file__),
        sql_beside("0018_a_person_is_erased_by_a_pseudonym", of=__file__),
        sql_beside("0020_what_was_taken_in_stays_on_record", of=__file__),
        sql_beside("0022_records_move_by_a_merge_alone", of=__file__),
        sql_beside("0025_paper_pays_once_and_moves_no_money", of=__file__),
        sql_beside("0028_match_lists_stay_as_they_were_sent", of=__file__),
        sql_beside("0033_closings_of_signals_stay", of=__file__),
    ]
