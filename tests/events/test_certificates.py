from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from events import certificates, codes
from events.certificates import Recipient
from events.models import Certificate, CertificateHandover, CertificateKind, Issue, State
from tests.events.certificate_acts import ADDRESS, COMMITTEE_DEED, issue_to, make_certificate, make_kind, make_signatory
from tests.factories import AUGUST

DAY = timedelta(days=1)


@pytest.fixture
def kind(province, province_admin):
    return make_kind(province, by=province_admin)


def numbers(kind):
    return [str(one) for one in kind.certificates.order_by("year", "number")]


def with_state(certificate):
    return Certificate.objects.with_state().get(pk=certificate.pk)


def test_numbers_run_on_within_their_kind_and_year(province, kind, province_admin):
    other = make_kind(province, by=province_admin, name="ผู้สนับสนุน")
    issue_to(kind, "ก", "ข", by=province_admin)
    issue_to(other, "ค", by=province_admin)
    issue_to(kind, "ง", by=province_admin, on=date(2019, 1, 5))
    issue_to(kind, "จ", by=province_admin)

    assert (numbers(kind), numbers(other)) == (["1/2561", "2/2561", "3/2561", "1/2562"], ["1/2561"])


def test_every_committee_receives_one_with_its_fund_named(province, kind, province_admin):
    recipients = certificates.of_all_funds(province, "คณะกรรมการ")
    issue = certificates.issue(
        kind, recipients, key=uuid4(), on=AUGUST, signatories=[], address=ADDRESS, by=province_admin
    )

    made = list(issue.certificates.order_by("number").select_related("fund"))
    assert [one.number for one in made] == list(range(1, 19))
    assert all(
        one.fund and one.recipient == f"คณะกรรมการ{one.fund.name_th}" and one.deed == COMMITTEE_DEED for one in made
    )


def test_issuing_goes_on_where_it_stopped_and_the_same_form_issues_once(kind, province_admin):
    key, people = uuid4(), [Recipient(f"คนที่ {number}") for number in range(1, 8)]
    begun = certificates.begin(
        kind, people, key=key, on=AUGUST, signatories=[], address=ADDRESS, by=province_admin
    )  # fmt: skip

    left = [certificates.go_on(begun, by=province_admin, most=3) for _ in range(4)]
    again = certificates.issue(
        kind, people, key=key, on=AUGUST, signatories=[], address=ADDRESS, by=province_admin
    )  # fmt: skip

    assert (left, again) == ([4, 1, 0, 0], begun)
    made = begun.certificates.order_by("place").values_list("place", "number", "recipient")
    assert list(made) == [(number, number, f"คนที่ {number}") for number in range(1, 8)]


def test_a_part_that_fails_gives_its_numbers_back(kind, province_admin):
    issue_to(kind, "ก", by=province_admin)
    with pytest.raises(IntegrityError), transaction.atomic():
        issue_to(kind, "ข", "", by=province_admin)
    issue_to(kind, "ค", by=province_admin)

    assert numbers(kind) == ["1/2561", "2/2561"]


def test_what_was_issued_stays_when_its_kind_is_worded_anew(kind, province_admin):
    issue = issue_to(kind, "ก", by=province_admin)
    CertificateKind.objects.filter(pk=kind.pk).update(issuer="อื่น", deed="อื่น")
    issue.refresh_from_db()

    assert (issue.look["issuer"], issue.certificates.get().deed) == (kind.issuer, COMMITTEE_DEED)


def test_the_name_and_post_of_the_day_stand_on_it(province, kind, province_admin):
    before = make_signatory(province, by=province_admin, name="นางสมหญิง เดิม", until=AUGUST)
    after = make_signatory(province, by=province_admin, name="นางสมหญิง ใหม่", since=AUGUST + DAY)

    issue = issue_to(kind, "ก", by=province_admin, signatories=[before])

    assert [who["name"] for who in issue.look["signatories"]] == ["นางสมหญิง เดิม"]
    with pytest.raises(certificates.WrongSignatories):
        issue_to(kind, "ข", by=province_admin, signatories=[after])


def test_three_cannot_sign(province, kind, province_admin):
    three = [make_signatory(province, by=province_admin, name=name) for name in "กขค"]

    with pytest.raises(certificates.WrongSignatories):
        issue_to(kind, "ก", by=province_admin, signatories=three)


@pytest.mark.parametrize("count", [0, certificates.MOST_AT_ONCE + 1])
def test_nobody_and_too_many_receive_nothing(kind, province_admin, count):
    with pytest.raises(certificates.WrongNumberOfRecipients):
        issue_to(kind, *["ก"] * count, by=province_admin)

    assert Issue.objects.count() == 0


def test_a_replacement_names_the_old_one_which_says_so(province, province_admin):
    old, key = make_certificate(province, by=province_admin), uuid4()

    def replace():
        return certificates.replace(
            old, Recipient("นายอาทิตย์ ทะเลสวย"), key=key, reason="สะกดชื่อผิด", on=AUGUST + DAY, signatories=[],
            address=ADDRESS, by=province_admin,
        )  # fmt: skip

    new = replace()

    assert replace() == new
    assert (new.replaces, str(new), new.reason) == (old, "2/2561", "สะกดชื่อผิด")
    assert (with_state(old).state, with_state(new).state) == (State.REPLACED, State.ISSUED)
    with pytest.raises(certificates.NotValid):
        certificates.withdraw(old, reason="อีกครั้ง", on=AUGUST + DAY, by=province_admin)


def test_a_withdrawn_one_stays_in_the_list_with_reason_and_day(province, province_admin):
    certificate = make_certificate(province, by=province_admin)
    done = certificates.withdraw(certificate, reason="ออกซ้ำ", on=AUGUST + DAY, by=province_admin)

    assert certificates.withdraw(certificate, reason="ซ้ำ", on=AUGUST, by=province_admin) == done
    assert with_state(certificate).state == State.WITHDRAWN
    assert (done.reason, done.on) == ("ออกซ้ำ", AUGUST + DAY)
    assert list(Certificate.objects.of(province).standing()) == []


def test_nothing_becomes_of_a_certificate_before_its_day(province, province_admin):
    certificate = make_certificate(province, by=province_admin)

    with pytest.raises(certificates.NotYet):
        certificates.withdraw(certificate, reason="ก", on=AUGUST - DAY, by=province_admin)


def test_who_handed_it_over_is_written_once(province, kind, province_admin):
    issue = issue_to(kind, "ก", "ข", by=province_admin)
    first = issue.certificates.order_by("place")[:1]

    counts = [
        certificates.hand_over(first, handed_by="ผู้ว่าราชการจังหวัด", on=AUGUST, by=province_admin),
        certificates.hand_over(issue.certificates.all(), handed_by="ปลัดจังหวัด", on=AUGUST, by=province_admin),
    ]

    assert counts == [1, 1]
    handed = CertificateHandover.objects.order_by("certificate__place").values_list("handed_by", flat=True)
    assert list(handed) == ["ผู้ว่าราชการจังหวัด", "ปลัดจังหวัด"]


@pytest.mark.parametrize(
    ("words", "found"),
    [("2", ["ข้าวหอม"]), ("๒/๒๕๖๑", ["ข้าวหอม"]), ("2/2562", []), ("หอม", ["ข้าวหอม"]), ("แก้ว ใส", ["แก้วใส"]),
        ("", ["แก้วใส", "ข้าวหอม"]),
    ],
)  # fmt: skip
def test_certificates_are_found_by_number_and_name(kind, province, province_admin, words, found):
    issue_to(kind, "แก้วใส", "ข้าวหอม", by=province_admin)

    matching = Certificate.objects.of(province).matching(words).order_by("number")
    assert list(matching.values_list("recipient", flat=True)) == found


def test_a_certificate_is_found_by_its_code(province, province_admin):
    certificate = make_certificate(province, by=province_admin)

    assert list(Certificate.objects.of(province).matching(codes.written(certificate.code).lower())) == [certificate]


REFUSED = {
    "change": "UPDATE events_certificate SET recipient = 'another'",
    "delete": "DELETE FROM events_certificate",
    "gap": 'INSERT INTO events_certificate (issue_id, place, kind_id, year, number, code, recipient, deed, "on", '
    "search, reason, at) SELECT issue_id, 9, kind_id, year, 3, '{code}', 'x', 'x', \"on\", 'x', '', at "
    "FROM events_certificate",
    "look": "UPDATE events_issue SET look = '{{}}'",
    "fingerprint": "DELETE FROM events_certificatefile",
    "seal": "UPDATE events_picture SET name = 'another'",
}


@pytest.mark.parametrize("what", REFUSED)
def test_the_database_refuses_to_touch_what_was_issued(province, province_admin, what):
    make_certificate(province, by=province_admin)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(REFUSED[what].format(code=codes.make()))


def test_the_database_keeps_a_withdrawn_one_from_being_replaced(province, kind, province_admin):
    old = make_certificate(province, by=province_admin)
    certificates.withdraw(old, reason="ก", on=AUGUST, by=province_admin)
    issue = issue_to(kind, "ข", by=province_admin)

    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.create(
            issue=issue, place=2, kind=kind, year=2561, number=3, code=codes.make(), recipient="ค", deed="ค", on=AUGUST,
            search="ค", replaces=old, reason="ก",
        )  # fmt: skip
