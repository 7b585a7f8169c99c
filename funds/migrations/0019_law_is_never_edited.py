"""A regulation and its terms are never changed, deleted or added to; a draft that became law stays as it was."""

from django.db import migrations

from welfare.sql import sql_beside


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0018_rule_books_are_drafted"),
    ]

    operations = [
        sql_beside(
            __file__,
            undo=(
                ("funds_regulation_refuses_change", "funds_regulation"),
                ("funds_regulation_refuses_update", "funds_regulation"),
                ("funds_regulation_refuses_delete", "funds_regulation"),
                ("funds_regulation_follows_the_last", "funds_regulation"),
                ("funds_term_refuses_change", "funds_term"),
                ("funds_term_refuses_update", "funds_term"),
                ("funds_term_refuses_delete", "funds_term"),
                ("funds_term_comes_with_its_regulation", "funds_term"),
                ("funds_regulationdraft_adopted_is_kept", "funds_regulationdraft"),
                ("funds_regulationdraft_adopted_stays", "funds_regulationdraft"),
            ),
        )
    ]
