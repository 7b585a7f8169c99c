"""What a hand at a database prompt cannot do to a strategy, and what is found out when it did it all the same."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from events import signing, standing, texts
from events.models import Adoption, Party, Signature, Version
from events.signing import Name
from tests.factories import make_user

from .strategy_acts import DAY, MOMENT, make_version, next_version, parties, photo, sign, sign_all


@pytest.fixture
def version(province, province_admin):
    return make_version(province, by=province_admin)


@pytest.fixture
def signed(version, province_admin):
    sign_all(version, user=province_admin)
    return version


def without_triggers(table):
    """Take the triggers of a table away, as who owns the database can; the test's transaction brings them back."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            return
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
        for (trigger,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {trigger}")


@pytest.mark.parametrize("model", [Version, Adoption, Signature])
def test_what_was_published_adopted_and_signed_is_never_changed_or_deleted(signed, model):
    rows = model.objects.all()
    for change in (lambda: rows.update(version_sha256="0") if model is not Version else rows.update(sha256="0"),
                   lambda: rows._raw_delete("default")):  # fmt: skip
        with pytest.raises(DatabaseError, match="is never"), transaction.atomic():
            change()


def test_a_signature_does_not_overtake_the_order_nor_change_its_text(version, province_admin):
    first, second, _third = parties(version)
    made = sign(first, user=province_admin)
    facts = {field.attname: getattr(made, field.attname) for field in Signature._meta.concrete_fields}
    facts |= {"id": None, "number": 2, "party_id": second.pk}

    for wrong in ({"party_id": parties(version)[2].pk}, {"version_sha256": texts.sha256("another")}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Signature.objects.create(**facts | {"key": uuid4()} | wrong)
    assert Signature.objects.count() == 1


def test_the_order_of_a_version_that_somebody_signed_stays_at_a_prompt(version, province_admin):
    sign(parties(version)[0], user=province_admin)

    for change in (
        lambda: Party.objects.filter(place=3).update(place=9),
        lambda: Party.objects.filter(place=1).update(person="นายอื่น"),
        lambda: Party.objects.filter(place=3)._raw_delete("default"),
        lambda: Party.objects.create(version=version, place=4, organisation="ใหม่", person="ก", post="ข"),
    ):
        with pytest.raises(DatabaseError, match="the order of signing stays"), transaction.atomic():
            change()
    assert Party.objects.filter(place=3).update(person="นายใหม่ มาแทน") == 1


def test_one_person_alone_makes_no_signature_of_a_page(version, province_admin):
    party = parties(version)[0]
    entry = signing.enter_paper(
        party, Name(party.person, party.post), photo=photo(), on=DAY, key=uuid4(), by=province_admin
    )

    with pytest.raises(DatabaseError, match="second person"), transaction.atomic():
        Signature.objects.create(
            key=uuid4(), party=party, version=version, version_sha256=version.sha256, number=1, organisation="ก",
            person="ข", post="ค", way="paper", hand="paper", on=DAY, at=MOMENT, paper=entry,
            confirmed_by=province_admin, seal="0" * 64,
        )  # fmt: skip


@pytest.mark.parametrize(
    "change", [{"person": "นายปลอม แปลง"}, {"drawing": "M0 0L999 399"}, {"post": "ผู้ว่าราชการ"}, {"on": "2018-08-13"}]
)
def test_a_signature_changed_in_the_database_is_told_and_ends_the_force(signed, change):
    without_triggers("events_signature")
    Signature.objects.filter(number=2).update(**change)

    state = standing.of(signed)
    altered = Signature.objects.get(number=2)
    assert (state.is_in_force, set(state.wrong), len(state.faults)) == (False, {altered.pk}, 1)


def test_a_text_changed_in_the_database_is_told_and_nobody_signs_it(version, province_admin):
    without_triggers("events_version")
    Version.objects.update(text=version.text.replace("ภูเก็ตเกาะสวรรค์", "ภูเก็ตเกาะอื่น"))
    altered = Version.objects.get()

    with pytest.raises(signing.Altered):
        sign(parties(altered)[0], user=province_admin)
    assert len(standing.of(altered).faults) == 1


def test_text_and_hash_changed_together_leave_every_signature_behind(signed):
    without_triggers("events_version")
    text = signed.text.replace("ภูเก็ตเกาะสวรรค์", "ภูเก็ตเกาะอื่น")
    Version.objects.update(text=text, sha256=texts.sha256(text))

    state = standing.of(Version.objects.get())
    assert (state.is_in_force, len(state.waiting), len(state.faults)) == (False, 3, 4)


def test_a_signature_taken_out_is_told_the_last_one_too(signed):
    without_triggers("events_signature")
    Signature.objects.filter(number=3)._raw_delete("default")

    state = standing.of(signed)
    assert (state.is_in_force, [fault for fault in state.faults if "อันดามัน" in fault]) == (False, list(state.faults))


def test_a_signature_added_without_the_key_is_told(version, province_admin):
    made = sign(parties(version)[0], user=province_admin)
    without_triggers("events_signature")
    Signature.objects.filter(pk=made.pk)._raw_delete("default")
    made.seal, made.pk = "f" * 64, None
    made.save(force_insert=True)

    assert standing.of(version).wrong == {made.pk}


def test_the_seal_of_another_portal_does_not_fit(signed, settings):
    settings.SEAL_KEY = "another key"

    assert len(standing.of(signed).wrong) == 3


def test_a_newer_version_leaves_the_older_records_alone(signed, province_admin):
    next_version(signed, by=province_admin)

    assert standing.of(signed).is_in_force
    assert make_user("x").pk  # the database takes other writes
