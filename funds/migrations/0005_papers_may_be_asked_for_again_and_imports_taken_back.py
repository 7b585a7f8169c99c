"""A declined correction may be asked for again, and an import of bank lines taken back and made anew."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def without_what_names_the_table(apps: Any, schema_editor: Any) -> None:
    """SQLite does not make a table anew while a trigger of another table names it; 0006 makes that trigger again."""
    if schema_editor.connection.vendor == "sqlite":
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER IF EXISTS funds_correctiondecision_is_by_another_person")


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0004_closed_months_take_no_entries"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(without_what_names_the_table, migrations.RunPython.noop),
        migrations.CreateModel(
            name="BankWithdrawal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True, verbose_name="key")),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                ("on", models.DateField(verbose_name="taken back on")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
            ],
            options={
                "verbose_name": "import of bank lines taken back",
                "verbose_name_plural": "imports of bank lines taken back",
            },
        ),
        migrations.RemoveConstraint(
            model_name="bankimport",
            name="bank_file_is_imported_once",
        ),
        migrations.AlterField(
            model_name="correction",
            name="receipt",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrections",
                to="funds.receipt",
                verbose_name="receipt",
            ),
        ),
        migrations.AlterField(
            model_name="correction",
            name="transfer",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrections",
                to="funds.transfer",
                verbose_name="entry",
            ),
        ),
        migrations.AlterField(
            model_name="correction",
            name="voucher",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrections",
                to="funds.voucher",
                verbose_name="voucher",
            ),
        ),
        migrations.AddIndex(
            model_name="bankimport",
            index=models.Index(fields=["account", "sha256"], name="bank_imports_by_hash"),
        ),
        migrations.AddField(
            model_name="bankwithdrawal",
            name="bank_import",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="withdrawal",
                to="funds.bankimport",
                verbose_name="import of bank lines",
            ),
        ),
        migrations.AddField(
            model_name="bankwithdrawal",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="taken back by",
            ),
        ),
        migrations.AddConstraint(
            model_name="bankwithdrawal",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="withdrawal_has_a_reason"
            ),
        ),
    ]
