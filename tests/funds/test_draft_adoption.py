"""From a draft to law: adopted by a resolution, refused while it has a fault, thrown away, compared and printed."""

from datetime import date

import pytest
from django.urls import reverse

from funds import drafts
from funds.models import Regulation, RegulationDraft
from tests.cast import signed_in
from tests.factories import JAN_2560, make_draft, make_regulation


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


def test_a_draft_becomes_law_by_a_resolution_and_is_then_closed(client, fund, draft):
    url = page(fund, "draft-adoption", draft.pk)
    typed = {"body": "general_meeting", "meeting": "1/2561", "resolved_on": "1/4/2561", "in_force_from": "1/5/2561"}

    check = client.post(url, typed)
    client.post(url, {**typed, "step": "save"})

    (made,) = Regulation.objects.all()
    assert "800" in text(client.get(page(fund, "regulation", made.pk)))
    assert (check.status_code, made.in_force_from, made.draft) == (200, date(2018, 5, 1), draft)
    assert (made.resolution.meeting, made.resolution.on) == ("1/2561", date(2018, 4, 1))
    assert client.get(page(fund, "draft", draft.pk)).status_code == 404


def test_a_draft_with_a_fault_cannot_become_law(client, fund, draft):
    terms = [{**term, "clause": ""} for term in draft.book["term"]]
    drafts.change(draft, book={**draft.book, "term": terms}, revision=1, by=draft.begun_by)
    url = page(fund, "draft-adoption", draft.pk)
    typed = {"body": "general_meeting", "meeting": "1/2561", "resolved_on": "1/4/2561", "in_force_from": "1/5/2561"}

    answer = client.post(url, {**typed, "step": "save"})

    assert ('value="save"' in text(answer), Regulation.objects.count()) == (False, 0)


def test_a_draft_from_before_the_law_cannot_become_law(client, fund, draft, secretary):
    make_regulation(fund, by=secretary, since=JAN_2560)
    typed = {"body": "committee", "meeting": "1", "resolved_on": "1/1/2560", "in_force_from": "15/1/2560"}

    client.post(page(fund, "draft-adoption", draft.pk), {**typed, "step": "save"})

    assert Regulation.objects.count() == 1


def test_a_draft_is_thrown_away_after_asking(client, fund, draft):
    url = page(fund, "draft-discarding", draft.pk)

    asked = client.post(url)
    client.post(url, {"step": "discard"})

    assert (asked.status_code, RegulationDraft.objects.count()) == (200, 0)


def test_a_draft_is_read_by_the_committee_and_written_by_the_secretary(fund, draft, auditor):
    reader = signed_in(auditor)

    seen = [reader.get(page(fund, name, draft.pk)).status_code for name in ("draft", "draft-check", "draft-paper")]

    assert (seen, reader.get(page(fund, "draft-benefit", draft.pk, 1)).status_code) == ([200, 200, 200], 403)


def test_any_two_versions_are_compared(client, fund, secretary):
    one = make_regulation(fund, by=secretary, since=JAN_2560, amount=500)
    two = make_regulation(fund, by=secretary, since=date(2018, 1, 1), amount=700)
    three = make_regulation(fund, by=secretary, since=date(2019, 1, 1), amount=500)
    url = page(fund, "regulation-differences")

    changed, same = (
        client.get(url, {"earlier": one.pk, "later": later.pk}).context["changes"] for later in (two, three)
    )

    assert [line for line in changed if "500" in line or "700" in line] == [
        "คลอดบุตร ยกเลิก: คลอดบุตร: 500 บาท", "คลอดบุตร เพิ่มใหม่: คลอดบุตร: 700 บาท",
    ]  # fmt: skip
    assert [line for line in same if "บาท" in line] == []


def test_a_version_is_printed(client, fund, secretary):
    law = make_regulation(fund, by=secretary)

    answer = client.get(page(fund, "regulation-paper", law.pk))

    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
