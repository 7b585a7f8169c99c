"""Help that is no money is listed, valued, taken back, and never counted as money."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from funds import in_kind, statements
from funds.models import InKind, Source
from tests.cast import signed_in
from tests.factories import JAN_2560, MAY_DAY, make_in_kind
from tests.pages import tables
from welfare.models import LogEntry

PAGE = "/funds/rawai/in-kind/"


def typed(**changed):
    return {
        "key": str(uuid4()), "source": "lao", "giver": "เทศบาลตำบลราไวย์", "what": "ห้องประชุม", "worth": "1,500",
        "on": "1/5/2561", "step": "save",
    } | changed  # fmt: skip


def test_help_is_read_back_then_recorded_once(fund, treasurer):
    reader, answer = signed_in(treasurer), typed()

    said = reader.post(f"{PAGE}new/", answer | {"step": "check"}).content.decode()
    assert [words for words in ("1 พฤษภาคม 2561", "หนึ่งพันห้าร้อยบาทถ้วน", "องค์กรปกครองส่วนท้องถิ่น") if words not in said] == []
    assert [reader.post(f"{PAGE}new/", answer)["Location"] for _twice in range(2)] == [PAGE, PAGE]
    assert list(InKind.objects.values_list("fund", "source", "what", "worth", "on", "by")) == [
        (fund.pk, "lao", "ห้องประชุม", Decimal(1500), MAY_DAY, treasurer.pk)
    ]  # fmt: skip
    assert LogEntry.objects.get(subject="help in kind").act == "recorded"


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"what": " "}, "what"), ({"giver": ""}, "giver"), ({"source": "members"}, "source"), ({"worth": "-1"}, "worth"),
     ({"on": "31/2/2561"}, "on")],
)  # fmt: skip
def test_a_wrong_answer_is_refused_beside_its_field(fund, treasurer, changed, field):
    page = signed_in(treasurer).post(f"{PAGE}new/", typed(**changed))

    assert (list(page.context["form"].errors), InKind.objects.count()) == ([field], 0)


def test_what_nobody_can_value_is_worth_nothing(fund, treasurer):
    signed_in(treasurer).post(f"{PAGE}new/", typed(worth=""))

    assert InKind.objects.get().worth == 0


def test_what_is_taken_back_stays_in_the_list_and_counts_no_more(fund, treasurer, auditor):
    wrong, right = make_in_kind(fund, "100.00", by=treasurer), make_in_kind(fund, "40.00", by=treasurer)
    reader, key = signed_in(treasurer), str(uuid4())

    for _twice in range(2):
        answer = reader.post(f"{PAGE}{wrong.pk}/taking-back/", {"key": key, "reason": "ลงซ้ำ"})
        assert answer["Location"] == PAGE
    again = reader.post(f"{PAGE}{wrong.pk}/taking-back/", {"key": str(uuid4()), "reason": "ลงซ้ำ"})

    assert "รายการนี้ยกเลิกไปแล้ว" in again.content.decode()
    page = signed_in(auditor).get(PAGE)
    assert [row[0].split()[0] for row in tables(page)[0][1:]] == ["ห้องประชุมและอาหารว่าง"] * 2
    assert "2 ครั้ง มูลค่า 40.00 บาท" in page.content.decode()
    assert in_kind.given(fund, JAN_2560, MAY_DAY) == [in_kind.Given(Source.LAO, 1, Decimal(40), 1, Decimal(40))]
    assert right.worth == 40


def test_help_of_the_period_stands_beside_help_since_founding_and_in_no_statement(fund, treasurer):
    make_in_kind(fund, "10.00", by=treasurer, on=JAN_2560)
    make_in_kind(fund, "5.50", by=treasurer)

    found = in_kind.given(fund, date(2018, 1, 1), MAY_DAY)

    assert found == [in_kind.Given(Source.LAO, 1, Decimal("5.50"), 2, Decimal("15.50"))]
    assert statements.drawn_up(fund, JAN_2560, MAY_DAY).total_received == 0


def test_the_list_is_found_by_words_source_and_days(fund, treasurer, auditor):
    make_in_kind(fund, by=treasurer, on=JAN_2560)
    make_in_kind(fund, by=treasurer)

    def dates(**asked):
        found = tables(signed_in(auditor).get(PAGE, asked))
        return [row[1] for row in found[0][1:]] if found else []

    assert dates() == ["1 พ.ค. 2561", "15 ม.ค. 2560"]
    assert dates(q="อาหาร ราไวย์") == ["1 พ.ค. 2561", "15 ม.ค. 2560"]
    assert dates(q="รถตู้") == dates(source="donation") == dates(**{"from": "2/5/2561"}) == []
    assert dates(until="31/12/2560") == ["15 ม.ค. 2560"]
    file = b"".join(signed_in(auditor).get(PAGE, {"format": "csv"})).decode("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in file[1:]] == ["1/5/2561", "15/1/2560"]


def test_the_list_asks_the_same_of_one_record_and_of_three(fund, treasurer, auditor, django_assert_num_queries):
    make_in_kind(fund, by=treasurer)
    reader = signed_in(auditor)
    for _more in range(2):
        with django_assert_num_queries(5):
            reader.get(PAGE)
        for _each in range(2):
            make_in_kind(fund, by=treasurer)
