"""Assemblies, certificates and the strategy, as the migrations up to 25 November 2026 leave them.

A new database takes this road, in a tenth of the time; one that has begun on the old road stays on it. The triggers are
read from the files of the old road, and tests/test_upgrades.py compares what both lead to.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from welfare.sql import CreateModels, sql_beside


class Migration(migrations.Migration):
    replaces = [
        ("events", "0001_assemblies_and_who_comes"),
        ("events", "0002_strategies_and_their_signatures"),
        ("events", "0003_signatures_are_never_edited"),
        ("events", "0004_papers_of_the_day"),
        ("events", "0005_who_came_is_never_edited"),
        ("events", "0006_certificates_and_what_becomes_of_them"),
        ("events", "0007_certificates_stay_as_issued"),
    ]

    initial = True

    dependencies = [
        ("funds", "0001_everything_as_of_2026_11_25"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name="Assembly",
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
                    ("code", models.SlugField(max_length=60, unique=True, verbose_name="address")),
                    ("number", models.CharField(blank=True, max_length=10, verbose_name="number of the assembly")),
                    ("theme", models.CharField(max_length=300, verbose_name="theme")),
                    ("place", models.CharField(max_length=200, verbose_name="place")),
                    ("on", models.DateField(verbose_name="date")),
                    ("starts_at", models.TimeField(verbose_name="begins at")),
                    ("ends_at", models.TimeField(verbose_name="ends at")),
                    (
                        "sponsors",
                        models.TextField(blank=True, help_text="One in each line.", verbose_name="supported by"),
                    ),
                    ("register_until", models.DateField(verbose_name="registration closes on")),
                    (
                        "quorum_of",
                        models.CharField(
                            choices=[
                                ("persons", "this many persons are present"),
                                ("funds", "this many funds are present"),
                                ("percent", "this many per cent of the places are taken"),
                            ],
                            default="funds",
                            max_length=8,
                            verbose_name="quorum",
                        ),
                    ),
                    ("quorum", models.PositiveSmallIntegerField(default=10, verbose_name="how many")),
                    (
                        "majority",
                        models.CharField(
                            choices=[
                                ("simple", "more votes for than against"),
                                ("present", "more than half of those who voted or abstained"),
                                ("two_thirds", "two thirds of those who voted for or against"),
                            ],
                            default="simple",
                            max_length=12,
                            verbose_name="majority",
                        ),
                    ),
                    ("published_on", models.DateField(blank=True, null=True, verbose_name="public since")),
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
                    "verbose_name": "assembly",
                    "verbose_name_plural": "assemblies",
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("number", ""), _negated=True),
                            fields=("province", "number"),
                            name="assembly_number_is_used_once",
                            violation_error_message="Another assembly has this number.",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                            name="assembly_ends_after_it_begins",
                            violation_error_message="It must end after it begins.",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("register_until__lte", models.F("on"))),
                            name="assembly_registration_closes_by_the_day",
                            violation_error_message="Registration closes on the day of the assembly at the latest.",
                        ),
                        models.CheckConstraint(condition=models.Q(("quorum__gte", 1)), name="assembly_quorum_is_some"),
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="AgendaItem",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "assembly",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="agenda",
                            to="events.assembly",
                            verbose_name="assembly",
                        ),
                    ),
                    (
                        "parent",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="parts",
                            to="events.agendaitem",
                            verbose_name="part of",
                        ),
                    ),
                    ("position", models.PositiveSmallIntegerField(verbose_name="order")),
                    ("starts_at", models.TimeField(blank=True, null=True, verbose_name="begins at")),
                    ("ends_at", models.TimeField(blank=True, null=True, verbose_name="ends at")),
                    ("title", models.CharField(max_length=300, verbose_name="what happens")),
                    ("speaker", models.CharField(blank=True, max_length=300, verbose_name="speaker or in charge")),
                ],
                options={
                    "verbose_name": "line of the agenda",
                    "verbose_name_plural": "agenda",
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("ends_at__isnull", True),
                                models.Q(("ends_at__gt", models.F("starts_at")), ("starts_at__isnull", False)),
                                _connector="OR",
                            ),
                            name="agenda_ends_after_it_begins",
                            violation_error_message="It must end after it begins.",
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Invitation",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "assembly",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="invitations",
                            to="events.assembly",
                            verbose_name="assembly",
                        ),
                    ),
                    (
                        "group",
                        models.CharField(
                            choices=[
                                ("fund", "welfare fund"),
                                ("state", "state agency"),
                                ("private", "private sector"),
                                ("council", "local council"),
                                ("civil", "civil society"),
                                ("public", "by the public link"),
                            ],
                            max_length=8,
                            verbose_name="group",
                        ),
                    ),
                    (
                        "fund",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="funds.fund",
                            verbose_name="fund",
                        ),
                    ),
                    ("name", models.CharField(blank=True, max_length=200, verbose_name="name")),
                    ("quota", models.PositiveSmallIntegerField(verbose_name="places")),
                ],
                options={
                    "verbose_name": "invitation",
                    "verbose_name_plural": "invitations",
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("fund__isnull", False), ("group", "fund"), ("name", "")),
                                models.Q(("fund__isnull", True), ("group", "public"), ("name", "")),
                                models.Q(
                                    models.Q(("group__in", ("fund", "public")), _negated=True),
                                    ("fund__isnull", True),
                                    models.Q(("name", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                            name="invitation_names_a_fund_or_another",
                        ),
                        models.UniqueConstraint(fields=("assembly", "fund"), name="a_fund_is_invited_once"),
                        models.UniqueConstraint(
                            condition=models.Q(("group", "public")),
                            fields=("assembly",),
                            name="an_assembly_has_one_public_link",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("name", ""), _negated=True),
                            fields=("assembly", "group", "name"),
                            name="an_organisation_is_invited_once",
                            violation_error_message="This one is invited already.",
                        ),
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Attendance",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    (
                        "invitation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="attendances",
                            to="events.invitation",
                            verbose_name="invitation",
                        ),
                    ),
                    ("name", models.CharField(max_length=200, verbose_name="name")),
                    ("organisation", models.CharField(blank=True, max_length=200, verbose_name="organisation or post")),
                    ("phone", models.CharField(blank=True, max_length=20, verbose_name="telephone")),
                    ("search", models.CharField(editable=False, max_length=400, verbose_name="name as searched")),
                    ("sort_key", models.CharField(editable=False, max_length=400, verbose_name="name as sorted")),
                    ("code", models.CharField(max_length=12, unique=True, verbose_name="code on the badge")),
                    (
                        "way",
                        models.CharField(
                            choices=[
                                ("fund", "by their fund"),
                                ("office", "by the provincial office"),
                                ("link", "by the public link"),
                                ("walk_in", "on the day"),
                            ],
                            max_length=8,
                            verbose_name="how",
                        ),
                    ),
                    (
                        "by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="entered by",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="registered at")),
                    (
                        "forgotten_on",
                        models.DateField(blank=True, null=True, verbose_name="personal data taken out on"),
                    ),
                ],
                options={
                    "verbose_name": "registration",
                    "verbose_name_plural": "registrations",
                    "indexes": [models.Index(fields=["invitation", "sort_key"], name="attendance_in_order")],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("way", "link"), ("by__isnull", False), _connector="OR"),
                            name="attendance_is_entered_by_someone",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Withdrawal",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "attendance",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="withdrawal",
                            to="events.attendance",
                            verbose_name="registration",
                        ),
                    ),
                    (
                        "by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="entered by",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="withdrawn at")),
                ],
                options={
                    "verbose_name": "withdrawal",
                    "verbose_name_plural": "withdrawals",
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="CheckIn",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    (
                        "attendance",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="check_ins",
                            to="events.attendance",
                            verbose_name="registration",
                        ),
                    ),
                    ("turn", models.PositiveSmallIntegerField(default=0, verbose_name="turn")),
                    ("desk", models.CharField(blank=True, max_length=40, verbose_name="desk")),
                    ("at", models.DateTimeField(verbose_name="came at")),
                    ("received_at", models.DateTimeField(auto_now_add=True, verbose_name="received at")),
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
                    "verbose_name": "check-in",
                    "verbose_name_plural": "check-ins",
                    "constraints": [
                        models.UniqueConstraint(fields=("attendance", "turn"), name="a_person_comes_in_once")
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="TakenBack",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "check_in",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="taken_back",
                            to="events.checkin",
                            verbose_name="check-in",
                        ),
                    ),
                    ("reason", models.CharField(max_length=300, verbose_name="reason")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="entered by",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="taken back at")),
                ],
                options={
                    "verbose_name": "check-in taken back",
                    "verbose_name_plural": "check-ins taken back",
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("reason", ""), _negated=True), name="taking_back_has_a_reason"
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Picture",
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
                    ("name", models.CharField(max_length=100, verbose_name="what it shows")),
                    ("kind", models.CharField(max_length=20, verbose_name="kind of file")),
                    ("content", models.BinaryField(verbose_name="content")),
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
                    "verbose_name": "picture",
                    "verbose_name_plural": "pictures",
                    "constraints": [
                        models.UniqueConstraint(fields=("province", "sha256", "name"), name="picture_is_kept_once"),
                        models.CheckConstraint(
                            condition=models.Q(("kind__in", ("image/png", "image/svg+xml"))),
                            name="picture_is_drawn_or_painted",
                        ),
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="CertificateKind",
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
                    ("name", models.CharField(max_length=100, verbose_name="name of the kind")),
                    ("prefix", models.CharField(blank=True, max_length=30, verbose_name="before the number")),
                    (
                        "title",
                        models.CharField(
                            blank=True, default="เกียรติบัตร", max_length=60, verbose_name="heading of the paper"
                        ),
                    ),
                    ("issuer", models.CharField(max_length=150, verbose_name="issuing body")),
                    (
                        "superior",
                        models.CharField(blank=True, max_length=150, verbose_name="second line of the heading"),
                    ),
                    (
                        "preamble",
                        models.CharField(
                            default="มอบเกียรติบัตรฉบับนี้ให้ไว้เพื่อแสดงว่า", max_length=120, verbose_name="above the name"
                        ),
                    ),
                    ("deed", models.CharField(max_length=300, verbose_name="what it is given for")),
                    ("blessing", models.CharField(blank=True, max_length=200, verbose_name="wish")),
                    (
                        "border",
                        models.CharField(
                            choices=[
                                ("double", "two lines"),
                                ("corners", "a fine line with ornaments in the corners"),
                                ("line", "one line"),
                                ("none", "no frame"),
                            ],
                            default="double",
                            max_length=8,
                            verbose_name="frame",
                        ),
                    ),
                    (
                        "colour",
                        models.CharField(
                            choices=[
                                ("#1c4a66", "sea blue"),
                                ("#80620f", "old gold"),
                                ("#1d5b3c", "leaf green"),
                                ("#7a1f2b", "dark red"),
                                ("#1a1a1a", "black"),
                            ],
                            default="#1c4a66",
                            max_length=7,
                            verbose_name="colour",
                        ),
                    ),
                    (
                        "seal",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="events.picture",
                            verbose_name="seal or logo",
                        ),
                    ),
                    (
                        "second_seal",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="events.picture",
                            verbose_name="second seal or logo",
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
                    "verbose_name": "kind of certificate",
                    "verbose_name_plural": "kinds of certificates",
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("province", "name"),
                            name="certificate_kind_has_its_name",
                            violation_error_message="Another kind has this name.",
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Signatory",
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
                    ("name", models.CharField(max_length=120, verbose_name="full name")),
                    ("post", models.CharField(max_length=200, verbose_name="post")),
                    (
                        "picture",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="events.picture",
                            verbose_name="signature",
                        ),
                    ),
                    ("since", models.DateField(verbose_name="in this post since")),
                    ("until", models.DateField(blank=True, null=True, verbose_name="until")),
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
                    "verbose_name": "signatory",
                    "verbose_name_plural": "signatories",
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                            ),
                            name="signatory_ends_after_it_begins",
                            violation_error_message="The last day comes before the first.",
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="CertificateSeries",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "kind",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="events.certificatekind",
                            verbose_name="kind",
                        ),
                    ),
                    ("year", models.PositiveSmallIntegerField(verbose_name="year (B.E.)")),
                    ("last", models.PositiveIntegerField(default=0, verbose_name="last number")),
                ],
                options={
                    "verbose_name": "series of certificate numbers",
                    "verbose_name_plural": "series of certificate numbers",
                    "constraints": [
                        models.UniqueConstraint(fields=("kind", "year"), name="one_series_of_a_kind_in_a_year")
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Issue",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    (
                        "kind",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="issues",
                            to="events.certificatekind",
                            verbose_name="kind",
                        ),
                    ),
                    (
                        "assembly",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="events.assembly",
                            verbose_name="assembly",
                        ),
                    ),
                    ("on", models.DateField(verbose_name="date")),
                    ("look", models.JSONField(verbose_name="layout and wording")),
                    ("recipients", models.JSONField(verbose_name="recipients")),
                    ("count", models.PositiveIntegerField(verbose_name="how many")),
                    ("address", models.CharField(max_length=200, verbose_name="where they are checked")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="issued by",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                ],
                options={
                    "verbose_name": "issue of certificates",
                    "verbose_name_plural": "issues of certificates",
                    "constraints": [
                        models.CheckConstraint(condition=models.Q(("count__gt", 0)), name="issue_has_recipients")
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Certificate",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "issue",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="certificates",
                            to="events.issue",
                            verbose_name="issue",
                        ),
                    ),
                    ("place", models.PositiveIntegerField(verbose_name="place in the issue")),
                    (
                        "kind",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="certificates",
                            to="events.certificatekind",
                            verbose_name="kind",
                        ),
                    ),
                    ("year", models.PositiveSmallIntegerField(verbose_name="year (B.E.)")),
                    ("number", models.PositiveIntegerField(verbose_name="number")),
                    ("code", models.CharField(max_length=20, unique=True, verbose_name="code")),
                    ("recipient", models.CharField(max_length=200, verbose_name="recipient")),
                    ("deed", models.CharField(max_length=300, verbose_name="what it is given for")),
                    ("on", models.DateField(verbose_name="date")),
                    (
                        "fund",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="funds.fund",
                            verbose_name="fund",
                        ),
                    ),
                    (
                        "replaces",
                        models.OneToOneField(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="replaced_by",
                            to="events.certificate",
                            verbose_name="replaces",
                        ),
                    ),
                    ("reason", models.CharField(blank=True, max_length=300, verbose_name="why it replaces")),
                    ("search", models.CharField(editable=False, max_length=220, verbose_name="recipient as searched")),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="issued at")),
                ],
                options={
                    "verbose_name": "certificate",
                    "verbose_name_plural": "certificates",
                    "indexes": [models.Index(fields=["kind", "-on", "-number"], name="certificate_in_lists")],
                    "constraints": [
                        models.UniqueConstraint(fields=("issue", "place"), name="certificate_is_issued_once"),
                        models.UniqueConstraint(
                            fields=("kind", "year", "number"), name="certificate_number_never_repeats"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("number__gte", 1)), name="certificate_number_begins_with_one"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("recipient", ""), _negated=True), name="certificate_names_its_recipient"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("replaces__isnull", True), models.Q(("reason", ""), _negated=True), _connector="OR"
                            ),
                            name="replacing_a_certificate_has_a_reason",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="DayFile",
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
                        "assembly",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="files",
                            to="events.assembly",
                            verbose_name="assembly",
                        ),
                    ),
                    ("name", models.CharField(max_length=100, verbose_name="name of the file")),
                    ("caption", models.CharField(blank=True, max_length=200, verbose_name="what it shows")),
                    ("kind", models.CharField(max_length=20, verbose_name="kind of file")),
                    ("size", models.PositiveIntegerField(verbose_name="size (bytes)")),
                    ("sha256", models.CharField(max_length=64, verbose_name="fingerprint (SHA-256)")),
                    ("is_public", models.BooleanField(default=False, verbose_name="shown to everyone")),
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
                    "verbose_name": "paper or photograph of an assembly",
                    "verbose_name_plural": "papers and photographs of assemblies",
                    "constraints": [
                        models.CheckConstraint(condition=models.Q(("size__gt", 0)), name="day_file_is_not_empty"),
                        models.CheckConstraint(
                            condition=models.Q(("kind__in", ["image/jpeg", "application/pdf"])),
                            name="day_file_is_a_picture_or_a_pdf",
                        ),
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="DayFileWithdrawal",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "file",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="withdrawal",
                            to="events.dayfile",
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
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("reason", ""), _negated=True),
                            name="day_file_is_taken_back_with_a_reason",
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Minutes",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    (
                        "assembly",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="minutes",
                            to="events.assembly",
                            verbose_name="assembly",
                        ),
                    ),
                    ("version", models.PositiveSmallIntegerField(verbose_name="version")),
                    ("text", models.TextField(verbose_name="minutes")),
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
                    "verbose_name": "minutes",
                    "verbose_name_plural": "minutes",
                    "constraints": [
                        models.UniqueConstraint(fields=("assembly", "version"), name="minutes_have_one_of_each_version")
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Approval",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "assembly",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="approval",
                            to="events.assembly",
                            verbose_name="assembly",
                        ),
                    ),
                    (
                        "minutes",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="approval",
                            to="events.minutes",
                            verbose_name="minutes",
                        ),
                    ),
                    ("on", models.DateField(verbose_name="approved on")),
                    ("approved_by", models.CharField(max_length=200, verbose_name="approved by")),
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
                    "verbose_name": "approval of the minutes",
                    "verbose_name_plural": "approvals of minutes",
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("approved_by", ""), _negated=True), name="approval_says_by_whom"
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="AssemblyResolution",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    (
                        "assembly",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="resolutions",
                            to="events.assembly",
                            verbose_name="assembly",
                        ),
                    ),
                    ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                    ("title", models.CharField(max_length=300, verbose_name="resolution")),
                    ("text", models.TextField(blank=True, verbose_name="in full")),
                    (
                        "manner",
                        models.CharField(
                            choices=[("adopted", "adopted without a vote"), ("voted", "voted on")],
                            max_length=8,
                            verbose_name="how it was taken",
                        ),
                    ),
                    (
                        "majority",
                        models.CharField(
                            choices=[
                                ("simple", "more votes for than against"),
                                ("present", "more than half of those who voted or abstained"),
                                ("two_thirds", "two thirds of those who voted for or against"),
                            ],
                            max_length=12,
                            verbose_name="majority",
                        ),
                    ),
                    ("votes_for", models.PositiveSmallIntegerField(default=0, verbose_name="for")),
                    ("votes_against", models.PositiveSmallIntegerField(default=0, verbose_name="against")),
                    ("votes_abstain", models.PositiveSmallIntegerField(default=0, verbose_name="abstained")),
                    ("owner", models.CharField(blank=True, max_length=200, verbose_name="who sees to it")),
                    ("due_on", models.DateField(blank=True, null=True, verbose_name="to be done by")),
                    (
                        "purpose",
                        models.CharField(
                            choices=[
                                ("none", "a resolution of the network"),
                                ("rule_book", "adopts the rule book of a fund"),
                                ("committee", "elects the committee of a fund"),
                            ],
                            default="none",
                            max_length=10,
                            verbose_name="what it does",
                        ),
                    ),
                    (
                        "fund",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="funds.fund",
                            verbose_name="fund",
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
                            verbose_name="resolution of the fund",
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
                    "verbose_name": "resolution of an assembly",
                    "verbose_name_plural": "resolutions of assemblies",
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("assembly", "number"), name="assembly_resolutions_are_numbered"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(
                                    ("manner", "adopted"), ("votes_abstain", 0), ("votes_against", 0), ("votes_for", 0)
                                ),
                                models.Q(
                                    ("manner", "voted"),
                                    models.Q(("votes_for__gt", 0), ("votes_against__gt", 0), _connector="OR"),
                                ),
                                _connector="OR",
                            ),
                            name="assembly_resolution_has_votes_where_voted",
                            violation_error_message="Type the votes for and against.",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("fund__isnull", True), ("purpose", "none"), ("resolution__isnull", True)),
                                models.Q(models.Q(("purpose", "none"), _negated=True), ("fund__isnull", False)),
                                _connector="OR",
                            ),
                            name="assembly_resolution_names_the_fund_it_binds",
                            violation_error_message="Choose the fund whose rule book or committee this is.",
                        ),
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="FollowUp",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    (
                        "resolution",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="follow_ups",
                            to="events.assemblyresolution",
                            verbose_name="resolution",
                        ),
                    ),
                    (
                        "assembly",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="events.assembly",
                            verbose_name="told to",
                        ),
                    ),
                    (
                        "outcome",
                        models.CharField(
                            choices=[("done", "done"), ("open", "still open"), ("dropped", "dropped")],
                            max_length=8,
                            verbose_name="what became of it",
                        ),
                    ),
                    ("note", models.CharField(blank=True, max_length=500, verbose_name="note")),
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
                    "verbose_name": "follow-up",
                    "verbose_name_plural": "follow-ups",
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("outcome", "dropped"), _negated=True),
                                models.Q(("note", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="a_dropped_resolution_says_why",
                            violation_error_message="Say why it was dropped.",
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Enclosure",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("address", models.UUIDField(unique=True, verbose_name="address")),
                    (
                        "province",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="funds.province",
                            verbose_name="province",
                        ),
                    ),
                    ("name", models.CharField(max_length=100, verbose_name="name of the file")),
                    ("kind", models.CharField(max_length=20, verbose_name="kind of file")),
                    ("size", models.PositiveIntegerField(verbose_name="size (bytes)")),
                    ("sha256", models.CharField(max_length=64, verbose_name="fingerprint (SHA-256)")),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="sent at")),
                ],
                options={
                    "verbose_name": "enclosed file",
                    "verbose_name_plural": "enclosed files",
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="Strategy",
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
                    ("title", models.CharField(max_length=200, verbose_name="title")),
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
                    "verbose_name": "strategy document",
                    "verbose_name_plural": "strategy documents",
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="Version",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    (
                        "strategy",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="versions",
                            to="events.strategy",
                            verbose_name="strategy document",
                        ),
                    ),
                    ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                    ("text", models.TextField(verbose_name="text")),
                    ("sha256", models.CharField(max_length=64, verbose_name="fingerprint (SHA-256)")),
                    (
                        "file",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="events.enclosure",
                            verbose_name="file",
                        ),
                    ),
                    ("note", models.CharField(blank=True, max_length=300, verbose_name="what is new")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="entered by",
                        ),
                    ),
                    ("at", models.DateTimeField(verbose_name="entered at")),
                ],
                options={
                    "verbose_name": "version",
                    "verbose_name_plural": "versions",
                    "constraints": [
                        models.UniqueConstraint(fields=("strategy", "number"), name="version_number_is_used_once")
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Party",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "version",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="parties",
                            to="events.version",
                            verbose_name="version",
                        ),
                    ),
                    ("place", models.PositiveSmallIntegerField(verbose_name="place in the order")),
                    ("organisation", models.CharField(max_length=200, verbose_name="organisation")),
                    ("person", models.CharField(max_length=200, verbose_name="person")),
                    ("post", models.CharField(max_length=200, verbose_name="post")),
                    (
                        "fund",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="funds.fund",
                            verbose_name="fund",
                        ),
                    ),
                    (
                        "user",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="account",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "signing organisation",
                    "verbose_name_plural": "signing organisations",
                    "constraints": [
                        models.UniqueConstraint(fields=("version", "place"), name="party_has_its_own_place"),
                        models.UniqueConstraint(fields=("version", "organisation"), name="party_signs_a_version_once"),
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Adoption",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    (
                        "version",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="adoption",
                            to="events.version",
                            verbose_name="version",
                        ),
                    ),
                    ("version_sha256", models.CharField(max_length=64, verbose_name="fingerprint (SHA-256)")),
                    (
                        "resolution",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="events.assemblyresolution",
                            verbose_name="resolution",
                        ),
                    ),
                    ("on", models.DateField(verbose_name="adopted on")),
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
                    "verbose_name": "adoption",
                    "verbose_name_plural": "adoptions",
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="HandOver",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    (
                        "version",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="hand_over",
                            to="events.version",
                            verbose_name="version",
                        ),
                    ),
                    ("version_sha256", models.CharField(max_length=64, verbose_name="fingerprint (SHA-256)")),
                    ("giver", models.CharField(max_length=200, verbose_name="handed over by")),
                    ("giver_post", models.CharField(max_length=200, verbose_name="post")),
                    ("receiver", models.CharField(blank=True, max_length=200, verbose_name="received by")),
                    ("receiver_post", models.CharField(max_length=200, verbose_name="post")),
                    ("on", models.DateField(verbose_name="handed over on")),
                    ("time", models.TimeField(blank=True, null=True, verbose_name="time")),
                    ("place", models.CharField(max_length=200, verbose_name="place")),
                    (
                        "photo",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="events.enclosure",
                            verbose_name="photograph",
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
                    "verbose_name": "handing over",
                    "verbose_name_plural": "handings over",
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="Progress",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    (
                        "strategy",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="progress",
                            to="events.strategy",
                            verbose_name="strategy document",
                        ),
                    ),
                    ("number", models.PositiveSmallIntegerField(verbose_name="strategy")),
                    ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                    ("percent", models.PositiveSmallIntegerField(verbose_name="per cent reached")),
                    ("words", models.TextField(max_length=2000, verbose_name="what was done")),
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
                    "verbose_name": "progress",
                    "verbose_name_plural": "progress",
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("percent__lte", 100)),
                            name="progress_is_at_most_all",
                            violation_error_message="Type a number from 0 to 100.",
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="SigningLink",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "party",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="links",
                            to="events.party",
                            verbose_name="signing organisation",
                        ),
                    ),
                    ("token_hash", models.CharField(max_length=64, unique=True, verbose_name="hash of the link")),
                    ("code_hash", models.CharField(max_length=64, verbose_name="hash of the code")),
                    ("expires_at", models.DateTimeField(verbose_name="ends at")),
                    ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="wrong codes")),
                    ("is_withdrawn", models.BooleanField(default=False, verbose_name="withdrawn")),
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
                ],
                options={
                    "verbose_name": "signing link",
                    "verbose_name_plural": "signing links",
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="PaperEntry",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    (
                        "party",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="papers",
                            to="events.party",
                            verbose_name="signing organisation",
                        ),
                    ),
                    ("version_sha256", models.CharField(max_length=64, verbose_name="fingerprint (SHA-256)")),
                    ("person", models.CharField(max_length=200, verbose_name="person")),
                    ("post", models.CharField(max_length=200, verbose_name="post")),
                    ("behalf", models.CharField(blank=True, max_length=300, verbose_name="on behalf of")),
                    ("on", models.DateField(verbose_name="signed on")),
                    (
                        "photo",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="events.enclosure",
                            verbose_name="photograph",
                        ),
                    ),
                    (
                        "letter",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="events.enclosure",
                            verbose_name="letter",
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
                    "verbose_name": "entry of a signed page",
                    "verbose_name_plural": "entries of signed pages",
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="PaperRefusal",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "entry",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="refusal",
                            to="events.paperentry",
                            verbose_name="entry",
                        ),
                    ),
                    ("reason", models.CharField(max_length=300, verbose_name="reason")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="turned back by",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="turned back at")),
                ],
                options={
                    "verbose_name": "entry turned back",
                    "verbose_name_plural": "entries turned back",
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("reason", ""), _negated=True), name="paper_refusal_has_a_reason"
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
                        "party",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="signature",
                            to="events.party",
                            verbose_name="signing organisation",
                        ),
                    ),
                    (
                        "version",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="signatures",
                            to="events.version",
                            verbose_name="version",
                        ),
                    ),
                    ("version_sha256", models.CharField(max_length=64, verbose_name="fingerprint (SHA-256)")),
                    ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                    ("organisation", models.CharField(max_length=200, verbose_name="organisation")),
                    ("person", models.CharField(max_length=200, verbose_name="person")),
                    ("post", models.CharField(max_length=200, verbose_name="post")),
                    ("behalf", models.CharField(blank=True, max_length=300, verbose_name="on behalf of")),
                    (
                        "letter",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="events.enclosure",
                            verbose_name="letter",
                        ),
                    ),
                    (
                        "way",
                        models.CharField(
                            choices=[("account", "signed in"), ("link", "by a link and a code"), ("paper", "on paper")],
                            max_length=8,
                            verbose_name="way",
                        ),
                    ),
                    (
                        "hand",
                        models.CharField(
                            choices=[
                                ("drawn", "drawn by hand"),
                                ("typed", "name typed and confirmed"),
                                ("paper", "on the paper"),
                            ],
                            max_length=8,
                            verbose_name="signature",
                        ),
                    ),
                    ("drawing", models.TextField(blank=True, verbose_name="drawing")),
                    ("on", models.DateField(verbose_name="signed on")),
                    ("at", models.DateTimeField(verbose_name="recorded at")),
                    (
                        "user",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="account",
                        ),
                    ),
                    (
                        "link",
                        models.OneToOneField(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="signature",
                            to="events.signinglink",
                            verbose_name="signing link",
                        ),
                    ),
                    (
                        "paper",
                        models.OneToOneField(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="signature",
                            to="events.paperentry",
                            verbose_name="signed page",
                        ),
                    ),
                    (
                        "confirmed_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="confirmed by",
                        ),
                    ),
                    ("seal", models.CharField(max_length=64, verbose_name="seal")),
                ],
                options={
                    "verbose_name": "signature",
                    "verbose_name_plural": "signatures",
                    "constraints": [
                        models.UniqueConstraint(fields=("version", "number"), name="signature_number_is_used_once"),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(
                                    ("link__isnull", True),
                                    ("paper__isnull", True),
                                    ("user__isnull", False),
                                    ("way", "account"),
                                ),
                                models.Q(
                                    ("link__isnull", False),
                                    ("paper__isnull", True),
                                    ("user__isnull", True),
                                    ("way", "link"),
                                ),
                                models.Q(
                                    ("confirmed_by__isnull", False),
                                    ("hand", "paper"),
                                    ("link__isnull", True),
                                    ("paper__isnull", False),
                                    ("user__isnull", True),
                                    ("way", "paper"),
                                ),
                                _connector="OR",
                            ),
                            name="signature_is_given_in_one_way",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("hand", "drawn"), models.Q(("drawing", ""), _negated=True)),
                                models.Q(models.Q(("hand", "drawn"), _negated=True), ("drawing", "")),
                                _connector="OR",
                            ),
                            name="signature_is_drawn_typed_or_on_paper",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("behalf", ""), ("letter__isnull", True)),
                                models.Q(models.Q(("behalf", ""), _negated=True), ("letter__isnull", False)),
                                _connector="OR",
                            ),
                            name="signature_on_behalf_has_its_letter",
                            violation_error_message="Who signs for someone else needs a letter.",
                        ),
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Evidence",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="key")),
                    (
                        "version",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="evidence",
                            to="events.version",
                            verbose_name="version",
                        ),
                    ),
                    (
                        "file",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="events.enclosure",
                            verbose_name="file",
                        ),
                    ),
                    ("signature_count", models.PositiveSmallIntegerField(verbose_name="signatures")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="given out by",
                        ),
                    ),
                    ("at", models.DateTimeField(verbose_name="given out at")),
                ],
                options={
                    "verbose_name": "evidence",
                    "verbose_name_plural": "evidence",
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="CertificateWithdrawal",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "certificate",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="withdrawal",
                            to="events.certificate",
                            verbose_name="certificate",
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
                            verbose_name="withdrawn by",
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                ],
                options={
                    "verbose_name": "withdrawal of a certificate",
                    "verbose_name_plural": "withdrawals of certificates",
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("reason", ""), _negated=True),
                            name="withdrawing_a_certificate_has_a_reason",
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="CertificateHandover",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "certificate",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="handover",
                            to="events.certificate",
                            verbose_name="certificate",
                        ),
                    ),
                    ("handed_by", models.CharField(max_length=200, verbose_name="handed over by")),
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
                    "verbose_name": "handing over of a certificate",
                    "verbose_name_plural": "handing over of certificates",
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("handed_by", ""), _negated=True), name="handing_over_names_who"
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="CertificateFile",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "certificate",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="files",
                            to="events.certificate",
                            verbose_name="certificate",
                        ),
                    ),
                    ("sha256", models.CharField(max_length=64, unique=True, verbose_name="fingerprint (SHA-256)")),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="made at")),
                ],
                options={
                    "verbose_name": "file of a certificate",
                    "verbose_name_plural": "files of certificates",
                    "indexes": [],
                    "constraints": [],
                },
            ),
        ),
        sql_beside("0003_signatures_are_never_edited", of=__file__),
        sql_beside("0005_who_came_is_never_edited", of=__file__),
        sql_beside("0007_certificates_stay_as_issued", of=__file__),
    ]
