import threading
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4, uuid5

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from funds import books as fund_books
from funds import ledger, policies, totals
from funds.models import Account, AccountKind, Branch, Measure, Numbers, Receipt, Series, Transfer
from funds.policies import Terms
from members import books, collections, contributions, enrolment
from members.collections import Line
from members.contributions import Paid
from members.models import Collection, CollectionDraft, Contribution, EndReason, Membership, Person
from tests.cast import signed_in
from tests.factories import AUGUST, MAY_DAY, cash_of, make_member
from tests.pages import tables
from welfare.models import LogEntry

YEAR = (date(2018, 1, 1), date(2018, 12, 31))


def line(member, amount="360.00", payer=None, covers=YEAR):
    return Line(Paid(member, Decimal(amount), *covers), payer or member)


def post(fund, lines, *, by, key=None, counted=None, on=MAY_DAY, **more):
    total = sum((one.paid.amount for one in lines), Decimal(0)) if counted is None else Decimal(counted)
    return collections.post_collection(
        fund, None, key=key or uuid4(), lines=lines, into=cash_of(fund), on=on, counted=total, by=by, **more
    )


@pytest.fixture
def three(fund, treasurer):
    return [make_member(fund, by=treasurer, first_name=name) for name in ("แก้ว", "ก้อย", "เก๋")]


def test_a_sheet_makes_one_receipt_for_each_payer_in_its_order(fund, treasurer, three):
    keow, koi, ke = three

    day = post(fund, [line(koi), line(keow), line(ke, "180.00", payer=koi)], by=treasurer)

    receipts = collections.receipts_of(day)
    assert [(one.number, one.payer, one.amount, one.on) for one in receipts] == [
        (1, koi.person.name, Decimal(540), MAY_DAY), (2, keow.person.name, Decimal(360), MAY_DAY),
    ]  # fmt: skip
    assert (day.total, day.counted, day.difference, day.explanation) == (Decimal(900), Decimal(900), Decimal(0), "")
    assert cash_of(fund).balance == Decimal(900)
    rows = Contribution.objects.filter(collection=day).order_by("pk")
    assert list(rows.values_list("membership", "receipt__number", "amount", "covers_from", "covers_until")) == [
        (koi.pk, 1, Decimal(360), *YEAR), (ke.pk, 1, Decimal(180), *YEAR), (keow.pk, 2, Decimal(360), *YEAR),
    ]  # fmt: skip
    facts = LogEntry.objects.get(subject="collection").facts
    assert facts == {"amount": "900.00", "on": "2018-05-01", "receipts": 2, "members": 3}


def test_the_same_key_posts_a_sheet_once(fund, treasurer, three):
    key = uuid4()

    days = [post(fund, [line(member) for member in three], by=treasurer, key=key) for _ in range(2)]

    assert (days[0], Receipt.objects.count(), cash_of(fund).balance) == (days[1], 3, Decimal(1080))


def test_a_difference_is_named_and_explained_or_nothing_is_posted(fund, treasurer, three):
    with pytest.raises(collections.NotExplained):
        post(fund, [line(three[0])], by=treasurer, counted="340", explanation="  ")
    assert (Collection.objects.count(), Receipt.objects.count(), cash_of(fund).balance) == (0, 0, Decimal(0))

    day = post(fund, [line(three[0])], by=treasurer, counted="340", explanation="ทอนเกินไป 20 บาท")

    assert (day.difference, day.explanation, cash_of(fund).balance) == (
        Decimal(-20), "ทอนเกินไป 20 บาท", Decimal(360),
    )  # fmt: skip


def test_an_empty_sheet_is_not_posted(fund, treasurer):
    with pytest.raises(collections.NothingTaken):
        post(fund, [], by=treasurer)


def test_one_member_who_cannot_pay_keeps_the_whole_sheet_out(fund, treasurer, three):
    enrolment.leave(three[1], key=uuid4(), reason=EndReason.LEFT, on=MAY_DAY, by=treasurer)

    with pytest.raises(contributions.NotAMemberThen, match="ก้อย"):
        post(fund, [line(member) for member in three], by=treasurer)

    assert (Receipt.objects.count(), Series.objects.filter(of="receipt").count(), cash_of(fund).balance) == (0, 0, 0)  # type: ignore[comparison-overlap]


def test_two_sheets_never_take_the_same_days_twice(fund, treasurer, three):
    post(fund, [line(three[0])], by=treasurer)

    with pytest.raises(contributions.AlreadyCovered):
        post(fund, [line(three[1]), line(three[0])], by=treasurer)

    assert Receipt.objects.count() == 1


def test_shares_of_every_contribution_add_up_to_the_satang(fund, treasurer, three):
    shares = [("สวัสดิการ", 50), ("หมุนเวียน", 30), ("สำรอง", 20)]
    policies.adopt(fund, Terms(shares=shares), since=MAY_DAY, by=treasurer)

    lines = [line(member, "365.01") for member in three]
    post(fund, lines, by=treasurer)
    contributions.collect(
        fund, key=uuid4(), payer="ก", paid=[Paid(three[0], Decimal("100.01"))], into=cash_of(fund), on=AUGUST,
        by=treasurer,
    )  # fmt: skip

    income = Account.objects.filter(fund=fund, kind=AccountKind.INCOME).order_by("pk")
    assert {account.name: -account.balance for account in income if account.balance} == {
        "สวัสดิการ": 3 * Decimal("182.51") + Decimal("50.01"), "หมุนเวียน": 3 * Decimal("109.50") + Decimal("30.00"),
        "สำรอง": 3 * Decimal("73.00") + Decimal("20.00"),
    }  # fmt: skip
    assert cash_of(fund).balance == 3 * Decimal("365.01") + Decimal("100.01")
    assert fund_books.faults(fund.province) + books.faults(fund.province) == []


def test_the_books_name_a_receipt_that_was_split_otherwise_than_its_rules_say(fund, treasurer, three):
    post(fund, [line(three[0], "100.01")], by=treasurer, on=MAY_DAY)
    policies.adopt(fund, Terms(shares=[("สวัสดิการ", 50), ("สำรอง", 50)]), since=MAY_DAY, by=treasurer)

    assert books.faults(fund.province) == [
        "rawai: receipt 1/2561 is split into whole 100.01, its rules give สวัสดิการ 50.01, สำรอง 50.00"
    ]


def test_the_shares_of_a_day_stand_on_its_page_and_on_each_receipt_as_booked(fund, treasurer, three):
    policies.adopt(fund, Terms(shares=[("สวัสดิการ", 50), ("สำรอง", 50)]), since=MAY_DAY, by=treasurer)
    day = post(fund, [line(one, "100.01") for one in three], by=treasurer)
    client = signed_in(treasurer)

    of_day = client.get(reverse("members:collection", args=[fund.code, day.pk]))
    receipt = collections.receipts_of(day)[0]
    of_receipt = client.get(reverse("members:receipt", args=[fund.code, receipt.pk]))

    assert tables(of_day)[0][1:] == [["สวัสดิการ", "150.03"], ["สำรอง", "150.00"]]
    assert tables(of_receipt)[1][1:] == [["สวัสดิการ", "50.01"], ["สำรอง", "50.00"]]


# Many at once.


def crowd(fund, by, many):
    """Make `many` members without the steps of their life; the register would write each by each."""
    people = Person.objects.bulk_create(
        Person().named(title="นาย", first_name=f"คนที่{number}", last_name="ชายทะเล") for number in range(many)
    )
    first = ledger.next_number(fund, Numbers.MEMBER, count=many)
    totals.record(fund, [totals.Change(YEAR[0], Measure.MEMBERS, many)])
    return Membership.objects.bulk_create(
        Membership(
            fund=fund, person=one, number=number, applied_on=YEAR[0], joined_on=YEAR[0], tenure_from=YEAR[0],
            plan="yearly",
        )
        for number, one in enumerate(people, start=first)
    )  # fmt: skip


def test_three_hundred_members_are_posted_on_one_block_of_numbers(fund, treasurer):
    lines = [line(member) for member in crowd(fund, treasurer, 300)]
    day = post(fund, lines, by=treasurer)

    numbers = [one.number for one in collections.receipts_of(day)]
    assert (numbers, day.total, cash_of(fund).balance) == (list(range(1, 301)), Decimal(108000), Decimal(108000))


def test_posting_asks_as_often_for_ten_members_as_for_sixty(fund, treasurer):
    def queries(members):
        with CaptureQueriesContext(connection) as made:
            post(fund, [line(member) for member in members], by=treasurer)
        return len(made)

    members = crowd(fund, treasurer, 72)
    post(fund, [line(members[0]), line(members[1])], by=treasurer)

    assert queries(members[2:12]) == queries(members[12:])


@pytest.mark.django_db(transaction=True)
def test_two_treasurers_who_post_at_once_share_no_number_and_leave_no_gap(fund, treasurer, secretary):
    members = crowd(fund, treasurer, 40)
    into, start, problems = cash_of(fund), threading.Barrier(2), []

    def work(half, by):
        try:
            start.wait(10)
            for part in (half[:10], half[10:]):
                collections.post_collection(
                    fund, None, key=uuid4(), lines=[line(one) for one in part], into=into, on=MAY_DAY,
                    counted=Decimal(3600), by=by,
                )  # fmt: skip
        except Exception as problem:
            problems.append(problem)
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=work, args=(half, by))
        for half, by in ((members[:20], treasurer), (members[20:], secretary))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    numbers = Receipt.objects.filter(fund=fund).order_by("number").values_list("number", flat=True)
    assert (problems, list(numbers)) == ([], list(range(1, 41)))
    assert (Transfer.objects.count(), cash_of(fund).balance) == (40, Decimal(14400))
    assert fund_books.faults(fund.province) + books.faults(fund.province) == []


# Drafts.


def keep(fund, by, key, turn, branch=None, **typed):
    return collections.keep_draft(fund, branch, key=key, turn=turn, typed=typed, by=by)


def test_a_sheet_is_kept_while_it_is_typed_one_for_each_clerk_and_branch(fund, treasurer, secretary):
    shore = Branch.objects.create(fund=fund, name="ศูนย์บ้านชายทะเล", moo=2)
    key = uuid4()

    keep(fund, treasurer, key, 1, amounts={"7": "30"})
    keep(fund, treasurer, key, 2, amounts={"7": "30", "8": "60"})
    keep(fund, treasurer, uuid4(), 1, branch=shore, amounts={})
    keep(fund, secretary, uuid4(), 1, amounts={})

    found = collections.draft_of(fund, None, by=treasurer)
    assert (found.key, found.typed) == (key, {"amounts": {"7": "30", "8": "60"}, "turn": 2})  # type: ignore[union-attr]
    assert CollectionDraft.objects.count() == 3


@pytest.mark.parametrize(("same_key", "turn"), [(True, 4), (True, 3), (False, 9)])
def test_a_page_that_slept_does_not_write_over_what_was_typed_since(fund, treasurer, same_key, turn):
    key = uuid4()
    keep(fund, treasurer, key, 4, amounts={"7": "30"})

    with pytest.raises(collections.Outrun):
        keep(fund, treasurer, key if same_key else uuid4(), turn, amounts={})

    assert collections.draft_of(fund, None, by=treasurer).typed["amounts"] == {"7": "30"}  # type: ignore[union-attr]


def test_a_page_whose_answer_was_lost_is_known_by_its_pen_and_keeps_the_turn_again(fund, treasurer):
    key, typed = uuid4(), {"rows": {"1": ["30", ""]}, "pen": "a"}
    collections.keep_draft(fund, None, key=key, turn=1, typed=typed, by=treasurer)

    again = collections.keep_draft(fund, None, key=key, turn=1, typed=typed | {"rows": {}}, by=treasurer)

    assert again.typed == {"rows": {}, "pen": "a", "turn": 1}
    for pen in ("b", ""):
        with pytest.raises(collections.Outrun):
            collections.keep_draft(fund, None, key=key, turn=1, typed={"pen": pen}, by=treasurer)


def test_posting_ends_the_draft_and_a_late_keeping_does_not_bring_it_back(fund, treasurer, three):
    key = uuid4()
    keep(fund, treasurer, key, 1, amounts={})

    post(fund, [line(three[0])], by=treasurer, key=key)

    assert CollectionDraft.objects.count() == 0
    with pytest.raises(collections.Outrun):
        keep(fund, treasurer, key, 2, amounts={})


def test_a_draft_may_be_thrown_away(fund, treasurer, secretary):
    keep(fund, treasurer, uuid4(), 1)
    keep(fund, secretary, uuid4(), 1)

    collections.drop_draft(fund, None, by=treasurer)

    assert [draft.by for draft in CollectionDraft.objects.all()] == [secretary]


def test_receipts_of_one_sheet_have_keys_of_their_own(fund, treasurer, three):
    key = UUID("00000000-0000-4000-8000-000000000001")
    post(fund, [line(three[0])], by=treasurer, key=key)

    assert Receipt.objects.get().key == uuid5(key, str(three[0].pk))
