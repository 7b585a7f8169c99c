import hashlib
import io
from uuid import uuid4

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from events import enclosures, evidence, standing
from events.models import Evidence, Progress, Signature, Strategy
from tests.cast import signed_in
from tests.pages import links, tables

from .strategy_acts import (
    DRAWING,
    MOMENT,
    SIGNERS,
    TITLE,
    make_resolution,
    make_strategy,
    make_version,
    next_version,
    page,
    parties,
    sign,
    sign_all,
)
from .test_strategy_prompt import without_triggers


@pytest.fixture
def version(province, province_admin):
    return make_version(province, by=province_admin)


@pytest.fixture
def admin(province_admin):
    return signed_in(province_admin)


def one_page_pdf(title="ยุทธศาสตร์"):
    writer, made = pypdf.PdfWriter(), io.BytesIO()
    writer.add_blank_page(300, 200)
    writer.add_metadata({"/Title": title})
    writer.write(made)
    return made.getvalue()


def typed(version, **changes):
    """Give what the boxes of a new version hold."""
    given = {"key": str(uuid4()), "title": version.document.title, "preface": version.document.preface, "note": ""}
    for aim in version.document.aims:
        given |= {f"title{aim.number}": aim.title, f"lead{aim.number}": aim.lead, f"text{aim.number}": aim.text}
        given[f"indicators{aim.number}"] = "\n".join(aim.indicators)
    return given | changes


def test_a_document_is_begun_with_six_strategies_that_have_no_titles(admin, province):
    answer = admin.post(reverse("events:strategy-new", args=[province.slug]), {"key": str(uuid4()), "title": TITLE})

    made = Strategy.objects.get()
    assert answer.url == reverse("events:strategy", args=[province.slug, made.pk])
    assert [aim.title for aim in made.versions.get().document.aims] == [f"ยุทธศาสตร์ที่ {digit}" for digit in "๑๒๓๔๕๖"]


def test_a_version_is_looked_at_before_it_is_written_and_its_pdf_is_kept_to_the_byte(admin, province, province_admin):
    strategy = make_strategy(province, by=province_admin)
    first, sent = strategy.versions.get(), one_page_pdf()
    url = reverse("events:strategy-version-new", args=[province.slug, strategy.pk])
    boxes = typed(first, title1="สวัสดิการถ้วนหน้า", indicators1="ครบ 18 กองทุน\n\nสมาชิก 20,000 คน")

    checked = admin.post(url, boxes | {"step": "check", "file": SimpleUploadedFile("ปก.pdf", sent)})
    kept = checked.context["form"]["kept"].value()
    assert (strategy.versions.count(), "สวัสดิการถ้วนหน้า" in checked.content.decode()) == (1, True)
    admin.post(url, boxes | {"step": "save", "kept": kept})

    made = strategy.versions.get(number=2)
    assert made.document.aims[0].indicators == ("ครบ 18 กองทุน", "สมาชิก 20,000 คน")
    assert made.file
    assert made.document.file
    assert (made.document.file.name, made.document.file.sha256) == ("ปก.pdf", hashlib.sha256(sent).hexdigest())
    assert enclosures.content(made.file) == sent


def test_a_version_that_changes_nothing_is_not_written(admin, version):
    url = reverse("events:strategy-version-new", args=[version.strategy.province.slug, version.strategy_id])

    answer = admin.post(url, typed(version, step="save"))

    assert ("ไม่มีอะไรต่างจากฉบับที่ 1" in answer.content.decode(), version.strategy.versions.count()) == (True, 1)


def test_the_order_of_signing_is_typed_row_by_row(admin, province, province_admin, fund):
    version = make_version(province, by=province_admin, signers=(), adopted=False)
    rows = [(2, "หอการค้า", "นายก ข", "ประธาน", ""), (1, fund.name_th, "นางค ง", "ประธาน", province_admin.username)]
    names = ("place", "organisation", "person", "post", "account")
    boxes = {f"form-{n}-{name}": value for n, row in enumerate(rows) for name, value in zip(names, row, strict=True)}

    admin.post(page("strategy-signers", version), boxes | {"form-TOTAL_FORMS": "3", "form-INITIAL_FORMS": "0"})

    assert [(party.place, party.organisation, party.fund, party.user) for party in parties(version)] == [
        (1, fund.name_th, fund, province_admin), (2, "หอการค้า", None, None),
    ]  # fmt: skip


def test_all_funds_come_into_the_order_with_their_chairs(admin, version, chair, fund):
    rows = admin.get(page("strategy-signers", version) + "?funds").context["form"].initial

    named = {row["organisation"]: row["person"] for row in rows if row}
    assert (len(named), named[fund.name_th]) == (3 + 18, chair.display_name)


def test_a_draft_is_not_public_and_an_adopted_version_is(province, province_admin):
    version = make_version(province, by=province_admin, adopted=False)
    draft = Client().get(page("public-version", version)).status_code
    none = "ยังไม่มียุทธศาสตร์ที่รับรอง" in Client().get(reverse("events:public-strategies")).content.decode()
    make_version(province, by=province_admin)

    assert (draft, none) == (404, True)
    assert len(links(Client().get(reverse("events:public-strategies")))) > 1


def test_the_public_reads_who_signed_and_sees_no_drawing(version, province_admin):
    sign(parties(version)[0], user=province_admin)
    answer = Client().get(page("public-version", version))

    (rows,) = tables(answer)
    assert [row[1:3] for row in rows[1:]] == [
        [signer.organisation, f"{signer.person} {signer.post}"] for signer in SIGNERS
    ]
    assert (DRAWING in answer.content.decode(), version.sha256 in answer.content.decode()) == (False, True)


def test_the_text_that_anybody_takes_down_has_the_hash_that_was_signed(version):
    taken = Client().get(page("public-text", version)).content

    assert hashlib.sha256(taken).hexdigest() == version.sha256


def compare(version, content):
    answer = Client().post(page("public-version", version), {"file": SimpleUploadedFile("x", content)})
    return [words for words in ("ไฟล์นี้เป็นของแท้", "ไม่รู้จักไฟล์นี้", "ข้อมูลที่บันทึกไว้ถูกแก้ไข")
            if words in answer.content.decode().partition('id="answer"')[2].partition("<form")[0]]  # fmt: skip


def test_a_stranger_compares_a_file_and_one_changed_byte_is_told(version, province_admin):
    sign_all(version, user=province_admin)
    given = evidence.give_out(version, address="https://portal.example/", by=province_admin, at=MOMENT)
    paper = enclosures.content(given.file)

    assert [compare(version, each) for each in (version.text.encode(), paper, paper[:-1] + b"x")] == [
        ["ไฟล์นี้เป็นของแท้"], ["ไฟล์นี้เป็นของแท้"], ["ไม่รู้จักไฟล์นี้"],
    ]  # fmt: skip


def test_a_true_file_of_an_altered_version_is_not_called_true(version, province_admin):
    sign_all(version, user=province_admin)
    without_triggers("events_signature")
    Signature.objects.filter(number=1).update(person="นายปลอม แปลง")

    assert compare(version, version.text.encode()) == ["ข้อมูลที่บันทึกไว้ถูกแก้ไข"]
    assert "ถูกแก้ไขในฐานข้อมูล" in Client().get(page("public-version", version)).content.decode()


def test_the_evidence_is_made_once_for_each_state(admin, version, province_admin):
    sign(parties(version)[0], user=province_admin)
    for _press in range(2):
        admin.post(page("strategy-evidence", version))
    sign(parties(version)[1], user=province_admin)
    admin.post(page("strategy-evidence", version))

    assert list(Evidence.objects.order_by("pk").values_list("signature_count", flat=True)) == [1, 2]


def test_who_has_not_signed_is_a_text_to_copy(admin, version, province_admin):
    sign(parties(version)[0], user=province_admin)

    text = admin.get(page("strategy-reminders", version)).context["text"]

    assert text.split("\n")[1:3] == [
        f"{place}. {signer.organisation} · {signer.person} ({signer.post})"
        for place, signer in enumerate(SIGNERS[1:], start=2)
    ]


def test_adopting_and_handing_over_are_recorded_on_their_pages(admin, province, province_admin):
    version = make_version(province, by=province_admin, adopted=False)
    resolution = make_resolution(province, by=province_admin)
    admin.post(page("strategy-adoption", version), {"key": str(uuid4()), "resolution": resolution.pk})
    sign_all(version, user=province_admin)
    admin.post(page("strategy-hand-over", version), {
        "key": str(uuid4()), "giver": "นางมาลี รักษ์ทะเล", "giver_post": "ประธานเครือข่าย", "on": "14/8/2561",
        "receiver_post": "ผู้ว่าราชการจังหวัด", "receiver": "", "time": "15.30", "place": "ศาลาประชาคม",
    })  # fmt: skip

    state = standing.of(version)
    assert state.adoption
    assert state.hand_over
    assert state.hand_over.time
    assert (state.adoption.resolution, state.is_in_force) == (resolution, True)
    assert (state.hand_over.receiver_post, state.hand_over.time.hour) == ("ผู้ว่าราชการจังหวัด", 15)


def test_progress_stands_year_by_year_on_the_public_page_and_the_last_report_counts(admin, version):
    url = reverse("events:strategy-progress", args=[version.strategy.province.slug, version.strategy_id])
    for year, percent in (("2562", "20"), ("๒๕๖๓", "40"), ("2562", "25")):
        admin.post(url, {"key": str(uuid4()), "number": "1", "year": year, "percent": percent, "words": f"ทำ {year}"})
    refused = admin.post(url, {"key": str(uuid4()), "number": "1", "year": "2019", "percent": "1", "words": "ก"})

    shown = Client().get(reverse("events:public-strategy", args=[version.strategy_id])).context["progress"][0]["years"]
    assert [(row["year"], row["percent"]) for row in shown] == [(2562, 25), (2563, 40)]
    assert ("กรุณากรอกปี พ.ศ." in refused.content.decode(), Progress.objects.count()) == (True, 3)


def test_the_list_of_who_signed_is_sent_as_a_file(admin, version, province_admin):
    sign(parties(version)[0], user=province_admin)

    answer = admin.get(page("strategy-version", version) + "?format=csv")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()

    assert len(lines) == 4
    assert SIGNERS[0].person in lines[1]
    assert version.sha256 in lines[1]


@pytest.mark.parametrize("count", [1, 3])
def test_a_version_costs_as_much_with_one_signer_as_with_three(
    django_assert_num_queries, province, province_admin, count
):
    version = make_version(province, by=province_admin, signers=SIGNERS[:count])
    sign_all(version, user=province_admin)
    next_version(version, by=province_admin)

    with django_assert_num_queries(8):
        Client().get(page("public-version", version))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_strategies_costs_as_much_with_one_as_with_three(
    django_assert_num_queries, province, province_admin, count
):
    for _each in range(count):
        make_version(province, by=province_admin)

    with django_assert_num_queries(1):
        Client().get(reverse("events:public-strategies"))
