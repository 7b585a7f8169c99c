"""Steps, contributions, claims, decisions and payouts are records: the database refuses to change or delete one."""

from django.db import migrations

from welfare.sql import sql_beside


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0001_people_and_what_they_give_and_receive"),
        ("funds", "0002_transfers_are_never_edited"),
    ]

    operations = [
        sql_beside(
            __file__,
            undo=(
                ("members_membershipstep_refuses_change", "members_membershipstep"),
                ("members_membershipstep_refuses_update", "members_membershipstep"),
                ("members_membershipstep_refuses_delete", "members_membershipstep"),
                ("members_contribution_refuses_change", "members_contribution"),
                ("members_contribution_refuses_update", "members_contribution"),
                ("members_contribution_refuses_delete", "members_contribution"),
                ("members_claim_refuses_change", "members_claim"),
                ("members_claim_refuses_update", "members_claim"),
                ("members_claim_refuses_delete", "members_claim"),
                ("members_decision_refuses_change", "members_decision"),
                ("members_decision_refuses_update", "members_decision"),
                ("members_decision_refuses_delete", "members_decision"),
                ("members_payout_refuses_change", "members_payout"),
                ("members_payout_refuses_update", "members_payout"),
                ("members_payout_refuses_delete", "members_payout"),
                ("members_membership_stays_in_its_fund", "members_membership"),
                ("members_membership_keeps_its_fund", "members_membership"),
                ("members_contribution_stays_in_its_fund", "members_contribution"),
                ("members_claim_stays_in_its_fund", "members_claim"),
                ("members_decision_is_by_another_person", "members_decision"),
                ("members_payout_follows_its_decision", "members_payout"),
            ),
        )
    ]
