"""A fund that is founded, renamed or moved gives its province a new version: pages drawn of the old one are not shown."""

from django.db import migrations

from welfare.sql import sql_beside


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0023_official_papers_are_never_edited"),
    ]

    operations = [
        sql_beside(
            __file__,
            undo=(
                ("funds_fund_founded_renews_its_province", "funds_fund"),
                ("funds_fund_changed_renews_its_province", "funds_fund"),
                ("funds_fund_gone_renews_its_province", "funds_fund"),
            ),
        )
    ]
