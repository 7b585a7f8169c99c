"""Attached files are never changed and stay in their fund, on both databases."""

from django.db import migrations

from welfare.sql import sql_beside


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0008_files_prove_what_was_paid"),
    ]

    operations = [
        sql_beside(
            __file__,
            undo=(
                ("funds_attachment_refuses_change", "funds_attachment"),
                ("funds_attachment_refuses_update", "funds_attachment"),
                ("funds_attachment_refuses_delete", "funds_attachment"),
                ("funds_attachmentwithdrawal_refuses_change", "funds_attachmentwithdrawal"),
                ("funds_attachmentwithdrawal_refuses_update", "funds_attachmentwithdrawal"),
                ("funds_attachmentwithdrawal_refuses_delete", "funds_attachmentwithdrawal"),
                ("funds_voucherproof_refuses_change", "funds_voucherproof"),
                ("funds_voucherproof_refuses_update", "funds_voucherproof"),
                ("funds_voucherproof_refuses_delete", "funds_voucherproof"),
                ("funds_voucherproof_stays_in_its_fund", "funds_voucherproof"),
            ),
        )
    ]
