"""A transfer cannot be changed, deleted or cross funds, even at a database prompt; nor can its papers be changed."""

from django.db import migrations

from welfare.sql import sql_beside


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0001_funds_their_officers_and_books"),
        ("welfare", "0002_the_trail_is_never_edited"),
    ]

    operations = [
        sql_beside(
            __file__,
            undo=(
                ("funds_transfer_refuses_change", "funds_transfer"),
                ("funds_transfer_refuses_update", "funds_transfer"),
                ("funds_transfer_refuses_delete", "funds_transfer"),
                ("funds_receipt_refuses_change", "funds_receipt"),
                ("funds_receipt_refuses_update", "funds_receipt"),
                ("funds_receipt_refuses_delete", "funds_receipt"),
                ("funds_voucher_refuses_change", "funds_voucher"),
                ("funds_voucher_refuses_update", "funds_voucher"),
                ("funds_voucher_refuses_delete", "funds_voucher"),
                ("funds_transfer_stays_in_its_fund", "funds_transfer"),
                ("funds_transfer_reversal_mirrors", "funds_transfer"),
            ),
        )
    ]
