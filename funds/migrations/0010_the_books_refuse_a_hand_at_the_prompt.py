"""Imports, series and accounts keep their facts; counts and statements add up; nothing enters before a closed month."""

from django.db import migrations

from welfare.sql import sql_beside


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0009_kept_files_stay_as_they_are"),
    ]

    operations = [
        # The trigger of 0004 kept entries out of the closed months themselves; months close in their order, so the
        # last closed one keeps out all that is dated before it too. Its file here makes that trigger anew.
        # REPLACE on SQLite and TRUNCATE on PostgreSQL delete rows past the triggers that refuse DELETE.
        sql_beside(
            __file__,
            undo=(
                ("funds_bankimport_refuses_change", "funds_bankimport"),
                ("funds_bankimport_refuses_update", "funds_bankimport"),
                ("funds_bankimport_refuses_delete", "funds_bankimport"),
                ("funds_account_keeps_its_place", "funds_account"),
                ("funds_series_only_grows", "funds_series"),
                ("funds_series_refuses_delete", "funds_series"),
                ("funds_cashcount_adds_up", "funds_cashcount"),
                ("funds_statement_has_equal_sides", "funds_statement"),
                ("funds_transfer_refuses_replace", "funds_transfer"),
                ("funds_transfer_refuses_truncate", "funds_transfer"),
                ("funds_receipt_refuses_replace", "funds_receipt"),
                ("funds_receipt_refuses_truncate", "funds_receipt"),
                ("funds_voucher_refuses_replace", "funds_voucher"),
                ("funds_voucher_refuses_truncate", "funds_voucher"),
                ("funds_cashcount_refuses_replace", "funds_cashcount"),
                ("funds_cashcount_refuses_truncate", "funds_cashcount"),
                ("funds_monthclose_refuses_replace", "funds_monthclose"),
                ("funds_monthclose_refuses_truncate", "funds_monthclose"),
                ("funds_monthreopening_refuses_replace", "funds_monthreopening"),
                ("funds_monthreopening_refuses_truncate", "funds_monthreopening"),
                ("funds_statement_refuses_replace", "funds_statement"),
                ("funds_statement_refuses_truncate", "funds_statement"),
                ("funds_bankimport_refuses_replace", "funds_bankimport"),
                ("funds_bankimport_refuses_truncate", "funds_bankimport"),
                ("funds_bankline_refuses_replace", "funds_bankline"),
                ("funds_bankline_refuses_truncate", "funds_bankline"),
                ("funds_bankwithdrawal_refuses_replace", "funds_bankwithdrawal"),
                ("funds_bankwithdrawal_refuses_truncate", "funds_bankwithdrawal"),
                ("funds_bankmatch_refuses_replace", "funds_bankmatch"),
                ("funds_bankmatch_refuses_truncate", "funds_bankmatch"),
                ("funds_correction_refuses_replace", "funds_correction"),
                ("funds_correction_refuses_truncate", "funds_correction"),
                ("funds_correctiondecision_refuses_replace", "funds_correctiondecision"),
                ("funds_correctiondecision_refuses_truncate", "funds_correctiondecision"),
            ),
        )
    ]
