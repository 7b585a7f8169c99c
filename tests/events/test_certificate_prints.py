import io
import re
import subprocess
from typing import Any

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from events import certificate_prints, certificates, lettering
from events.certificates import Recipient
from tests.events.certificate_acts import ADDRESS, issue_to, make_kind, make_signatory
from tests.factories import AUGUST
from tests.papers import PDFTOTEXT, font_families, needs_pdftotext, page_count, text_of

zxingcpp = pytest.importorskip("zxingcpp")

MM = 72 / 25.4
# Where the parts stand, in points from the upper left corner: left, top, right, bottom.
SEALS = ((20 * MM, 17 * MM, 56 * MM, 49 * MM), (241 * MM, 17 * MM, 277 * MM, 49 * MM))
PAPER = (9 * MM, 9 * MM, 288 * MM, 201 * MM)
NAME_PLACE = (26 * MM, 70 * MM, 271 * MM, 99 * MM)
HARD = "นางกตัญญู ปี๊บทองคำ ฟื้นศักดิ์สิทธิ์ น้ำผึ้ง ปู่ที่ญี่ปุ่น"
LONGEST = "คณะกรรมการกองทุนสวัสดิการชุมชนองค์การบริหารส่วนตำบลเทพกระษัตรี อำเภอถลาง จังหวัดภูเก็ต"
THAI = st.text(
    st.sampled_from([chr(code) for code in (*range(0x0E01, 0x0E3B), *range(0x0E40, 0x0E4E))] + [" "]),
    min_size=1,
    max_size=200,
)


@pytest.fixture
def kind(province, province_admin):
    return make_kind(province, by=province_admin)


@pytest.fixture
def two(province, province_admin):
    names = ("นางสาวสมหญิง ใจดี", "นายสมชาย ใจกว้าง")
    return [make_signatory(province, by=province_admin, name=name) for name in names]


@pytest.fixture
def made(kind, two, province_admin):
    certificate = issue_to(kind, HARD, by=province_admin, signatories=two).certificates.get()
    return certificate, certificate_prints.file_of(certificate)


def words_of(pdf, page=1):
    """Give each word of a page with its box in points: text, left, top, right, bottom."""
    read = subprocess.run(  # noqa: S603
        [PDFTOTEXT, "-bbox", "-f", str(page), "-l", str(page), "-", "-"], input=pdf, capture_output=True, check=True
    )
    found = re.findall(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>', read.stdout.decode())
    return [(text, *map(float, box)) for *box, text in found]


def overlap(word, place):
    _text, left, top, right, bottom = word
    return left < place[2] and right > place[0] and top < place[3] and bottom > place[1]


@needs_pdftotext
def test_a_paper_says_all_that_it_must_and_gives_its_thai_back(made):
    certificate, pdf = made
    text = text_of(pdf)
    said = " ".join(text.split())

    assert [line for line in (
        HARD, certificate.deed, "มอบเกียรติบัตรฉบับนี้ให้ไว้เพื่อแสดงว่า", "ให้ไว้ ณ วันที่ ๑๔ สิงหาคม พุทธศักราช ๒๕๖๑", "เลขที่ ๑/๒๕๖๑",
        "(นางสาวสมหญิง ใจดี)", "(นายสมชาย ใจกว้าง)", certificate.written_code, "เครือข่ายองค์กรสวัสดิการชุมชนจังหวัดภูเก็ต",
    ) if line not in said] == []  # fmt: skip


def test_it_is_one_tagged_archive_page_with_its_letters_in_it(made):
    _certificate, pdf = made
    root: Any = pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Root"]

    assert page_count(pdf) == 1
    assert font_families(pdf) == {"Sarabun"}
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in pdf
    assert ("/StructTreeRoot" in root, root["/MarkInfo"]["/Marked"].value, root["/Lang"]) == (True, True, "th")


def test_the_qr_code_leads_to_its_page(made, tmp_path):
    certificate, pdf = made
    subprocess.run(["pdftoppm", "-r", "150", "-png", "-", str(tmp_path / "page")], input=pdf, check=True)  # noqa: S603, S607
    (picture,) = tmp_path.glob("*.png")

    assert [found.text for found in zxingcpp.read_barcodes(Image.open(picture))] == [f"{ADDRESS}{certificate.code}/"]


def test_the_same_row_gives_the_same_bytes_in_any_company_and_after_any_restart(kind, province_admin):
    issue = issue_to(kind, *"กขค", by=province_admin)
    rows = list(issue.certificates.order_by("place").select_related("issue"))
    together = [made for _one, made in certificate_prints.files_of(rows)]
    certificate_prints._kept.cache_clear()
    alone = [certificate_prints.file_of(one) for one in reversed(rows)][::-1]

    assert together == alone
    assert [one.files.get().sha256 for one in rows] == [certificate_prints.fingerprint(made) for made in alone]


@needs_pdftotext
def test_the_book_has_a_page_for_each_in_order(kind, province_admin):
    issue = issue_to(kind, "คนที่หนึ่ง", "คนที่สอง", "คนที่สาม", by=province_admin)
    book = certificate_prints.book_of(issue, issue.certificates.order_by("place").select_related("issue"))

    found = [[word for word, *_box in words_of(book, page) if word.startswith("คนที่")] for page in (1, 2, 3)]
    assert found == [["คนที่หนึ่ง"], ["คนที่สอง"], ["คนที่สาม"]]


@needs_pdftotext
@pytest.mark.parametrize("signers", [0, 1, 2])
@pytest.mark.parametrize(
    "name",
    [LONGEST, "ปู่", HARD, "ปี๊บ" * 50, "เ" * 200, "Andaman Sea Resort and Residences (Thailand) Public Company Limited"],
)
def test_no_word_touches_a_seal_or_the_frame_and_the_recipient_is_largest(kind, two, province_admin, name, signers):
    look = certificates.look_of(kind, two[:signers], AUGUST)
    pdf = certificate_prints.specimens(look, [name], kind.deed, ADDRESS)
    words = words_of(pdf)
    heights = {text: bottom - top for text, _left, top, _right, bottom in words}
    of_name = [word for word in words if word[0] in name and word[2] > 65 * MM and word[4] < 105 * MM]

    assert page_count(pdf) == 1
    assert [word for word in words for seal in SEALS if overlap(word, seal)] == []
    assert [
        word for word in words if word[1] < PAPER[0] or word[2] < PAPER[1] or word[3] > PAPER[2] or word[4] > PAPER[3]
    ] == []
    assert min(word[4] - word[2] for word in of_name) >= heights.get(kind.deed.split()[0], 0)


@needs_pdftotext
def test_the_longest_wording_that_fits_the_form_stays_on_its_page(kind, two, province_admin):
    kind.issuer, kind.superior, kind.preamble = "กองทุนสวัสดิการ" * 10, "ร่วมกับจังหวัด " * 10, "ให้ไว้เพื่อแสดงว่า" * 6
    kind.blessing, deed = "ขอให้เจริญ " * 18, "ได้ให้การสนับสนุนอย่างต่อเนื่อง " * 9
    for who in two:
        who.name, who.post = "นางสาวประกายดาว วงศ์ศักดิ์สิทธิ์" * 3, "ประธานเครือข่าย " * 12
    pdf = certificate_prints.specimens(certificates.look_of(kind, two, AUGUST), [LONGEST], deed, ADDRESS)
    words = words_of(pdf)

    assert page_count(pdf) == 1
    assert [word for word in words for seal in SEALS if overlap(word, seal)] == []
    assert [word for word in words if word[1] < PAPER[0] or word[3] > PAPER[2] or word[4] > PAPER[3]] == []


@settings(max_examples=25)
@given(name=THAI)
def test_any_thai_name_is_lettered_within_its_place(name):
    letters = lettering.lettered(name)
    lines = letters.lines or lettering.cut(name, 2)
    size = letters.size or min(30, lettering.ROOM / max(map(lettering.width, lines)))

    assert "".join(lines).replace(" ", "") == name.replace(" ", "")
    assert all(lettering.width(line) * size <= lettering.ROOM + 0.01 for line in lines)
    assert len(lines) <= 3
    assert size <= {1: 38, 2: 30, 3: 19}[len(lines)]


@needs_pdftotext
@pytest.mark.django_db
def test_any_thai_name_is_one_page_and_touches_no_seal(kind):
    press = certificate_prints._press(certificates.look_of(kind, [], AUGUST))

    @settings(max_examples=30)
    @given(name=THAI)
    def law(name):
        page = certificate_prints._page(name, kind.deed, number="๑/๒๕๖๑", code="2" * 20, address=ADDRESS)
        pdf = press.pdf([page])
        words = [word for word in words_of(pdf) if NAME_PLACE[1] - 6 <= word[2] and word[4] <= NAME_PLACE[3] + 6]
        assert page_count(pdf) == 1
        assert [word for word in words_of(pdf) for seal in SEALS if overlap(word, seal)] == []
        assert [word for word in words if word[1] < NAME_PLACE[0] - 1 or word[3] > NAME_PLACE[2] + 1] == []

    law()


OF_FUNDS = "คณะกรรมการกองทุนสวัสดิการชุมชน"


@pytest.mark.parametrize(
    "lines",
    [
        ("นางสมหญิง ใจดี",),
        (OF_FUNDS, "องค์การบริหารส่วนตำบลเชิงทะเล"),
        (OF_FUNDS, "เทศบาลตำบลเทพกระษัตรี อำเภอถลาง"),
    ],
)
def test_a_long_name_is_parted_where_its_words_begin(lines):
    assert lettering.lettered("".join(lines)).lines == lines


def test_a_certificate_given_for_something_of_its_own_says_so(kind, province_admin):
    issue = certificates.issue(
        kind, [Recipient("ก", "ได้ให้การสนับสนุนกองทุนสวัสดิการชุมชนอย่างต่อเนื่อง")], key=kind.key, on=AUGUST, signatories=[],
        address=ADDRESS, by=province_admin,
    )  # fmt: skip

    assert certificate_prints.page(issue.certificates.get())["deed"] == "ได้ให้การสนับสนุนกองทุนสวัสดิการชุมชนอย่างต่อเนื่อง"
