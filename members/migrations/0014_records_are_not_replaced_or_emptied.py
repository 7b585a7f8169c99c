"""REPLACE on SQLite and TRUNCATE on PostgreSQL delete rows past the triggers that refuse DELETE: they are refused too."""

from django.db import migrations

from welfare.sql import sql_beside


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0013_papers_of_claims_stay_as_they_are"),
    ]

    operations = [
        sql_beside(
            __file__,
            undo=(
                ("members_contribution_refuses_replace", "members_contribution"),
                ("members_contribution_refuses_truncate", "members_contribution"),
                ("members_membershipstep_refuses_replace", "members_membershipstep"),
                ("members_membershipstep_refuses_truncate", "members_membershipstep"),
                ("members_claim_refuses_replace", "members_claim"),
                ("members_claim_refuses_truncate", "members_claim"),
                ("members_decision_refuses_replace", "members_decision"),
                ("members_decision_refuses_truncate", "members_decision"),
                ("members_payout_refuses_replace", "members_payout"),
                ("members_payout_refuses_truncate", "members_payout"),
                ("members_collection_refuses_replace", "members_collection"),
                ("members_collection_refuses_truncate", "members_collection"),
            ),
        )
    ]
