"""A version of the rules of approval stays as it was adopted."""

from django.db import migrations

from welfare.sql import sql_beside


class Migration(migrations.Migration):
    dependencies = [("funds", "0011_claims_are_approved_by_rule")]

    operations = [
        sql_beside(
            __file__,
            undo=(
                ("funds_signingrule_refuses_change", "funds_signingrule"),
                ("funds_signingrule_refuses_update", "funds_signingrule"),
                ("funds_signingrule_refuses_delete", "funds_signingrule"),
                ("funds_signingstep_refuses_change", "funds_signingstep"),
                ("funds_signingstep_refuses_update", "funds_signingstep"),
                ("funds_signingstep_refuses_delete", "funds_signingstep"),
            ),
        )
    ]
