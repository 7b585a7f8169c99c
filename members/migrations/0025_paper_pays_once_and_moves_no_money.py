"""What was decided and paid on paper is one person's to write down, as long as no money leaves the fund by it."""

from django.db import migrations

from welfare.sql import sql_beside


class Migration(migrations.Migration):
    dependencies = [("members", "0024_files_hold_receipts_claims_and_heirs")]

    operations = [
        sql_beside(
            __file__,
            undo=tuple(
                (f"members_{table}_{what}", f"members_{table}")
                for table, what in (
                    ("importedclaim", "stands_before_its_claim"),
                    ("importedclaim", "refuses_update"),
                    ("importedclaim", "refuses_delete"),
                    ("importedclaim", "refuses_replace"),
                    ("importedclaim", "refuses_change"),
                    ("importedclaim", "refuses_truncate"),
                    ("claim", "of_the_paper_stays_in_its_fund"),
                    ("payout", "of_the_paper_moves_no_money"),
                    ("importedreceipt", "stays_in_its_fund"),
                    ("importedreceipt", "refuses_update"),
                    ("importedreceipt", "refuses_delete"),
                    ("importedreceipt", "refuses_change"),
                    ("importedreceipt", "refuses_truncate"),
                )
            ),
        )
    ]
