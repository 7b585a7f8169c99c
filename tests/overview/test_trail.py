"""The trail is read in people's words: of one record by its fund, of a fund by its overseers, of all by the admin."""

import ast
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from tests.cast import signed_in
from tests.factories import JAN_2560, close_books, give, make_member
from welfare import trail
from welfare.models import LogEntry
from welfare.overview import trail_words

HOME = Path(settings.BASE_DIR)
PENS = {"trail.record", "trail.Act", "_act", "_log", "log", "_write_down"}


def text_of(answer):
    return answer.content.decode()


def constants():
    """Give every act, subject and fact that the code records by a constant name."""
    acts, subjects, facts = set[object](), set[object](), set[object]()
    for room in ("welfare", "funds", "members", "events"):
        for path in (HOME / room).glob("**/*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if not isinstance(node, ast.Call) or ast.unparse(node.func) not in PENS:
                    continue
                named = {keyword.arg: keyword.value for keyword in node.keywords}
                if ast.unparse(node.func) == "_write_down":
                    named |= {"act": node.args[0], "subject": node.args[1]}
                for kept, key in ((acts, "act"), (subjects, "subject")):
                    value = named.get(key)
                    for part in [value.body, value.orelse] if isinstance(value, ast.IfExp) else [value]:
                        if isinstance(part, ast.Constant):
                            kept.add(part.value)
                for key in ("facts", "before"):
                    told = named.get(key)
                    facts |= (
                        {one.value for one in told.keys if isinstance(one, ast.Constant)}
                        if isinstance(told, ast.Dict)
                        else set()
                    )
                if ast.unparse(node.func) in {"_log", "log", "_act"}:
                    acts |= {one.value for one in node.args[:2] if isinstance(one, ast.Constant)}
    return acts - set(trail_words.SUBJECTS), subjects, facts


@pytest.mark.once
def test_everything_that_is_recorded_has_its_words():
    acts, subjects, facts = constants()

    assert acts - set(trail_words.ACTS) == set()
    assert subjects - set(trail_words.SUBJECTS) == set()
    assert facts - set(trail_words.FACTS) - trail_words.UNTOLD == set()


def test_a_member_has_a_history_in_words(fund, secretary):
    member = make_member(fund, by=secretary)

    page = text_of(signed_in(secretary).get(reverse("history", args=[fund.code, "membership", member.pk])))

    assert "ยื่นคำขอ" in page or "สมาชิก" in page
    assert "นางสาวมาลี ชาวเล" in page
    assert "15 มกราคม 2560" in page


def test_what_was_changed_says_what_held_before(fund, chair):
    entry = trail.record(
        by=chair, fund=fund.pk, act="opened", subject="account", facts={"amount": "400.00"}, before={"amount": "365.00"}
    )

    assert trail_words.facts(entry) == [("จำนวนเงิน (บาท)", "400.00 (ก่อนหน้า 365.00)")]


def test_a_record_from_before_the_trail_has_an_empty_history(fund, secretary):
    box = fund.accounts.order_by("pk")[0]

    page = text_of(signed_in(secretary).get(reverse("history", args=[fund.code, "account", box.pk])))

    assert "ยกมาจากก่อนที่ระบบเริ่มบันทึก" in page


@pytest.mark.parametrize("subject", ["nothing", "opening"])
def test_an_unknown_kind_of_record_is_not_found(fund, chair, subject):
    assert signed_in(chair).get(reverse("history", args=[fund.code, subject, 1])).status_code == 404


def test_a_fund_sees_its_own_trail_alone(fund, other_fund, treasurer, chair):
    give(fund, "10.00", by=treasurer)
    give(other_fund, "99.00", by=treasurer)

    page = text_of(signed_in(chair).get(reverse("fund-trail", args=[fund.code])))

    assert ("10.00" in page, "99.00" in page) == (True, False)


def test_the_trail_is_searched_by_a_name_a_kind_and_days(fund, treasurer, chair):
    give(fund, "10.00", by=treasurer)
    trail.record(by=chair, fund=fund.pk, act="opened", subject="account", facts={"name": "ธนาคารออมสิน"})
    where, client = reverse("fund-trail", args=[fund.code]), signed_in(chair)

    def found(**asked):
        return [entry.done for entry in client.get(where, asked).context["entries"]]

    assert found(q="ออมสิน") == found(q="สมบูรณ์") == found(subject="account") == ["เปิดบัญชี"]
    assert found(q="ประไพ") == ["รับเงินใบเสร็จรับเงิน"]
    assert found(until="1/1/2560") == []


def test_taking_the_trail_out_is_itself_an_entry(fund, treasurer, chair):
    give(fund, "10.00", by=treasurer)

    answer = signed_in(chair).get(reverse("fund-trail", args=[fund.code]), {"format": "csv"})
    sent = b"".join(answer.streaming_content)  # type: ignore[attr-defined]

    seal = LogEntry.objects.get(fund=fund.pk, act="received").seal
    assert seal in sent.decode()
    assert LogEntry.objects.get(act="exported").facts == {"rows": 1}
    assert LogEntry.objects.get(act="exported").office == "chair"


def test_the_admin_sees_all_funds_and_chooses_one(fund, other_fund, treasurer, province_admin):
    for each in (fund, other_fund):
        give(each, "10.00", by=treasurer)
    where, client = reverse("province-trail", args=["phuket"]), signed_in(province_admin)

    assert [entry.place for entry in client.get(where).context["entries"]] == [other_fund.short_name, fund.short_name]
    assert [entry.place for entry in client.get(where, {"fund": fund.pk}).context["entries"]] == [fund.short_name]


def test_a_closed_month_shows_the_seal_of_its_closing(fund, treasurer):
    give(fund, "10.00", by=treasurer)
    close = close_books(fund, JAN_2560, by=treasurer)

    page = text_of(signed_in(treasurer).get(reverse("funds:closed-month", args=[fund.code, close.pk])))

    assert trail.shown(LogEntry.objects.get(act="closed").seal) in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_trail_costs_the_same_however_long(fund, treasurer, chair, rows, django_assert_num_queries):
    for _ in range(rows):
        give(fund, "10.00", by=treasurer)
    client = signed_in(chair)
    client.get(reverse("fund", args=[fund.code]))
    with django_assert_num_queries(5):
        client.get(reverse("fund-trail", args=[fund.code]))
