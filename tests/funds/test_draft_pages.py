"""A rule book written on screen, one page at a time, by someone who never saw a rule-book file."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from funds import drafts, regulations
from funds.draft_forms import BENEFIT_PARTS, BOOK_PARTS
from funds.models import RegulationDraft
from funds.rules import rulebooks
from funds.rules.tenure import Span
from funds.rules.terms import Arrears, Cap, Condition, Ladder, Pay, Reach, Rung
from tests.cast import signed_in
from tests.factories import make_draft, make_regulation
from tests.funds.rules.test_rulebooks import SHIPPED


@pytest.fixture
def client(secretary):
    return signed_in(secretary)


@pytest.fixture
def draft(fund, secretary):
    return make_draft(fund, by=secretary)


def page(fund, name, *parts):
    return reverse(f"funds:{name}", args=[fund.code, *parts])


def text(answer):
    return " ".join(answer.content.decode().split())


def write(client, draft, benefit, part, *number, step="save", figures=False, **typed):
    """Send one page of plain questions as it stands, with what is typed."""
    name = "draft-figures" if figures else "draft-entry" if number else "draft-part"
    url = page(draft.fund, name, draft.pk, benefit, part, *number)
    form = client.get(url).context["form"]
    shown = {field.name: field.value() for field in form if field.value() is not None}
    return client.post(url, {**shown, **typed, "step": step})


def book_of(draft):
    draft.refresh_from_db()
    return rulebooks.from_dict(draft.book)


def begin(client, fund, **typed):
    client.post(page(fund, "draft-new"), {"key": str(uuid4()), **typed})
    return RegulationDraft.objects.get()


def test_a_benefit_by_the_night_is_written_page_by_page(client, fund):
    draft = begin(client, fund, start="empty")
    write(client, draft, 1, "naming", name="นอนโรงพยาบาล", clause="ข้อ 12", category="illness", msdhs="health")
    write(client, draft, 1, "who", open_to="members", waiting="๑๘๐", unit="days")
    write(client, draft, 1, "pays", 1, per="night")
    write(client, draft, 1, "pays", 1, figures=True, amount="200")
    write(client, draft, 1, "cap", 1, of="baht", per="occurrence", limit="600")
    write(client, draft, 1, "cap", 2, of="baht", per="year", limit="1,000")
    write(client, draft, 1, "papers", papers="ใบรับรองแพทย์\nสมุดประจำตัวสมาชิก\n")
    write(client, draft, 1, "receiving", payee=["member", "family"])
    write(client, draft, 1, "deadline", own="own", deadline="6 เดือน", waiver="yes")

    (term,) = book_of(draft).terms

    assert (term.name, term.clause, term.category, term.msdhs_category) == (
        "นอนโรงพยาบาล", "ข้อ 12", "illness", "health",
    )  # fmt: skip
    assert (term.waiting, term.papers) == (Span(days=180), ("ใบรับรองแพทย์", "สมุดประจำตัวสมาชิก"))
    assert term.pays == (Pay(Decimal("200.00"), "night"),)
    assert term.caps == (Cap("baht", "occurrence", Decimal(600)), Cap("baht", "year", Decimal(1000)))
    assert (term.payees, term.deadline, term.has_waiver) == (("member", "family"), Span(6), True)


def test_steps_are_added_and_taken_away_row_by_row_without_scripts(client, draft):
    write(client, draft, 1, "pays", 1, per="once", by="tenure")
    first = {"1-lower": "6 เดือน", "1-upper": "2 ปี", "1-upper_how": "to", "1-amount": "3000"}
    more = write(client, draft, 1, "pays", 1, figures=True, step="add", **first)
    again = {field.name: field.value() or "" for field in more.context["form"]}
    second = {"2-lower_how": "over", "2-lower": "2 ปี", "2-amount": "6000"}
    url = page(draft.fund, "draft-figures", draft.pk, 1, "pays", 1)
    wider = client.post(url, {**again, **second, "step": "add"})
    third = {field.name: field.value() or "" for field in wider.context["form"]}

    narrower = client.post(url, {**third, "step": "remove-3"})
    client.post(url, {**third, "step": "save"})

    assert [form.context["form"].count for form in (more, wider, narrower)] == [2, 3, 2]
    assert book_of(draft).terms[0].pays[0].ladder == Ladder("tenure", (
        Rung(Reach(Span(6), Span(24, 1)), Decimal("3000.00")), Rung(Reach(Span(24, 1)), Decimal("6000.00")),
    ))  # fmt: skip


def test_conditions_of_every_kind_are_written(client, draft):
    write(client, draft, 1, "condition", 1, fact="age")
    write(client, draft, 1, "condition", 2, fact="number", label="เกรดเฉลี่ย")
    write(client, draft, 1, "condition", 3, fact="word", label="ระดับชั้น")
    write(client, draft, 1, "condition", 4, fact="flag", label="กำพร้า")
    write(client, draft, 1, "condition", 1, figures=True, lower="60 ปี")
    write(client, draft, 1, "condition", 2, figures=True, lower="3.50")
    write(client, draft, 1, "condition", 3, figures=True, words="ป.6, ม.3 , ม.6")
    write(client, draft, 1, "condition", 4, figures=True, so="yes")

    assert book_of(draft).terms[0].conditions == (
        Condition("age", Reach(Span(720))),
        Condition("grade", Reach(Decimal("3.50")), label="เกรดเฉลี่ย"),
        Condition("level", Reach(choices=("ป.6", "ม.3", "ม.6")), label="ระดับชั้น"),
        Condition("fact", must_be=True, label="กำพร้า"),
    )


def test_what_holds_for_the_whole_book_is_written(client, draft):
    write(client, draft, 0, "general", name="ระเบียบ 2570", in_force_from="1/1/2570", cap_year="october")
    write(client, draft, 0, "arrears", refuses="yes", missed_max="2", clause="ข้อ 9")
    write(client, draft, 0, "filing", deadline="6 เดือน", waiver="yes", proxy_papers="หนังสือมอบฉันทะ")
    write(client, draft, 0, "outsiders", purse="10,000", clause="ข้อ 30")
    write(client, draft, 0, "cap", 1, of="baht", per="year", limit="2000", terms=["birth"])

    book = book_of(draft)

    assert (book.title, book.in_force_from, book.cap_year) == ("ระเบียบ 2570", date(2027, 1, 1), "october")
    assert book.arrears == Arrears(True, 2, clause="ข้อ 9")
    assert (book.deadline, book.has_waiver, book.proxy_papers) == (Span(6), True, ("หนังสือมอบฉันทะ",))
    assert (book.purse, book.purse_clause) == (Decimal("10000.00"), "ข้อ 30")
    assert book.caps == (Cap("baht", "year", Decimal("2000.00"), terms=("birth",)),)


@pytest.mark.parametrize("name", ["yasothon", "example"])
def test_saving_every_page_of_a_whole_book_as_it_stands_changes_nothing(client, fund, secretary, name):
    file = next(each for each in SHIPPED if each.stem == name)
    book = rulebooks.load(file.read_text(encoding="utf-8"))
    draft = drafts.begin(fund, book=rulebooks.to_dict(book), key=uuid4(), by=secretary)

    for part in BOOK_PARTS:
        write(client, draft, 0, part)
    for benefit, term in enumerate(book.terms, 1):
        for part in BENEFIT_PARTS:
            write(client, draft, benefit, part)
        for part, entries in (("pays", term.pays), ("condition", term.conditions), ("cap", term.caps)):
            for number, _entry in enumerate(entries, 1):
                write(client, draft, benefit, part, number)
                if part != "cap":
                    write(client, draft, benefit, part, number, figures=True)

    assert book_of(draft) == book


def test_what_is_wrong_is_kept_and_said_beside_its_box_and_in_the_list(client, fund, draft):
    answer = write(client, draft, 1, "pays", 1, figures=True, amount="ห้าร้อย")

    draft.refresh_from_db()
    assert draft.book["term"][0]["pays"][0]["baht"] == "ห้าร้อย"
    assert list(answer.context["form"].errors) == ["amount"]
    assert "ห้าร้อย" in text(client.get(page(fund, "draft", draft.pk)))
    assert not client.get(page(fund, "draft", draft.pk)).context["read"].is_publishable


def test_a_preview_tells_what_it_would_do_and_keeps_nothing(client, fund, draft):
    url = page(fund, "draft-figures", draft.pk, 1, "pays", 1)
    typed = {"revision": "1", "rows": "0", "amount": "900", "step": "preview"}

    whole, part = client.post(url, typed), client.post(url, typed, headers={"HX-Request": "true"})

    draft.refresh_from_db()
    assert draft.book["term"][0]["pays"][0]["baht"] == "800"
    assert ["900" in text(each) for each in (whole, part)] == [True, True]
    assert ["<html" in text(each) for each in (whole, part)] == [True, False]


def test_nobody_writes_over_what_somebody_else_changed(client, fund, draft):
    url = page(fund, "draft-part", draft.pk, 1, "naming")
    mine = {"revision": "1", "name": "รับขวัญ", "clause": "ข้อ 11", "category": "birth", "msdhs": "birth"}
    client.post(url, {**mine, "name": "คลอด"})

    refused = client.post(url, mine)
    again = client.post(url, {**mine, "revision": refused.context["form"]["revision"].value()})

    assert len(refused.context["form"].non_field_errors()) == 1
    assert refused.context["form"]["name"].value() == "รับขวัญ"
    assert (again.status_code, book_of(draft).terms[0].name) == (302, "รับขวัญ")


def test_benefits_are_moved_and_taken_out(client, fund, draft):
    write(client, draft, 2, "naming", name="เสียชีวิต", category="death")
    url = page(fund, "draft-benefit", draft.pk, 2)

    client.post(url, {"revision": "2", "step": "up"})
    moved = [term["code"] for term in RegulationDraft.objects.get().book["term"]]
    client.post(url, {"revision": "3", "step": "remove"})

    assert (moved, [term["code"] for term in RegulationDraft.objects.get().book["term"]]) == (
        ["death", "birth"], ["death"],
    )  # fmt: skip


def test_an_entry_is_taken_away(client, draft):
    write(client, draft, 1, "cap", 1, of="times", per="year", limit="1")

    write(client, draft, 1, "cap", 1, step="remove")

    assert book_of(draft).terms[0].caps == ()


def test_a_draft_begins_with_the_law_an_example_or_a_file(client, fund, secretary):
    law = make_regulation(fund, by=secretary)
    file = SimpleUploadedFile("book.toml", rulebooks.dump(regulations.book_of(law)).encode())
    for typed in ({"start": "law"}, {"start": "example"}, {"start": "file", "file": file}):
        client.post(page(fund, "draft-new"), {"key": str(uuid4()), **typed})

    begun = [len(draft.book["term"]) for draft in RegulationDraft.objects.order_by("pk")]

    assert begun == [1, 6, 1]
    assert {draft.book["fund"] for draft in RegulationDraft.objects.all()} == {fund.name_th}


def test_a_file_that_is_no_rule_book_is_explained(client, fund):
    typed = {"key": str(uuid4()), "start": "file", "file": SimpleUploadedFile("book.toml", b'title = "x"\n')}

    answer = client.post(page(fund, "draft-new"), typed)

    assert "fund" in str(answer.context["form"].errors["file"])
    assert RegulationDraft.objects.count() == 0
