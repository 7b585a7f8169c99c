from datetime import date
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Sum

from bench import tables
from funds import books as fund_books
from funds import summaries
from funds.models import Account, Fund, Numbers, Province, Receipt, Series, Transfer, Voucher
from members import books as member_books
from members.models import (
    Claim,
    Contribution,
    HelpedInProvince,
    Membership,
    Payout,
    Person,
)
from tests.factories import make_user
from welfare import trail

pytestmark = pytest.mark.usefixtures("no_province")

N = r"\N"
FUND = [
    ["1", "1", "กองทุนที่ 1", "5000.00", "2015-03-15"],
    ["2", "7", "กองทุนที่ 2", "0.00", "2012-05-15"],
    ["3", "1", "กองทุนที่ 3", "1000.00", "2015-03-15"],
]
MEMBER = [
    ["1", "1", "1", "9000000000021", "นาย", "สมชาย", "ใจดี", "0", "1960-01-31", "2016-01-10", N, "1"],
    ["2", "1", "2", "9000000000039", "นาง", "มาลี", "แก้ว", "1", "1970-05-01", "2016-02-10", "2016-12-01", "2"],
    ["3", "2", "1", "9000000000047", "นาง", "สมศรี", "งามตา", "1", "1980-05-01", "2016-01-02", N, "4"],
    ["4", "3", "1", "9000000000039", "นาง", "มาลี", "แก้ว", "1", "1970-05-01", "2016-12-10", N, "1"],
    ["5", "3", "2", N, "", "อาลี", "", "0", "1970-05-01", "2016-12-10", N, "1"],
]
CONTRIBUTION = [
    ["1", "1", "1", "2016-02-01", "30.00"],
    ["2", "1", "1", "2016-03-01", "30.00"],
    ["3", "1", "2", "2016-03-01", "60.50"],
    ["4", "2", "3", "2016-01-01", "365.00"],
    ["5", "2", "3", "2017-01-01", "365.00"],
]
PAYOUT = [
    ["1", "1", "2", "9000000000039", "นางมาลี แก้ว", "2", "600.00", "2017-05-02"],
    ["2", "1", N, "9000000000055", "วีระ ทองดี", "7", "1500.00", "2016-08-02"],
    ["3", "1", "1", "9000000000021", "นายสมชาย ใจดี", "2", "300.00", "2016-08-02"],
    ["4", "1", "1", "9000000000021", "นายสมชาย ใจดี", "2", "200.00", "2016-08-02"],
    ["5", "3", "4", "9000000000039", "นางมาลี แก้ว", "3", "500.00", "2016-12-20"],
]


def laid_out(folder, **changed):
    """Write the four files, some of them changed, and give their folder."""
    for name, rows in {
        "fund": FUND,
        "member": MEMBER,
        "contribution": CONTRIBUTION,
        "payout": PAYOUT,
        **changed,
    }.items():
        text = "".join("\t".join(row) + "\n" for row in rows)
        (folder / f"{name}.tsv").write_text(text, encoding="utf-8", newline="\n")
    return folder


def faults():
    return [
        words
        for province in Province.objects.order_by("pk")
        for words in fund_books.faults(province) + member_books.faults(province)
    ]


def guards():
    """What the database says stands guard over its tables."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE sql > '' AND name NOT LIKE 'sqlite_stat%'")
        else:
            cursor.execute(
                "SELECT conrelid::regclass::text || conname, pg_get_constraintdef(oid) FROM pg_constraint UNION ALL "
                "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index "
                "WHERE indrelid::regclass::text NOT LIKE 'pg_%' UNION ALL "
                "SELECT tgrelid::regclass::text || tgname, tgenabled::text FROM pg_trigger WHERE NOT tgisinternal"
            )
        return sorted(cursor.fetchall())


def test_whole_funds_are_loaded_with_everything_kept_beside_them(tmp_path, capsys):
    call_command("load_tables", str(laid_out(tmp_path)))

    assert capsys.readouterr().out.split(" rows in")[0] == (
        "Loaded 3 funds of 2 provinces, 5 members, 5 contributions and 5 payouts: 306"
    )
    assert (faults(), list(trail.faults())) == ([], [])
    first, second, third = Fund.objects.order_by("pk")
    assert [(each.province_id, each.position, each.founded_on) for each in (first, second, third)] == [
        (1, 1, date(2015, 3, 15)),
        (7, 1, date(2012, 5, 15)),
        (1, 2, date(2015, 3, 15)),
    ]
    held = dict(Account.objects.filter(kind="bank").values_list("fund", "balance"))
    assert held == {1: Decimal("2520.50"), 2: Decimal(730), 3: Decimal(500)}
    series = Series.objects.order_by("fund", "of", "year").values_list("fund", "of", "year", "last")
    assert list(series) == [
        (1, Numbers.CLAIM, 2559, 3),
        (1, Numbers.CLAIM, 2560, 1),
        (1, Numbers.MEMBER, 0, 2),
        (1, Numbers.RECEIPT, 2559, 2),
        (1, Numbers.VOUCHER, 2559, 3),
        (1, Numbers.VOUCHER, 2560, 1),
        (2, Numbers.MEMBER, 0, 1),
        (2, Numbers.RECEIPT, 2559, 1),
        (2, Numbers.RECEIPT, 2560, 1),
        (3, Numbers.CLAIM, 2559, 1),
        (3, Numbers.MEMBER, 0, 2),
        (3, Numbers.VOUCHER, 2559, 1),
    ]


def test_a_person_of_two_funds_is_known_once_and_helped_once_in_the_province(tmp_path):
    call_command("load_tables", str(laid_out(tmp_path)), verbosity=0)

    malee = Person.objects.with_citizen_id("9000000000039").get()
    assert list(malee.memberships.order_by("pk").values_list("fund", "ended_on", "end_reason", "number")) == [
        (1, date(2016, 12, 1), "left", 2),
        (3, None, "", 1),
    ]
    assert HelpedInProvince.objects.get(person=malee).first_on == date(2016, 12, 20)
    figures = summaries.figures_of(Province.objects.get(pk=1))
    assert (figures.members, figures.helped_members, figures.helped_outsiders) == (3, 2, 1)
    assert Person.objects.count() == 5


def test_a_contribution_covers_the_days_until_the_next_period_of_its_fund(tmp_path):
    call_command("load_tables", str(laid_out(tmp_path)), verbosity=0)

    covered = Contribution.objects.order_by("fund", "on", "membership").values_list(
        "on", "covers_until", "receipt__number"
    )
    assert list(covered) == [
        (date(2016, 2, 1), date(2016, 2, 29), 1),
        (date(2016, 3, 1), date(2016, 3, 31), 2),
        (date(2016, 3, 1), date(2016, 3, 31), 2),
        (date(2016, 1, 1), date(2016, 12, 31), 1),
        (date(2017, 1, 1), date(2017, 12, 31), 1),
    ]
    plans = Membership.objects.filter(fund__in=(1, 2)).order_by("pk").values_list("plan", flat=True)
    assert list(plans) == ["monthly", "monthly", "yearly"]


def test_every_index_key_check_and_trigger_stands_again_after_loading(tmp_path):
    before = guards()

    call_command("load_tables", str(laid_out(tmp_path)), verbosity=0)

    assert guards() == before


def test_what_the_files_say_twice_or_backwards_is_told(tmp_path, capsys):
    member = [*MEMBER[:1], [*MEMBER[1][:10], "2016-01-31", "2"], *MEMBER[2:]]

    call_command("load_tables", str(laid_out(tmp_path, member=member)))

    assert capsys.readouterr().out.partition(" s. ")[2] == (
        "1 payments are of an event for which the person had been paid before. 1 members left before they joined and "
        "end on the day they joined.\n"
    )
    assert Membership.objects.get(pk=2).ended_on == date(2016, 2, 10)


def test_a_fund_that_paid_out_more_than_came_in_is_opened_with_what_is_missing(tmp_path, capsys):
    payout = [[*PAYOUT[0][:6], "6000.00", "2017-05-02"], *PAYOUT[1:]]

    call_command("load_tables", str(laid_out(tmp_path, payout=payout)))

    assert "1 funds paid out more than came in and are opened with what is missing." in capsys.readouterr().out
    opened = Transfer.objects.filter(fund=1, credit__kind="opening").values_list("on", "amount").order_by("pk")
    assert list(opened) == [(date(2015, 3, 15), Decimal(5000)), (date(2015, 3, 15), Decimal("2879.50"))]
    assert faults() == []


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"payout": [[*PAYOUT[0][:6], "600.0", "2017-05-02"]]}, "Fund 1: 600.0 is no amount as 30.00."),
        ({"payout": [[*PAYOUT[0][:7], "2017-02-30"]]}, "Fund 1: day is out of range for month."),
        (
            {"contribution": [["1", "1", "3", "2016-02-01", "30.00"]]},
            "Fund 1: contribution.tsv names member 3, who is not of this fund.",
        ),
        (
            {"contribution": [CONTRIBUTION[3], CONTRIBUTION[0]]},
            "contribution.tsv: rows of fund 1 stand where no fund of that number is due; every file is ordered by fund "
            "as fund.tsv is.",
        ),
        (
            {"member": [[*MEMBER[0][:3], "9000000000022", *MEMBER[0][4:]]]},
            "Fund 1: x-xxxx-xxxx0-02-2 is no citizen ID.",
        ),
        ({"member": MEMBER[1:]}, "Fund 1: its members are not numbered from 1 on without a gap."),
        ({"fund": [FUND[0][:4]]}, "fund.tsv: the row '1\\t1\\tกองทุนที่ 1\\t5000.00\\n' has 4 columns, not 5."),
    ],
)  # fmt: skip
def test_files_that_are_not_right_load_nothing(tmp_path, changed, why):
    with pytest.raises(CommandError) as refused:
        call_command("load_tables", str(laid_out(tmp_path, **changed)))

    assert str(refused.value) == f"Nothing was loaded. {why}"
    assert not Fund.objects.exists()
    assert not Person.objects.exists()


def test_only_an_empty_database_is_loaded(tmp_path):
    make_user("somebody")

    with pytest.raises(CommandError, match="already holds a province, people or accounts"):
        call_command("load_tables", str(laid_out(tmp_path)))

    assert not Fund.objects.exists()


def test_funds_of_the_bench_are_the_same_each_time_and_their_books_are_right(tmp_path):
    tables.write(tmp_path / "one", "region", funds=20)
    counts = tables.write(tmp_path / "two", "region", funds=20)
    files = [sorted((tmp_path / name).iterdir()) for name in ("one", "two")]
    assert [file.read_bytes() for file in files[0]] == [file.read_bytes() for file in files[1]]
    tables.write(tmp_path / "small", "region", funds=1)

    call_command("load_tables", str(tmp_path / "small"), verbosity=0)

    assert counts["fund"] == 20
    assert faults() == []
    given, paid = Receipt.objects.aggregate(Sum("amount")), Voucher.objects.aggregate(Sum("amount"))
    moved = Transfer.objects.filter(receipt__isnull=False).aggregate(Sum("amount"))
    assert given == moved == Contribution.objects.aggregate(Sum("amount"))
    assert paid == Payout.objects.aggregate(Sum("amount")) == Claim.objects.aggregate(Sum("amount"))
