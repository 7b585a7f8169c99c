"""Appointments keep their facts; offices that check each other are not held together; the last admin stays."""

from django.db import migrations

from welfare.sql import sql_beside


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0015_accounts_are_opened_by_code"),
        ("welfare", "0005_a_chain_only_grows"),
    ]

    operations = [
        sql_beside(
            __file__,
            undo=(
                ("funds_appointment_keeps_its_facts", "funds_appointment"),
                ("funds_appointment_keeps_apart", "funds_appointment"),
                ("funds_appointment_keeps_apart_later", "funds_appointment"),
                ("funds_appointment_keeps_the_last_admin", "funds_appointment"),
                ("funds_appointment_refuses_delete", "funds_appointment"),
                ("funds_user_keeps_the_last_admin", "welfare_user"),
                ("funds_accesscode_keeps_its_facts", "funds_accesscode"),
                ("funds_accesscode_refuses_delete", "funds_accesscode"),
            ),
        )
    ]
