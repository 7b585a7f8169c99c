"""Certificates are never changed or deleted, leave no gap in their numbers, and are replaced only while valid."""

from django.db import migrations

from welfare.sql import sql_beside

RECORDS = (
    "events_certificate", "events_certificatewithdrawal", "events_certificatehandover", "events_certificatefile",
    "events_issue", "events_picture",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0006_certificates_and_what_becomes_of_them"),
    ]

    operations = [
        sql_beside(
            __file__,
            undo=(
                *((f"{table}_refuses_{act}", table) for table in RECORDS for act in ("change", "update", "delete")),
                ("events_certificate_leaves_no_gap", "events_certificate"),
                ("events_certificate_replaces_a_valid_one", "events_certificate"),
                ("events_certificatewithdrawal_is_of_a_valid_one", "events_certificatewithdrawal"),
            ),
        )
    ]
