from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection

from funds import closing, ledger, prints, statement_form, statements
from funds.models import AccountKind, Fund, Measure, MonthClose, Statement
from members.demo import plan
from members.demo.province import make
from tests.factories import JAN_2560, MAY_DAY, cash_of, close_books
from tests.funds.moving import income
from tests.papers import font_families, needs_pdftotext, page_count, text_of

FIRST, LAST = date(2018, 1, 1), date(2018, 12, 31)


def said(groups):
    return [(line.key.partition(":")[0] if ":" in line.key and line.key.split(":")[1].isdecimal() else line.key,
             line.amount) for group in groups for line in group if line.amount]  # fmt: skip


def test_the_statement_says_what_came_in_and_where_it_is_or_went(busy):
    sheet = statements.drawn_up(busy, FIRST, LAST)

    assert said(sheet.received) == [
        ("brought_forward", Decimal(1000)), ("income:members", Decimal("365.25")), ("income:state_match", Decimal(730)),
        ("income:organisations", Decimal(40)), ("income:interest", Decimal("1.75")),
    ]  # fmt: skip
    assert said(sheet.held) == [
        ("bank", Decimal("401.75")), ("cash", Decimal("1097.75")), ("benefit", Decimal(300)),
        ("benefit:outsiders", Decimal(200)), ("investment", Decimal(100)), ("cost:paper", Decimal("37.50")),
    ]  # fmt: skip
    assert sheet.total_received == sheet.total_held == Decimal(2137)
    assert (sheet.new_money, sheet.costs) == (Decimal(1137), Decimal("37.50"))
    assert [(line.key, line.amount) for line in sheet.benefits] == [
        ("benefit:illness", Decimal(300)), ("benefit:disaster:outsiders", Decimal(200)),
    ]  # fmt: skip


def test_the_lines_follow_the_official_form(busy):
    received = [[line.key for line in group] for group in statements.drawn_up(busy, FIRST, LAST).received]

    assert received == [
        ["brought_forward"],
        ["income:members", "income:codi_seed", "income:state_match", "income:lao", "income:other_state",
         "income:organisations"],
        ["income:entry_fee", "income:donation", "income:interest", "income:other"],
    ]  # fmt: skip


def test_an_opening_balance_is_brought_forward_and_no_income(fund, treasurer):
    opening = ledger.account(fund, AccountKind.OPENING)
    ledger.post(key=uuid4(), debit=cash_of(fund), credit=opening, amount=Decimal(700), on=FIRST, by=treasurer)

    sheet = statements.drawn_up(fund, FIRST, LAST)

    assert (said(sheet.received), sheet.new_money) == ([("brought_forward", Decimal(700))], Decimal(0))
    assert sheet.total_held == Decimal(700)


def test_a_statement_freezes_with_its_hash_and_comes_back_as_it_was(busy, treasurer):
    close_books(busy, LAST, by=treasurer)
    key = uuid4()

    frozen = [statements.freeze(busy, FIRST, LAST, key=key, by=treasurer) for _ in range(2)]

    assert (frozen[0], Statement.objects.count(), frozen[0].total) == (frozen[1], 1, Decimal(2137))
    kept = Statement.objects.select_related("fund").get()
    assert (len(kept.sha256), statements.is_unchanged(kept)) == (64, True)
    assert statements.thawed(kept) == statements.drawn_up(busy, FIRST, LAST)
    assert statements.differences(statements.thawed(kept), statements.drawn_up(busy, FIRST, LAST)) == []


def test_a_copy_with_another_figure_is_not_the_one_that_was_frozen(busy, treasurer):
    close_books(busy, LAST, by=treasurer)
    frozen = statements.freeze(busy, FIRST, LAST, key=uuid4(), by=treasurer)

    frozen.figures["held"][1][0]["satang"] += 1

    assert not statements.is_unchanged(frozen)


def test_open_months_do_not_freeze(busy, treasurer):
    close_books(busy, date(2018, 11, 1), by=treasurer)

    with pytest.raises(statements.NotClosed):
        statements.freeze(busy, FIRST, LAST, key=uuid4(), by=treasurer)
    with pytest.raises(statements.NothingThen):
        statements.freeze(busy, date(2016, 1, 1), date(2016, 12, 31), key=uuid4(), by=treasurer)
    assert statements.freeze(busy, FIRST, date(2018, 11, 15), key=uuid4(), by=treasurer).last_on.day == 15


def test_sides_that_differ_do_not_freeze(busy):
    sheet = statements.drawn_up(busy, FIRST, LAST)
    short = statement_form.Sheet(FIRST, LAST, sheet.received, sheet.held[1:], sheet.benefits)

    with pytest.raises(statements.SidesDiffer):
        statements.refuse_unequal(short)


def test_what_changes_after_a_reopening_is_named(busy, treasurer, chair):
    close_books(busy, LAST, by=treasurer)
    frozen = statements.freeze(busy, FIRST, LAST, key=uuid4(), by=treasurer)
    december = MonthClose.objects.get(month=date(2018, 12, 1))
    closing.reopen_month(december, key=uuid4(), reason="ลืมดอกเบี้ย", on=date(2019, 2, 1), by=chair)
    income(busy, "interest", "0.25", by=treasurer, on=LAST)

    changed = statements.differences(statements.thawed(frozen), statements.drawn_up(busy, FIRST, LAST))

    assert [(line.key.partition(":")[0], line.amount, now) for line, now in changed] == [
        ("income", Decimal("1.75"), Decimal("2.00")), ("cash", Decimal("1097.75"), Decimal("1098.00")),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "first_month", "year"),
    [
        (date(2018, 9, 30), 10, (date(2017, 10, 1), date(2018, 9, 30))),
        (date(2018, 10, 1), 10, (date(2018, 10, 1), date(2019, 9, 30))),
        (date(2018, 5, 1), 1, (FIRST, LAST)),
    ],
)
def test_a_financial_year_begins_with_its_month(day, first_month, year):
    assert statements.financial_year(day, first_month) == year


def test_kept_totals_and_rows_give_the_same_statement(busy):
    sheet = statements.drawn_up(busy, date(2017, 1, 1), LAST)
    kept = {
        (row.measure, row.line, row.outsiders): row.amount for row in busy.totals.filter(span="Y", start=FIRST)
    }  # fmt: skip

    year = statements.drawn_up(busy, FIRST, LAST)
    for group in year.received[1:]:
        assert {line.key for line in group if line.amount} == {
            line.key for line in group if kept.get((Measure.INCOME, line.key[7:], False))
        }
    assert year.new_money == sum(amount for (measure, *_), amount in kept.items() if measure == Measure.INCOME)
    assert sheet.total_received == sheet.total_held


PLAIN_SQL = """
SELECT side.kind, side.line, side.outsiders,
       SUM(CASE WHEN side."on" < %s THEN side.satang ELSE 0 END),
       SUM(CASE WHEN side."on" >= %s THEN side.satang ELSE 0 END)
FROM (
    SELECT a.kind, a.line, a.outsiders, t."on", t.amount AS satang
    FROM funds_transfer t JOIN funds_account a ON a.id = t.debit_id WHERE a.fund_id = %s
    UNION ALL
    SELECT a.kind, a.line, a.outsiders, t."on", -t.amount
    FROM funds_transfer t JOIN funds_account a ON a.id = t.credit_id WHERE a.fund_id = %s
) AS side
WHERE side."on" <= %s
GROUP BY side.kind, side.line, side.outsiders
"""


def in_plain_sql(fund, first, last):
    """Recompute a statement without any code of ours: satang by line, and what was brought forward."""
    lines: dict[str, int] = {}
    brought = 0
    with connection.cursor() as cursor:
        cursor.execute(PLAIN_SQL, [first, first, fund.pk, fund.pk, last])
        for kind, line, outsiders, before, new in cursor.fetchall():
            if kind in ("cash", "bank", "investment"):
                brought += before
                lines[kind] = lines.get(kind, 0) + before + new
            elif kind == "opening":
                brought -= new
            elif kind == "benefit":
                key = "benefit:outsiders" if outsiders else "benefit"
                lines[key] = lines.get(key, 0) + new
            else:
                lines[f"{kind}:{line}"] = -new if kind == "income" else new
    return {key: int(satang) for key, satang in ({"brought_forward": brought} | lines).items() if satang}


def as_plain(sheet):
    lines: dict[str, int] = {}
    for group in (*sheet.received, *sheet.held):
        for line in group:
            kind = line.key.partition(":")[0]
            key = kind if kind in ("cash", "bank", "investment") else line.key
            lines[key] = lines.get(key, 0) + int(line.amount * 100)
    return {key: satang for key, satang in lines.items() if satang}


def test_the_statement_agrees_with_plain_sql(busy):
    for first, last in ((FIRST, LAST), (JAN_2560, date(2019, 12, 31)), (MAY_DAY, MAY_DAY)):
        assert as_plain(statements.drawn_up(busy, first, last)) == in_plain_sql(busy, first, last)


def test_every_year_of_three_demo_funds_agrees_with_plain_sql_line_by_line(db):
    smallest = sorted(plan.PROVINCE, key=lambda fund: fund.members)[:3]
    make(smallest)

    for founded in smallest:
        fund = Fund.objects.get(code=founded.code)
        for year in range(founded.founded_on.year, plan.LAST_DAY.year + 1):
            # The calendar year, and the year that ends with September.
            for first_month in (1, 10):
                first, last = statements.financial_year(date(year, 12, 31), first_month)
                sheet = statements.drawn_up(fund, first, last)
                assert as_plain(sheet) == in_plain_sql(fund, first, last)
                assert sheet.total_received == sheet.total_held > 0


@needs_pdftotext
def test_the_statement_on_paper_is_one_page_with_both_totals(busy, treasurer):
    close_books(busy, LAST, by=treasurer)
    frozen = statements.freeze(busy, FIRST, LAST, key=uuid4(), by=treasurer)

    made = prints.statement(busy, statements.thawed(frozen), frozen=frozen)

    lines = [line.strip() for line in text_of(made).splitlines()]
    assert (page_count(made), font_families(made)) == (1, {"Sarabun"})
    assert "ตั้งแต่วันที่ 1 มกราคม 2561 ถึงวันที่ 31 ธันวาคม 2561" in lines
    assert "รวม 2,137 00 รวม 2,137 00" in lines
    assert any(frozen.sha256[:40] in line for line in lines)
