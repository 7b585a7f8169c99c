"""A closed month takes no entries; closes, counts, statements and corrections are records."""

from django.db import migrations

from welfare.sql import sql_beside


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0003_policies_closes_banks_and_corrections"),
    ]

    operations = [
        sql_beside(
            __file__,
            undo=(
                ("funds_policy_refuses_change", "funds_policy"),
                ("funds_policy_refuses_update", "funds_policy"),
                ("funds_policy_refuses_delete", "funds_policy"),
                ("funds_rate_refuses_change", "funds_rate"),
                ("funds_rate_refuses_update", "funds_rate"),
                ("funds_rate_refuses_delete", "funds_rate"),
                ("funds_share_refuses_change", "funds_share"),
                ("funds_share_refuses_update", "funds_share"),
                ("funds_share_refuses_delete", "funds_share"),
                ("funds_cashcount_refuses_change", "funds_cashcount"),
                ("funds_cashcount_refuses_update", "funds_cashcount"),
                ("funds_cashcount_refuses_delete", "funds_cashcount"),
                ("funds_monthclose_refuses_change", "funds_monthclose"),
                ("funds_monthclose_refuses_update", "funds_monthclose"),
                ("funds_monthclose_refuses_delete", "funds_monthclose"),
                ("funds_monthreopening_refuses_change", "funds_monthreopening"),
                ("funds_monthreopening_refuses_update", "funds_monthreopening"),
                ("funds_monthreopening_refuses_delete", "funds_monthreopening"),
                ("funds_statement_refuses_change", "funds_statement"),
                ("funds_statement_refuses_update", "funds_statement"),
                ("funds_statement_refuses_delete", "funds_statement"),
                ("funds_bankline_refuses_change", "funds_bankline"),
                ("funds_bankline_refuses_update", "funds_bankline"),
                ("funds_bankline_refuses_delete", "funds_bankline"),
                ("funds_correction_refuses_change", "funds_correction"),
                ("funds_correction_refuses_update", "funds_correction"),
                ("funds_correction_refuses_delete", "funds_correction"),
                ("funds_correctiondecision_refuses_change", "funds_correctiondecision"),
                ("funds_correctiondecision_refuses_update", "funds_correctiondecision"),
                ("funds_correctiondecision_refuses_delete", "funds_correctiondecision"),
                ("funds_transfer_stays_out_of_closed_months", "funds_transfer"),
                ("funds_monthclose_stands_once", "funds_monthclose"),
                ("funds_monthreopening_is_by_another_person", "funds_monthreopening"),
                ("funds_correction_stays_in_its_fund", "funds_correction"),
                ("funds_correctiondecision_is_by_another_person", "funds_correctiondecision"),
                ("funds_cashcount_stays_in_its_fund", "funds_cashcount"),
                ("funds_bankline_stays_in_its_fund", "funds_bankline"),
                ("funds_bankmatch_is_the_same_money", "funds_bankmatch"),
            ),
        )
    ]
