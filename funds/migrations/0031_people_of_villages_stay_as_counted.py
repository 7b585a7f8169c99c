"""How many people a village had in a year stays as it was counted; a better number is another row."""

from django.db import migrations

from welfare.sql import sql_beside


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0030_people_of_villages_are_counted"),
    ]

    operations = [
        sql_beside(
            __file__,
            undo=(
                ("funds_villagepopulation_refuses_update", "funds_villagepopulation"),
                ("funds_villagepopulation_refuses_delete", "funds_villagepopulation"),
                ("funds_villagepopulation_refuses_replace", "funds_villagepopulation"),
                ("funds_villagepopulation_refuses_change", "funds_villagepopulation"),
                ("funds_villagepopulation_refuses_truncate", "funds_villagepopulation"),
            ),
        )
    ]
