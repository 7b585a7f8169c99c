"""Filing, each signature, the decision and the payment are by different people with no stake in the claim."""

from django.db import migrations

from welfare.sql import sql_beside

TABLES = ("claimstep", "signature", "standin")


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0007_claims_are_signed_step_by_step"),
        ("funds", "0012_rules_of_approval_are_never_edited"),
    ]

    operations = [
        sql_beside(
            __file__,
            undo=(
                *(
                    (f"members_{table}_refuses_{what}", f"members_{table}")
                    for table in TABLES
                    for what in ("change", "update", "delete")
                ),
                ("members_claim_is_filed_without_a_stake", "members_claim"),
                ("members_standin_is_by_the_province", "members_standin"),
                ("members_claimstep_keeps_its_order", "members_claimstep"),
                ("members_signature_is_by_another_person", "members_signature"),
            ),
        )
    ]
