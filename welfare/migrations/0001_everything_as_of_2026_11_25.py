"""Users, their trail and the portal's own chores, as the migrations up to 25 November 2026 leave them.

A new database takes this road, in a tenth of the time; one that has begun on the old road stays on it. The triggers are
read from the files of the old road, and tests/test_upgrades.py compares what both lead to.
"""

import django.contrib.auth.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from welfare.sql import CreateModels, sql_beside


class Migration(migrations.Migration):
    replaces = [
        ("welfare", "0001_users_and_their_trail"),
        ("welfare", "0002_the_trail_is_never_edited"),
        ("welfare", "0003_the_trail_is_chained"),
        ("welfare", "0004_what_was_written_before_is_sealed"),
        ("welfare", "0005_a_chain_only_grows"),
        ("welfare", "0006_chores_and_backups_are_remembered"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name="User",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("password", models.CharField(max_length=128, verbose_name="password")),
                    ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                    (
                        "is_superuser",
                        models.BooleanField(
                            default=False,
                            help_text="Designates that this user has all permissions without explicitly assigning them.",
                            verbose_name="superuser status",
                        ),
                    ),
                    (
                        "username",
                        models.CharField(
                            error_messages={"unique": "A user with that username already exists."},
                            help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                            max_length=150,
                            unique=True,
                            validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                            verbose_name="username",
                        ),
                    ),
                    ("email", models.EmailField(blank=True, max_length=254, verbose_name="email address")),
                    (
                        "is_staff",
                        models.BooleanField(
                            default=False,
                            help_text="Designates whether the user can log into this admin site.",
                            verbose_name="staff status",
                        ),
                    ),
                    (
                        "is_active",
                        models.BooleanField(
                            default=True,
                            help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                            verbose_name="active",
                        ),
                    ),
                    (
                        "date_joined",
                        models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined"),
                    ),
                    ("display_name", models.CharField(max_length=200, verbose_name="name shown")),
                    (
                        "groups",
                        models.ManyToManyField(
                            blank=True,
                            help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                            related_name="user_set",
                            related_query_name="user",
                            to="auth.group",
                            verbose_name="groups",
                        ),
                    ),
                    (
                        "user_permissions",
                        models.ManyToManyField(
                            blank=True,
                            help_text="Specific permissions for this user.",
                            related_name="user_set",
                            related_query_name="user",
                            to="auth.permission",
                            verbose_name="user permissions",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "user",
                    "verbose_name_plural": "users",
                    "indexes": [],
                    "constraints": [],
                },
                managers=[
                    ("objects", django.contrib.auth.models.UserManager()),
                ],
            ),
            migrations.CreateModel(
                name="LogEntry",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("at", models.DateTimeField(verbose_name="when")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="by",
                        ),
                    ),
                    ("office", models.CharField(blank=True, max_length=120, verbose_name="in which office")),
                    ("origin", models.CharField(blank=True, max_length=60, verbose_name="from where")),
                    ("fund", models.BigIntegerField(null=True, verbose_name="fund")),
                    ("act", models.CharField(max_length=60, verbose_name="what was done")),
                    ("subject", models.CharField(max_length=60, verbose_name="kind of record")),
                    ("subject_pk", models.BigIntegerField(null=True, verbose_name="record")),
                    ("before", models.JSONField(default=dict, verbose_name="facts before")),
                    ("facts", models.JSONField(default=dict, verbose_name="facts")),
                    ("number", models.BigIntegerField(verbose_name="number in its chain")),
                    ("seal", models.CharField(max_length=64, verbose_name="seal")),
                ],
                options={
                    "verbose_name": "log entry",
                    "verbose_name_plural": "log entries",
                    "indexes": [
                        models.Index(fields=["subject", "subject_pk", "id"], name="log_of_a_record"),
                        models.Index(fields=["fund", "id"], name="log_of_a_fund"),
                    ],
                    "constraints": [
                        models.UniqueConstraint(
                            django.db.models.functions.comparison.Coalesce("fund", models.Value(0)),
                            models.F("number"),
                            name="log_number_is_used_once_in_its_chain",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="TrailHead",
                fields=[
                    ("chain", models.BigIntegerField(primary_key=True, serialize=False, verbose_name="chain")),
                    ("count", models.BigIntegerField(default=0, verbose_name="entries")),
                    (
                        "seal",
                        models.CharField(
                            default="0000000000000000000000000000000000000000000000000000000000000000",
                            max_length=64,
                            verbose_name="seal",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "head of the trail",
                    "verbose_name_plural": "heads of the trail",
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="Chore",
                fields=[
                    ("name", models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name="name")),
                    ("started_at", models.DateTimeField(null=True, verbose_name="began")),
                    ("ended_at", models.DateTimeField(null=True, verbose_name="ended")),
                    ("machine", models.CharField(blank=True, max_length=80, verbose_name="machine")),
                    ("is_well", models.BooleanField(null=True, verbose_name="all is well")),
                    ("words", models.CharField(blank=True, max_length=500, verbose_name="how it went")),
                ],
                options={
                    "verbose_name": "chore",
                    "verbose_name_plural": "chores",
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="Backup",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("name", models.CharField(max_length=100, unique=True, verbose_name="file")),
                    ("at", models.DateTimeField(verbose_name="made at")),
                    ("size", models.BigIntegerField(verbose_name="size (bytes)")),
                    ("sha256", models.CharField(max_length=64, verbose_name="fingerprint (SHA-256)")),
                    ("is_encrypted", models.BooleanField(verbose_name="encrypted")),
                    ("rehearsed_at", models.DateTimeField(null=True, verbose_name="read back at")),
                    ("is_whole", models.BooleanField(null=True, verbose_name="read back whole")),
                    ("words", models.CharField(blank=True, max_length=500, verbose_name="what was found")),
                ],
                options={
                    "verbose_name": "backup",
                    "verbose_name_plural": "backups",
                    "indexes": [],
                    "constraints": [],
                },
            ),
        ),
        sql_beside("0002_the_trail_is_never_edited", of=__file__),
        sql_beside("0003_the_trail_is_chained", of=__file__),
        sql_beside("0005_a_chain_only_grows", of=__file__),
    ]
