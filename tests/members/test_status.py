"""The status form is what the rows say: line by line, its parts adding up to their wholes."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from funds import ledger, official
from funds.models import AccountKind, Category, Fund, Source, Transfer
from members import enrolment, match_money
from members.models import EndReason
from members.status import counted, freezing, prints, sections, sheets, tree
from members.status.gathered import answers_of, gather
from members.status.missing import count_missing, missing
from members.status.questions import BY_NAME, PARTS
from tests.factories import (
    AUGUST,
    JAN_2560,
    MAY_DAY,
    approve,
    cash_of,
    give,
    make_applicant,
    make_branch,
    make_claim,
    make_contribution,
    make_in_kind,
    make_member,
    make_outsider,
    make_resolution,
    pay,
)
from tests.papers import needs_pdftotext, page_count, text_of
from welfare import citizen
from welfare.sheets import open_file

from .matching import amend, free_member, make_request
from .matching import approve as approve_match

LATER = date(2018, 12, 20)

FACTS = {
    "is_last": st.booleans(),
    "gone": st.sampled_from(["", *(reason.value for reason in counted.GONE)]),
    "age": st.sampled_from(list(counted.AGES)),
    "sex": st.sampled_from(list(counted.SEXES)),
    "has_branch": st.booleans(),
    "is_founder": st.booleans(),
    "has_full_year": st.booleans(),
}


@pytest.fixture
def lively(fund, treasurer, secretary, chair):
    """A fund with a founder, one who left, one who came back, help to a member and to a neighbour."""
    Fund.objects.filter(pk=fund.pk).update(founded_on=JAN_2560)
    fund = Fund.objects.select_related("province", "district").get(pk=fund.pk)
    give(fund, "10000.00", by=treasurer)
    founder = make_member(fund, by=secretary, branch=make_branch(fund))
    make_contribution(founder, by=treasurer)
    gone = make_member(fund, by=secretary, first_name="แก้ว")
    enrolment.leave(gone, reason=EndReason.LEFT, on=date(2018, 2, 1), key=uuid4(), by=secretary)
    for person, membership, amount in ((founder.person, founder, "500.00"), (make_outsider(), None, "700.00")):
        claim = make_claim(fund, by=secretary, person=person, membership=membership, amount=amount)
        approve(claim, by=chair)
        pay(claim, by=treasurer)
    make_in_kind(fund, by=treasurer)
    return fund


def numbers(form):
    return {number.key: number.value for _words, number in form.numbers()}


def answered():
    """Answers to every question, as a page keeps them."""
    kinds = {
        "short": lambda one: "ตอบแล้ว", "long": lambda one: "บรรทัดหนึ่ง\nบรรทัดสอง", "count": lambda one: 12,
        "baht": lambda one: "500.00", "day": lambda one: "2018-03-11", "one": lambda one: one.choices[0][0],
        "many": lambda one: [one.choices[0][0]],
    }  # fmt: skip
    return {one.name: kinds[one.ask](one) for one in BY_NAME.values()}


def test_the_form_says_what_the_rows_say(lively):
    said = numbers(freezing.drawn_up(lively, AUGUST))

    assert {key: said[key] for key in (
        "3.1.founders", "3.1.ever", "3.1.left", "3.1.died", "3.1.now", "3.4.with", "4.1.first", "4.1.ever",
        "4.1.balance", "5.total-persons", "5.total-cases", "5.total-baht", "7.ever-persons", "7.ever-baht",
        "12.lao-count", "10.in.total", "10.out.total",
    )} == {
        "3.1.founders": 2, "3.1.ever": 2, "3.1.left": 1, "3.1.died": 0, "3.1.now": 1, "3.4.with": 1,
        "4.1.first": Decimal(10000), "4.1.ever": Decimal(10365), "4.1.balance": Decimal(9165),
        "5.total-persons": 1, "5.total-cases": 1, "5.total-baht": Decimal(500), "7.ever-persons": 1,
        "7.ever-baht": Decimal(700), "12.lao-count": 1, "10.in.total": said["10.out.total"],
        "10.out.total": said["10.in.total"],
    }  # fmt: skip


def test_a_form_of_an_earlier_day_knows_nothing_of_what_came_later(lively):
    said = numbers(freezing.drawn_up(lively, date(2018, 1, 31)))

    assert (said["3.1.now"], said["3.1.left"], said["5.total-cases"], said["7.ever-cases"]) == (2, 0, 0, 0)


def test_who_came_back_counts_once(lively, secretary):
    left = counted.members_of(lively, "gone-left", AUGUST).get()
    number = citizen.decrypt(left.person.citizen_id)
    applicant = make_applicant(first_name="แก้ว", citizen_id=number)
    applied = enrolment.apply(
        lively, key=uuid4(), applicant=applicant, branch=None, plan=left.plan, on=date(2018, 3, 1), by=secretary
    )  # fmt: skip
    resolution = make_resolution(lively, by=secretary, on=date(2018, 3, 1))
    enrolment.admit(applied, key=uuid4(), resolution=resolution, on=date(2018, 3, 1), by=secretary)

    count = counted.count_lines(lively, AUGUST)

    assert (count["ever"], count["now"], count["gone-left"], count["founders"]) == (2, 2, 0, 2)


@given(st.lists(st.tuples(st.fixed_dictionaries(FACTS), st.integers(0, 50)), max_size=12))
def test_parts_of_the_members_always_add_up(groups):
    count = counted.tally(groups)

    gone = sum(count[f"gone-{reason}"] for reason in counted.GONE)
    assert count["ever"] == count["now"] + gone
    for time in ("ever", "now"):
        assert count[time] == sum(count[f"{time}-{age}"] for age in counted.AGES)
        assert count[time] == sum(count[f"{time}-sex-{sex or 'unknown'}"] for sex in counted.SEXES)
    assert count["in-branches"] <= count["now"]


def test_a_form_comes_back_from_json_as_it_was(lively):
    form = freezing.drawn_up(lively, AUGUST)

    assert tree.from_json(tree.to_json(form)) == form
    assert tree.differences(form, form) == []


def test_each_key_of_a_form_stands_for_one_number(lively):
    keys = [number.key for _words, number in freezing.drawn_up(lively, AUGUST).numbers()]

    assert sorted(keys) == sorted(set(keys))


def test_a_frozen_form_is_kept_in_thai_and_tells_what_the_rows_say_since(lively, secretary, treasurer):
    with override("en"):
        paper = freezing.freeze(lively, AUGUST, key=uuid4(), on=AUGUST, by=secretary)
    then = tree.from_json(paper.content)
    give(lively, "100.00", by=treasurer, on=MAY_DAY)

    with override("th"):
        changed = tree.differences(then, freezing.drawn_up(lively, AUGUST))

    assert then.sections[0].title == "ชื่อและที่ตั้ง"
    assert (paper.year, official.is_unchanged(paper)) == (2561, True)
    assert {number.key for _words, number, _now in changed} >= {"4.1.balance", "4.1.ever", "10.in.total"}


def test_a_day_to_come_does_not_freeze(lively, secretary):
    with pytest.raises(freezing.NotYet):
        freezing.freeze(lively, AUGUST, key=uuid4(), on=MAY_DAY, by=secretary)


def test_what_is_missing_is_listed_until_it_is_answered(lively, secretary):
    before = gather(lively, AUGUST)
    assert [one.where.args for one in missing(before) if one.where and one.where.page == "members:status-answers"] == [
        (2561, part.slug) for part in PARTS
    ]

    official.answer(lively, 2561, answered(), key=uuid4(), by=secretary)

    after = gather(lively, AUGUST)
    assert [one.where.page for one in missing(after) if one.where and one.where.page == "members:status-answers"] == []
    assert count_missing(before) > count_missing(after)


def test_answers_of_last_year_are_proposed_and_do_not_count(lively, secretary):
    official.answer(lively, 2560, {"aims": "ดูแลกัน", "phone": "076123456"}, key=uuid4(), by=secretary)
    official.answer(lively, 2561, {"aims": "ดูแลกันทุกวัย"}, key=uuid4(), by=secretary)

    assert answers_of(lively, 2561) == ({"aims": "ดูแลกันทุกวัย"}, {"phone": "076123456"})
    assert "076123456" not in str(tree.to_json(freezing.drawn_up(lively, AUGUST)))


def test_the_form_reads_as_many_rows_with_as_many_questions(lively, secretary, treasurer):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            freezing.drawn_up(lively, AUGUST)
        return len(queries)

    few = asked()
    for name in ("อารี", "สมหมาย", "วันดี"):
        make_contribution(make_member(lively, by=secretary, first_name=name), by=treasurer)

    assert asked() == few <= 26


def test_an_empty_fund_has_a_form_and_much_is_missing(province):
    empty = Fund.objects.select_related("province", "district").get(code="sakhu")

    found = gather(empty, AUGUST)

    said = numbers(sections.arrange(found))
    assert (said["3.1.ever"], said["4.1.balance"], said["5.total-cases"]) == (0, Decimal(0), 0)
    assert count_missing(found) > 30
    assert page_count(prints.pdf([prints.Copy(sections.arrange(found))])) == 6


@needs_pdftotext
def test_the_paper_says_that_it_is_a_draft_or_with_which_hash_it_was_frozen(lively, secretary):
    paper = freezing.freeze(lively, AUGUST, key=uuid4(), on=AUGUST, by=secretary)
    with override("th"):
        draft = prints.pdf([prints.Copy(freezing.drawn_up(lively, AUGUST))])

    copies = [prints.pdf([prints.frozen_copy(paper)]) for _ in range(2)]

    assert copies[0] == copies[1]
    assert "ร่าง" in text_of(draft)
    assert paper.sha256 in text_of(copies[0]).replace("\n", "")
    assert "ฉบับถาวร" in text_of(copies[0])


def test_the_excel_file_has_a_sheet_for_each_fund_with_numbers_that_are_numbers(lively):
    with override("th"):
        copy = prints.Copy(freezing.drawn_up(lively, AUGUST))

    made = sheets.xlsx([("ราไวย์", copy), ("ราไวย์", copy)])

    rows = open_file(made).rows
    said = {str(row[0]): row[1] for row in rows if row and row[0] and len(row) > 1}
    assert (said["สมาชิกผู้ก่อตั้ง"], said["คงเหลือ ณ วันที่ 14 สิงหาคม 2561"]) == (2, 9165)
    assert open_file(made).others == ("ราไวย์ 1",)


def test_every_category_of_welfare_has_its_line(lively):
    keys = {number.key for _words, number in freezing.drawn_up(lively, AUGUST).numbers()}

    assert {f"{section}.{category}-baht" for section in "56" for category in Category} <= keys


def test_the_match_is_read_from_its_records_and_what_the_books_have_otherwise_stands_beside(
    fund, treasurer, secretary, province_officer
):
    free_member(fund, by=secretary, on=date(2010, 1, 10))
    request = make_request(fund, by=secretary, on=date(2017, 9, 30))
    approve_match(request, by=province_officer)
    fund = Fund.objects.select_related("province", "district").get(pk=fund.pk)
    income = ledger.account(fund, AccountKind.INCOME, Source.STATE_MATCH, round=1)
    money = {"payer": "พอช.", "into": cash_of(fund), "on": LATER, "by": treasurer}
    receipt = ledger.receive(fund, key=uuid4(), lines=[(income, Decimal(300))], **money)

    def said():
        found = numbers(freezing.drawn_up(fund, LATER))
        return {key: value for key, value in found.items() if key[:4] in ("3.2.", "4.2.") and key != "3.2.full_year"}

    request_said = {"4.2.1.heads": 1, "4.2.1.asked": Decimal(365), "4.2.1.approved": Decimal(365), "3.2.asked": None}
    beside = {"3.2.booked": Decimal(300), "4.2.1.booked": Decimal(300)}
    assert said() == request_said | beside | {
        "3.2.heads": 1, "3.2.earlier": Decimal(0), "4.2.1.received": Decimal(0)
    }  # fmt: skip
    match_money.link(request, Transfer.objects.get(receipt=receipt), by=treasurer)
    assert said() == request_said | {"3.2.heads": 1, "3.2.earlier": Decimal(300), "4.2.1.received": Decimal(300)}
    amend(request, "300", by=province_officer, on=LATER)
    assert said()["4.2.1.approved"] == Decimal(300)
