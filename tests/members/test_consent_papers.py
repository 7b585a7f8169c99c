"""The consent as a paper to sign: its text word for word, what it is for, and who signs for a child."""

from datetime import date

import pytest

from members import consents, privacy_prints
from members.consent_texts import SPELLED
from tests.cast import signed_in
from tests.factories import make_member, make_outsider
from tests.papers import needs_pdftotext, text_of

from .claiming import url

DAY = date(2018, 8, 14)
OWN, GUARDIAN = "เจ้าของข้อมูล\n", "บิดา มารดา หรือผู้ปกครอง"


def squeezed(text):
    return "".join(text.split())


def printed(fund, person, version="1"):
    return text_of(privacy_prints.consent(fund, person, version=version, day=DAY))


@needs_pdftotext
@pytest.mark.parametrize("version", list(consents.TEXTS))
def test_every_version_prints_its_text_word_for_word_and_spells_out_its_purposes(fund, version):
    paper, spelled = squeezed(printed(fund, None, version)), SPELLED[version]

    assert squeezed(consents.TEXTS[version]) in paper
    assert [line for line in (*spelled.what, *spelled.purposes, *spelled.rights) if squeezed(line) not in paper] == []
    assert squeezed("ลบเอกสารเมื่อพ้น 2 ปีหลังพิจารณาคำขอ") in paper


@needs_pdftotext
@pytest.mark.parametrize(
    ("born_on", "own", "guardian"),
    [
        (date(1960, 5, 1), True, False),
        (date(2004, 5, 1), True, True),
        (date(2010, 5, 1), False, True),
        (None, True, True),
    ],
)
def test_below_ten_a_guardian_signs_and_below_twenty_both(fund, secretary, born_on, own, guardian):
    member = make_member(fund, by=secretary, born_on=born_on)
    paper = squeezed(printed(fund, member.person))

    assert (squeezed(f"({member.person.name})") in paper, squeezed(GUARDIAN) in paper) == (own, guardian)


@needs_pdftotext
def test_it_is_filled_for_a_member_and_for_whom_a_claim_is_for_and_blank_for_the_road(fund, member, claim, secretary):
    browser = signed_in(secretary)
    pages = (
        url("consent-paper", fund, member.pk),
        url("claim-consent-paper", fund, claim.pk),
        url("blank-consent-paper", fund),
    )
    papers = [browser.get(page) for page in pages]

    assert [paper.headers["Content-Type"] for paper in papers] == ["application/pdf"] * 3
    assert [member.person.name in text_of(paper.content) for paper in papers] == [True, True, False]


def test_the_form_leads_to_the_paper(fund, claim, member, secretary):
    browser = signed_in(secretary)

    assert (
        url("claim-consent-paper", fund, claim.pk) in browser.get(url("claim-consent", fund, claim.pk)).content.decode()
    )
    assert url("consent-paper", fund, member.pk) in browser.get(url("data", fund, member.pk)).content.decode()


def test_no_paper_names_someone_whom_the_fund_does_not_know(fund, secretary):
    assert signed_in(secretary).get(url("neighbour-consent-paper", fund, make_outsider().pk)).status_code == 404
