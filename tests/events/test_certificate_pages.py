import io
import zipfile
from typing import Any
from uuid import uuid4

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from events import certificates, checking
from events.checking import Verdict
from events.models import Certificate, CertificateKind, Issue, Signatory
from tests.cast import signed_in
from tests.events.certificate_acts import ADDRESS, COMMITTEE_DEED, issue_to, make_certificate, make_kind, make_signatory
from tests.events.factories import check_in, invitation, make_assembly, register
from tests.factories import AUGUST
from welfare import trail


@pytest.fixture
def admin(province_admin):
    return signed_in(province_admin)


@pytest.fixture
def kind(province, province_admin):
    return make_kind(province, by=province_admin)


def url(name, *parts):
    return reverse(f"events:{name}", args=["phuket", *parts])


def issuing(kind, **other):
    return {
        "key": str(uuid4()), "kind": kind.pk, "on": "14/8/2561", "source": "names", "names": "", "step": "save",
        "wording": "คณะกรรมการ",
    } | other  # fmt: skip


def recipients():
    return list(Certificate.objects.order_by("number").values_list("recipient", "deed"))


def test_names_typed_are_shown_then_issued_once(admin, kind):
    form = issuing(kind, names="นายหนึ่ง\n\nนางสอง | ได้ให้การสนับสนุน\n")
    shown = admin.post(url("certificate-issue-new"), form | {"step": "check"})
    saved = [admin.post(url("certificate-issue-new"), form) for _ in range(2)]

    assert "จะออกเกียรติบัตร 2 ใบ" in shown.content.decode()
    assert {answer.url for answer in saved} == {url("certificate-issue", Issue.objects.get().pk)}
    assert recipients() == [("นายหนึ่ง", COMMITTEE_DEED), ("นางสอง", "ได้ให้การสนับสนุน")]


def test_the_committees_of_all_funds_receive_one_each(admin, kind):
    admin.post(url("certificate-issue-new"), issuing(kind, source="funds"))

    assert len(recipients()) == 18
    assert all(name.startswith("คณะกรรมการกองทุน") for name, _deed in recipients())


def test_everyone_who_came_receives_one_in_the_order_of_names(admin, kind, province, province_admin):
    day = make_assembly(province, by=province_admin)
    for name, has_come in (("นายอาทิตย์ ทะเลงาม", True), ("นางกานดา หาดทราย", True), ("นายสมชาย ไม่มา", False)):
        (attendance,) = register(invitation(day), name, by=province_admin)
        if has_come:
            check_in(attendance, by=province_admin)
    admin.post(url("certificate-issue-new"), issuing(kind, source="present", assembly=day.pk))

    assert [name for name, _deed in recipients()] == ["นางกานดา หาดทราย", "นายอาทิตย์ ทะเลงาม"]


def test_of_a_day_to_which_nobody_came_nobody_receives_one(admin, kind, province, province_admin):
    from_day = make_assembly(province, by=province_admin)
    empty = admin.post(url("certificate-issue-new"), issuing(kind, source="present", assembly=from_day.pk))

    assert "ระบุผู้รับอย่างน้อยหนึ่งราย" in empty.content.decode()
    assert certificates.of_all_present(from_day) == []


def sheet(text):
    return SimpleUploadedFile("รายชื่อ.csv", text.encode("utf-8-sig"), "text/csv")


def test_names_from_a_sheet_are_checked_and_issued_without_sending_it_again(admin, kind):
    form = issuing(kind, source="sheet", step="check")
    shown = admin.post(
        url("certificate-issue-new"), form | {"file": sheet("ลำดับ,ชื่อ-สกุล,ผลงาน\n1,นายหนึ่ง,\n2,นางสอง,ช่วยงาน\n")}
    )
    listed = shown.context["listed"]
    admin.post(url("certificate-issue-new"), form | {"step": "save", "listed": listed})

    assert recipients() == [("นายหนึ่ง", COMMITTEE_DEED), ("นางสอง", "ช่วยงาน")]


def test_a_row_of_a_sheet_that_is_not_understood_is_named(admin, kind):
    long = "ก" * 201
    shown = admin.post(
        url("certificate-issue-new"),
        issuing(kind, source="sheet", step="save", file=sheet(f"ชื่อ,ผลงาน\nนายหนึ่ง,\n{long},\n")),
    ).content.decode()

    assert [words for words in ("แก้ไฟล์แล้วเลือกใหม่", "A ชื่อ", long) if words not in shown] == []
    assert recipients() == []


def test_a_list_that_was_touched_on_its_way_is_refused(admin, kind):
    answer = admin.post(url("certificate-issue-new"), issuing(kind, source="sheet", listed="touched"))

    assert "ไฟล์หายไประหว่างทาง" in answer.content.decode() or "เลือก" in answer.content.decode()
    assert recipients() == []


def test_the_specimen_shows_the_longest_and_the_shortest_name_and_issues_nothing(admin, kind):
    form = issuing(kind, names="ปู่\nนางสาวสมหญิง ใจดีมาก\nนายกลาง", step="specimen")
    answer = admin.post(url("certificate-issue-new"), form)

    pages = pypdf.PdfReader(io.BytesIO(answer.content)).pages
    assert (answer["Content-Type"], len(pages), Certificate.objects.count()) == ("application/pdf", 2, 0)


def test_many_are_issued_part_by_part_and_can_be_left_and_come_back_to(admin, kind):
    count = certificates.PART + 5
    names = "\n".join(f"คนที่ {number}" for number in range(count))
    page = admin.post(url("certificate-issue-new"), issuing(kind, names=names)).url
    half = admin.get(page).content.decode()
    listed = admin.get(url("certificates")).content.decode()
    issue = Issue.objects.get()
    part = admin.post(url("certificate-issue-part", issue.pk))
    admin.post(url("certificate-issue-part", issue.pk))

    assert [f"{certificates.PART} จาก {count}" in text for text in (half, listed)] == [True, True]
    assert 'value="50"' in half
    assert part.url == page
    assert Certificate.objects.count() == count


def test_who_did_not_hold_the_post_on_the_day_cannot_sign(admin, kind, province, province_admin):
    late = make_signatory(province, by=province_admin, since=AUGUST.replace(year=2019))
    answer = admin.post(url("certificate-issue-new"), issuing(kind, names="ก", signatories=[late.pk]))

    assert "ไม่ได้ดำรงตำแหน่งนี้ในวันที่ 14 สิงหาคม 2561" in answer.content.decode()
    assert recipients() == []


def test_the_folder_holds_a_genuine_file_for_each_that_is_valid(admin, kind, province_admin):
    issue = issue_to(kind, "หนึ่ง", "สอง", "สาม", by=province_admin)
    certificates.withdraw(issue.certificates.get(place=2), reason="ผิด", on=AUGUST, by=province_admin)
    answer: Any = admin.get(url("certificate-files", issue.pk))
    folder = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))

    assert folder.namelist() == ["2561-0001 หนึ่ง.pdf", "2561-0003 สาม.pdf"]
    assert [checking.by_file(folder.read(name)).verdict for name in folder.namelist()] == [Verdict.GENUINE] * 2


def test_the_book_for_the_printer_has_a_page_for_each_that_is_valid(admin, kind, province_admin):
    issue = issue_to(kind, "หนึ่ง", "สอง", by=province_admin)
    certificates.withdraw(issue.certificates.get(place=1), reason="ผิด", on=AUGUST, by=province_admin)

    assert len(pypdf.PdfReader(io.BytesIO(admin.get(url("certificate-book", issue.pk)).content)).pages) == 1


def test_replacing_withdrawing_and_handing_over_are_written_down(admin, province, province_admin):
    old = make_certificate(province, by=province_admin)
    handed = {"handed_by": "ผู้ว่าราชการจังหวัด", "on": "14/8/2561"}
    admin.post(url("certificate-issue-handover", old.issue_id), handed)
    typed = {"key": str(uuid4()), "name": "นายอาทิตย์ ทะเลสวย", "deed": old.deed, "reason": "สะกดผิด", "on": "15/8/2561"}
    new = admin.post(url("certificate-replacement", old.pk), typed).url
    admin.post(f"{new}withdrawal/", {"reason": "ออกซ้ำ", "on": "16/8/2561"})
    page = admin.get(new).content.decode()
    first = admin.get(url("certificate", old.pk)).content.decode()

    assert [words for words in ("ออกแทน", "สะกดผิด", "ออกซ้ำ", "16 สิงหาคม 2561") if words not in page] == []
    assert [words for words in ("ผู้ว่าราชการจังหวัด", "ออกเลขที่ 2/2561 แทน") if words not in first] == []
    assert list(trail.faults()) == []


def test_a_withdrawn_one_cannot_be_replaced_on_its_page_either(admin, province, province_admin):
    old = make_certificate(province, by=province_admin)
    certificates.withdraw(old, reason="ผิด", on=AUGUST, by=province_admin)
    typed = {"key": str(uuid4()), "name": "ก", "deed": "ก", "reason": "ก", "on": "15/8/2561"}

    assert "เพิกถอนแล้ว" in admin.post(url("certificate-replacement", old.pk), typed).content.decode()


def test_the_list_is_searched_filtered_and_sent_as_a_file(admin, kind, province_admin):
    issue = issue_to(kind, "ข้าวหอม", "แก้วใส", by=province_admin)
    certificates.withdraw(issue.certificates.get(place=2), reason="ออกซ้ำ", on=AUGUST, by=province_admin)

    def found(**asked):
        return [row.recipient for row in admin.get(url("certificates"), asked).context["page"]]

    assert (found(), found(q="หอม"), found(state="withdrawn"), found(kind=kind.pk, state="issued")) == (
        ["แก้วใส", "ข้าวหอม"], ["ข้าวหอม"], ["แก้วใส"], ["ข้าวหอม"],
    )  # fmt: skip
    file = b"".join(admin.get(url("certificates"), {"format": "csv", "q": "2"}).streaming_content).decode()
    assert [words for words in ("แก้วใส", "เพิกถอน", "ออกซ้ำ", "14/8/2561") if words not in file] == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_often_for_three_as_for_one(
    admin, kind, province_admin, django_assert_num_queries, count
):  # fmt: skip
    issue_to(kind, *[f"คนที่ {number}" for number in range(count)], by=province_admin)
    with django_assert_num_queries(7):
        admin.get(url("certificates"))


def test_an_empty_list_says_what_to_do_first(admin, province):
    assert "ยังไม่ได้ออกเกียรติบัตร" in admin.get(url("certificates")).content.decode()
    assert "ยังไม่มีแบบเกียรติบัตร" in admin.get(url("certificate-issue-new")).content.decode()


def png(size=(1500, 1500)):
    out = io.BytesIO()
    Image.new("RGBA", size, (0, 80, 90, 120)).save(out, "PNG")
    return SimpleUploadedFile("ตรา.png", out.getvalue(), "image/png")


def wording(**other):
    return {
        "key": str(uuid4()), "name": "ผู้สนับสนุน", "issuer": "เครือข่าย", "title": "เกียรติบัตร", "preamble": "ให้ไว้เพื่อแสดงว่า",
        "deed": "ได้ให้การสนับสนุน", "border": "corners", "colour": "#80620f",
    } | other  # fmt: skip


def test_a_kind_is_written_with_its_seal_once_and_looked_at(admin, province):
    form = wording()
    for _ in range(2):
        admin.post(url("certificate-kind-new"), form | {"new_seal": png()})
    kind = CertificateKind.objects.get()
    seal = Image.open(io.BytesIO(bytes(kind.seal.content))) if kind.seal else None

    assert (kind.name, kind.border, seal and seal.size, seal and seal.mode) == (
        "ผู้สนับสนุน",
        "corners",
        (900, 900),
        "RGBA",
    )
    picture = admin.get(url("certificate-picture", kind.seal_id))
    assert (picture["Content-Type"], "sandbox" in picture["Content-Security-Policy"]) == ("image/png", True)
    assert len(pypdf.PdfReader(io.BytesIO(admin.get(url("certificate-specimen", kind.pk)).content)).pages) == 2


def test_what_is_no_picture_is_refused_beside_its_field(admin, province):
    sent = SimpleUploadedFile("ตรา.png", b"<svg onload='alert(1)'/>", "image/png")
    answer = admin.post(url("certificate-kind-new"), wording(new_seal=sent))

    assert "ไฟล์นี้อ่านเป็นภาพไม่ได้" in answer.content.decode()
    assert CertificateKind.objects.count() == 0


def test_a_name_of_a_kind_stands_once(admin, kind):
    assert "มีแบบอื่นใช้ชื่อนี้แล้ว" in admin.post(url("certificate-kind-new"), wording(name=kind.name)).content.decode()


def test_who_signs_is_written_with_post_and_days(admin, province):
    typed = {"key": str(uuid4()), "name": "นางสมหญิง ใจดี", "post": "ประธาน", "since": "1/1/2560", "until": ""}
    admin.post(url("certificate-signatory-new"), typed | {"new_picture": png((300, 100))})
    who = Signatory.objects.get()
    wrong = admin.post(url("certificate-signatory", who.pk), typed | {"until": "1/1/2559"}).content.decode()

    assert (str(who), who.until, bool(who.picture)) == ("นางสมหญิง ใจดี · ประธาน", None, True)
    assert "วันสุดท้าย" in wrong


def test_the_qr_codes_lead_to_the_address_that_outsiders_use(admin, kind, settings):
    admin.post(url("certificate-issue-new"), issuing(kind, names="ก"))
    settings.PORTAL_ADDRESS = "https://welfare.example"
    admin.post(url("certificate-issue-new"), issuing(kind, names="ข"))

    addresses = list(Issue.objects.order_by("pk").values_list("address", flat=True))
    assert addresses == ["http://testserver/certificates/", ADDRESS]
