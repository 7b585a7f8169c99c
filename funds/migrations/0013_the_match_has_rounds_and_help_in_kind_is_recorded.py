"""An account for each round of the state's match; help that is no money, recorded beside the books."""

from collections.abc import Callable
from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import welfare.money


def naming(*, is_checked: bool) -> Callable[[Any, Any], None]:
    """SQLite makes a table anew that triggers of other tables name only where it does not look into them meanwhile."""

    def switch(apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "sqlite":
            with schema_editor.connection.cursor() as cursor:
                cursor.execute(f"PRAGMA legacy_alter_table = {'OFF' if is_checked else 'ON'}")

    return switch


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0012_rules_of_approval_are_never_edited"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(naming(is_checked=False), naming(is_checked=True)),
        migrations.CreateModel(
            name="InKind",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True, verbose_name="key")),
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
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
            ],
            options={
                "verbose_name": "help in kind",
                "verbose_name_plural": "help in kind",
            },
        ),
        migrations.CreateModel(
            name="InKindWithdrawal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True, verbose_name="key")),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                ("on", models.DateField(verbose_name="taken back on")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
            ],
            options={
                "verbose_name": "help in kind taken back",
                "verbose_name_plural": "help in kind taken back",
            },
        ),
        migrations.RemoveConstraint(
            model_name="account",
            name="account_stands_once_in_the_chart",
        ),
        migrations.AddField(
            model_name="account",
            name="round",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="round of the match"),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.UniqueConstraint(
                fields=("fund", "kind", "line", "outsiders", "name", "round"), name="account_stands_once_in_the_chart"
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("round", 0),
                    models.Q(("kind", "income"), ("line", "state_match"), ("round__lte", 99)),
                    _connector="OR",
                ),
                name="only_the_match_has_rounds",
            ),
        ),
        migrations.AddField(
            model_name="inkind",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="entered by",
            ),
        ),
        migrations.AddField(
            model_name="inkind",
            name="fund",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="funds.fund", verbose_name="fund"
            ),
        ),
        migrations.AddField(
            model_name="inkindwithdrawal",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="taken back by",
            ),
        ),
        migrations.AddField(
            model_name="inkindwithdrawal",
            name="in_kind",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="withdrawal",
                to="funds.inkind",
                verbose_name="help in kind",
            ),
        ),
        migrations.AddIndex(
            model_name="inkind",
            index=models.Index(fields=["fund", "on", "id"], name="help_in_kind_by_day"),
        ),
        migrations.AddConstraint(
            model_name="inkind",
            constraint=models.CheckConstraint(
                condition=models.Q(("worth__gte", 0)), name="help_in_kind_is_not_negative"
            ),
        ),
        migrations.AddConstraint(
            model_name="inkind",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("what", ""), _negated=True), models.Q(("giver", ""), _negated=True)),
                name="help_in_kind_is_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="inkind",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ("lao", "other_state", "organisations", "donation", "other"))),
                name="help_in_kind_has_a_giver",
            ),
        ),
        migrations.AddConstraint(
            model_name="inkindwithdrawal",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="in_kind_withdrawal_has_a_reason"
            ),
        ),
        migrations.RunPython(naming(is_checked=True), naming(is_checked=False)),
    ]
