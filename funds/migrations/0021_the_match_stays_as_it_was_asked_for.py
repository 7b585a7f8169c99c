"""A sent request, what became of it and its money stay as they were; one request of a round stands."""

from django.db import migrations

from welfare.sql import sql_beside


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0020_the_match_is_asked_for_by_rounds"),
    ]

    operations = [
        sql_beside(
            __file__,
            undo=(
                ("funds_matchrule_refuses_update", "funds_matchrule"),
                ("funds_matchrule_refuses_delete", "funds_matchrule"),
                ("funds_matchrule_refuses_replace", "funds_matchrule"),
                ("funds_matchrule_refuses_change", "funds_matchrule"),
                ("funds_matchrule_refuses_truncate", "funds_matchrule"),
                ("funds_matchrequest_refuses_update", "funds_matchrequest"),
                ("funds_matchrequest_refuses_delete", "funds_matchrequest"),
                ("funds_matchrequest_refuses_replace", "funds_matchrequest"),
                ("funds_matchrequest_refuses_change", "funds_matchrequest"),
                ("funds_matchrequest_refuses_truncate", "funds_matchrequest"),
                ("funds_matchverdict_refuses_update", "funds_matchverdict"),
                ("funds_matchverdict_refuses_delete", "funds_matchverdict"),
                ("funds_matchverdict_refuses_replace", "funds_matchverdict"),
                ("funds_matchverdict_refuses_change", "funds_matchverdict"),
                ("funds_matchverdict_refuses_truncate", "funds_matchverdict"),
                ("funds_matchrecall_refuses_update", "funds_matchrecall"),
                ("funds_matchrecall_refuses_delete", "funds_matchrecall"),
                ("funds_matchrecall_refuses_replace", "funds_matchrecall"),
                ("funds_matchrecall_refuses_change", "funds_matchrecall"),
                ("funds_matchrecall_refuses_truncate", "funds_matchrecall"),
                ("funds_matchmoney_refuses_update", "funds_matchmoney"),
                ("funds_matchmoney_refuses_delete", "funds_matchmoney"),
                ("funds_matchmoney_refuses_replace", "funds_matchmoney"),
                ("funds_matchmoney_refuses_change", "funds_matchmoney"),
                ("funds_matchmoney_refuses_truncate", "funds_matchmoney"),
                ("funds_matchround_stays_as_it_was_sent", "funds_matchround"),
                ("funds_matchrequest_is_alone", "funds_matchrequest"),
                ("funds_matchverdict_is_within_what_was_asked", "funds_matchverdict"),
                ("funds_matchrecall_is_of_an_approved_match", "funds_matchrecall"),
                ("funds_matchmoney_is_of_an_approved_match", "funds_matchmoney"),
            ),
        )
    ]
