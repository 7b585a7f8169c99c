from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import close_old_connections, connection

from events import certificates
from events.certificates import Recipient
from events.models import Certificate, CertificateSeries
from tests.events.certificate_acts import ADDRESS, issue_to, make_certificate, make_kind
from tests.factories import AUGUST


def at_once(count, act):
    """Do `act` in as many threads at the same moment; give what each got: a result or the refusal's name."""
    together, got = Barrier(count), []

    def one(number):
        together.wait()
        try:
            got.append(act(number))
        except Exception as refusal:
            got.append(type(refusal).__name__)
        finally:
            close_old_connections()
            connection.close()

    threads = [Thread(target=one, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return got


def many():
    return 12 if connection.vendor == "postgresql" else 5


@pytest.mark.django_db(transaction=True)
def test_many_who_issue_at_once_leave_no_gap_and_no_double(province, province_admin):
    kind, count = make_kind(province, by=province_admin), many()

    at_once(
        count, lambda number: issue_to(kind, *[f"คนที่ {number}.{place}" for place in range(3)], by=province_admin).pk
    )

    numbers = sorted(Certificate.objects.values_list("number", flat=True))
    assert numbers == list(range(1, 3 * count + 1))
    assert CertificateSeries.objects.get().last == 3 * count


@pytest.mark.django_db(transaction=True)
def test_one_issue_gone_on_with_by_many_issues_each_once(province, province_admin):
    kind = make_kind(province, by=province_admin)
    people = [Recipient(f"คนที่ {number}") for number in range(7)]
    begun = certificates.begin(
        kind, people, key=uuid4(), on=AUGUST, signatories=[], address=ADDRESS, by=province_admin
    )  # fmt: skip

    got = at_once(many(), lambda number: certificates.go_on(begun, by=province_admin, most=3))

    assert sorted(got) == sorted([4, 1, 0, *[0] * (many() - 3)])
    assert sorted(Certificate.objects.values_list("recipient", "number")) == [(f"คนที่ {n}", n + 1) for n in range(7)]


@pytest.mark.django_db(transaction=True)
def test_one_certificate_replaced_by_many_is_replaced_once(province, province_admin):
    old = make_certificate(province, by=province_admin)

    def replace(number):
        return certificates.replace(
            old, Recipient(f"คนที่ {number}"), key=uuid4(), reason="สะกดผิด", on=AUGUST, signatories=[], address=ADDRESS,
            by=province_admin,
        ).number  # fmt: skip

    got = at_once(many(), replace)

    assert sorted(got, key=str) == [2, *["NotValid"] * (many() - 1)]
    assert sorted(Certificate.objects.values_list("number", flat=True)) == [1, 2]
