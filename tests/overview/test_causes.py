"""What made someone ill is told to who files, decides and pays: in no page, paper, file or history to anybody else."""

import json
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from funds.access import OFFICES, Role
from funds.models import OFFICES_OF_A_PROVINCE, Fund, Office
from members import approvals, claim_steps, claims
from members.models import Claim, ClaimAct, Verdict
from tests.cast import signed_in
from tests.factories import AUGUST, MAY_DAY, approve, give, make_claim_file, make_member, pay
from tests.members.acts import asked
from tests.papers import needs_pdftotext, text_of
from tests.test_isolation import IN_A_FUND, PAGES, address, rows_of

pytestmark = pytest.mark.usefixtures("unwatched")

REASON, DISEASE, REFUSAL, NOTE, FILE = "มะเร็งปอด", "วัณโรคดื้อยา", "เบาหวานขึ้นตา", "ไตวายเรื้อรัง", "ผลชิ้นเนื้อ.jpg"
CAUSES = (REASON, DISEASE, REFUSAL, NOTE, FILE)
# What is handed out as it was taken in, or is no page of one's own.
FILES = {"members:claim-file", "members:voucher-proof"}
ROOMS = ("members:", "history", "fund", "waiting")


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def rows(fund, secretary, chair, treasurer) -> dict[str, Any]:
    """One of each record of the fund; its claims are of someone ill, one paid, one refused, with all that was typed."""
    found = rows_of(fund, filed_by=secretary, decided_by=chair)
    member = make_member(fund, by=secretary, first_name="ป่วย")
    give(fund, "10000.00", by=treasurer, on=MAY_DAY)

    def file(reason, **changes) -> Claim:
        facts = {"facts": {"disease": DISEASE}}
        request = asked(member, reason=reason, facts=facts, **changes)
        return claims.file(fund, request, key=uuid4(), on=request.occurred_on, by=secretary)

    paid, refused, returned = file(REASON), file("", category="disadvantaged"), file("", occurred_on=AUGUST)
    make_claim_file(paid, by=secretary, name=FILE)
    approve(paid, by=chair)
    payout = pay(paid, by=treasurer)
    approvals.decide(refused, key=uuid4(), verdict=Verdict.REFUSE, reason=REFUSAL, on=MAY_DAY, by=chair)
    claim_steps.take(returned, ClaimAct.RETURNED, key=uuid4(), note=NOTE, on=AUGUST, by=chair)
    return found | {
        "claim": paid.pk, "refused": refused.pk, "returned": returned.pk, "member": member.pk, "membership": member.pk,
        "voucher": payout.voucher_id, "entry": payout.transfer_id, "payout": payout.pk,
    }  # fmt: skip


def told(client: Client, url: str) -> str:
    """Give all that an answer tells: the text of a paper, the words of a page or file."""
    answer = client.get(url)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    if answer.headers["Content-Type"].startswith("application/pdf"):
        return text_of(content)
    text = content.decode("utf-8", "replace")
    return json.dumps(json.loads(text), ensure_ascii=False) if "json" in answer.headers["Content-Type"] else text


def pages_of(office: str, fund: Fund, rows: dict[str, Any]) -> Iterator[str]:
    """Give the address of every page of the fund's people, money and history that holders of `office` may open."""
    for name in IN_A_FUND:
        role = PAGES[name].view.role  # type: ignore[attr-defined]
        if office in OFFICES[role] and name not in FILES and name.startswith(ROOMS):
            yield address(name, fund, rows)
    for kind in ("membership", "voucher"):
        yield reverse("history", args=[fund.code, kind, rows[kind]])
    # While a claim waits the province may stand in for the fund, and then sees why.
    closed = ("claim", "refused") if office in OFFICES_OF_A_PROVINCE else ("claim", "refused", "returned")
    for name in closed:
        yield reverse("members:claim", args=[fund.code, rows[name]])
        yield reverse("members:claim-paper", args=[fund.code, rows[name]])
    for name in ("claim", "refused", "returned"):
        yield reverse("history", args=[fund.code, "claim", rows[name]])


def leaks(client: Client, urls: Iterable[str]) -> dict[str, list[str]]:
    """Give each address that tells a cause, as a page or as the file that the page offers, with the causes."""
    found = {}
    for url in urls:
        text = told(client, url)
        if "format=csv" in text:
            text += told(client, f"{url}?format=csv&state=all")
        if causes := [cause for cause in CAUSES if cause in text]:
            found[url] = causes
    return found


@needs_pdftotext
@pytest.mark.parametrize("office", [Office.AUDITOR, Office.ADMIN])
def test_no_page_paper_file_or_history_tells_a_cause_to_who_does_not_decide(
    office, fund, rows, auditor, province_admin
):  # fmt: skip
    reader = {Office.AUDITOR: auditor, Office.ADMIN: province_admin}[office]

    assert leaks(signed_in(reader), pages_of(office, fund, rows)) == {}


@needs_pdftotext
def test_who_decides_reads_every_cause_so_that_the_walk_can_find_one(fund, rows, secretary):
    def at(name, *parts):
        return reverse(name, args=[fund.code, *parts])

    found = leaks(signed_in(secretary), (
        at("members:claim", rows["claim"]), at("members:claim-paper", rows["claim"]),
        at("members:claim", rows["refused"]), at("members:claim-paper", rows["refused"]),
        at("history", "claim", rows["returned"]), at("members:data-paper", rows["member"]),
    ))  # fmt: skip

    assert {cause for causes in found.values() for cause in causes} == set(CAUSES)
    assert len(found) == 6


def test_the_offices_that_see_causes_are_those_of_the_fund_that_deal_with_claims():
    assert OFFICES[Role.CONFIDANT] == {Office.CHAIR, Office.TREASURER, Office.SECRETARY, Office.COMMITTEE}
