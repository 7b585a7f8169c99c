"""Every URL, for the whole cast: a page that nobody classified, or that shows itself to a stranger, fails here."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from funds import access_codes, statements
from funds.access import OFFICES, Role
from funds.models import OFFICES_OF_A_PROVINCE, Appointment, CashCount, Fund, Handover, Office
from members import corrections
from members.models import Claim, Membership
from welfare.models import User

from .cast import signed_in
from .events.factories import gathered, make_province
from .factories import (
    AUGUST,
    JAN_2560,
    MAY_DAY,
    appoint,
    approve,
    close_books,
    give,
    make_bank_line,
    make_branch,
    make_claim,
    make_claim_file,
    make_collection,
    make_consent,
    make_contribution,
    make_distinction,
    make_draft,
    make_import,
    make_import_file,
    make_in_kind,
    make_match,
    make_member,
    make_merge,
    make_outsider,
    make_proof,
    make_regulation,
    make_status_form,
    make_user,
    make_what_if,
    pay,
)

pytestmark = pytest.mark.usefixtures("unwatched")

PUBLIC, SIGNED_IN, TOKEN = "public", "signed in", "token"

# Who may open what. A new page must be put here by hand, with a thought.
ACCESS: dict[str, str | Role] = {
    "home": PUBLIC,
    "start": SIGNED_IN,
    "my-province": SIGNED_IN,
    "set_language": PUBLIC,
    "understood": PUBLIC,
    "open-data": PUBLIC,
    "province-json": PUBLIC,
    "funds-json": PUBLIC,
    "funds-csv": PUBLIC,
    "fund-public": PUBLIC,
    "fund-notice": PUBLIC,
    "help-json": PUBLIC,
    "help-csv": PUBLIC,
    "schema-json": PUBLIC,
    "province": Role.PROVINCE_READER,
    "fund-foresight": Role.READER,
    "province-foresight": Role.PROVINCE_READER,
    "province-status-forms": Role.PROVINCE_READER,
    "province-status-run": Role.PROVINCE_READER,
    "province-status-part": Role.PROVINCE_READER,
    "province-status-paper": Role.PROVINCE_READER,
    "province-status-file": Role.PROVINCE_READER,
    "province-people": Role.PROVINCE_READER,
    "province-find": Role.PROVINCE_READER,
    "province-money-in": Role.PROVINCE_READER,
    "province-help": Role.PROVINCE_READER,
    "province-members": Role.PROVINCE_READER,
    "province-villages": Role.PROVINCE_READER,
    "fund-villages": Role.READER,
    "fund-villages-new": Role.REGISTRAR,
    "fund-villages-file": Role.REGISTRAR,
    "fund-villages-template": Role.REGISTRAR,
    "province-lights": Role.PROVINCE_READER,
    "province-published": Role.PROVINCE_READER,
    "province-published-new": Role.PROVINCE_READER,
    "province-published-explain": Role.PROVINCE_READER,
    "province-brief": Role.PROVINCE_READER,
    "province-country": Role.PROVINCE_READER,
    # For who keeps the portal running.
    "state": Role.ORGANISER,
    "healthz": PUBLIC,
    "readyz": PUBLIC,
    "metrics": TOKEN,
    "fund": Role.READER,
    "waiting": Role.READER,
    "fund-signals": Role.WATCHER,
    "fund-signal": Role.WATCHER,
    "province-signals": Role.PROVINCE_READER,
    # People and their offices.
    "join": PUBLIC,
    "my-people": SIGNED_IN,
    "funds:officers": Role.READER,
    "members:resolutions": Role.READER,
    "members:handovers": Role.READER,
    "members:handover-new": Role.OFFICER,
    "members:handover": Role.READER,
    "funds:second-step": Role.HEAD,
    "people:people": Role.PROVINCE_READER,
    "people:person": Role.PROVINCE_READER,
    "people:code": Role.PROVINCE_READER,
    "people:code-paper": Role.PROVINCE_READER,
    "people:appoint": Role.PROVINCE_ADMIN,
    "people:end": Role.PROVINCE_ADMIN,
    "people:code-withdrawal": Role.PROVINCE_ADMIN,
    # The trail.
    "history": Role.READER,
    "fund-trail": Role.OVERSEER,
    "province-trail": Role.PROVINCE_ADMIN,
    # The books.
    "funds:journal": Role.READER,
    "funds:accounts": Role.READER,
    "funds:income": Role.COLLECTOR,
    "funds:cost": Role.PAYER,
    "funds:deposit": Role.PAYER,
    "funds:entry": Role.READER,
    "funds:bank": Role.READER,
    "funds:bank-account": Role.READER,
    "funds:bank-lines": Role.READER,
    "funds:bank-line": Role.READER,
    "funds:bank-import": Role.CLOSER,
    "funds:bank-taking-back": Role.CLOSER,
    "funds:bank-match": Role.CLOSER,
    "funds:bank-line-match": Role.CLOSER,
    "funds:bank-line-entry": Role.CLOSER,
    "funds:bank-line-parting": Role.CLOSER,
    "funds:months": Role.READER,
    "funds:close": Role.CLOSER,
    "funds:closed-month": Role.READER,
    "funds:month-reopening": Role.REOPENER,
    "funds:counts": Role.READER,
    "funds:count-new": Role.CLOSER,
    "funds:count": Role.READER,
    "funds:account": Role.READER,
    "funds:account-paper": Role.READER,
    "funds:account-new": Role.CLOSER,
    "funds:sources": Role.READER,
    "funds:sources-paper": Role.READER,
    "funds:in-kind": Role.READER,
    "funds:in-kind-new": Role.COLLECTOR,
    "funds:in-kind-back": Role.CORRECTOR,
    "members:reports": Role.READER,
    "members:status-form": Role.READER,
    "members:status-paper": Role.READER,
    "members:status-file": Role.READER,
    "members:status-freeze": Role.KEEPER,
    "members:status-people": Role.READER,
    "members:status-history": Role.READER,
    "members:status-answers": Role.KEEPER,
    "members:official-paper": Role.READER,
    "members:official-print": Role.READER,
    "members:official-file": Role.READER,
    "funds:statements": Role.READER,
    "funds:statement-new": Role.CLOSER,
    "funds:statement-draft": Role.READER,
    "funds:statement-draft-paper": Role.READER,
    "funds:statement": Role.READER,
    "funds:statement-paper": Role.READER,
    "funds:signing-rules": Role.READER,
    "funds:signing-rule-new": Role.REGULATOR,
    # The law.
    "funds:regulations": Role.READER,
    "funds:regulation": Role.READER,
    "funds:regulation-file": Role.READER,
    "funds:regulation-new": Role.REGISTRAR,
    "funds:regulation-paper": Role.READER,
    "funds:regulation-differences": Role.READER,
    "funds:draft-new": Role.REGISTRAR,
    "funds:draft": Role.READER,
    "funds:draft-check": Role.READER,
    "funds:draft-file": Role.READER,
    "funds:draft-paper": Role.READER,
    "funds:draft-adoption": Role.REGISTRAR,
    "funds:draft-discarding": Role.REGISTRAR,
    "funds:draft-benefit": Role.REGISTRAR,
    "funds:draft-part": Role.REGISTRAR,
    "funds:draft-entry": Role.REGISTRAR,
    "funds:draft-figures": Role.REGISTRAR,
    "members:what-ifs": Role.READER,
    "members:what-if": Role.READER,
    # People and what they pay.
    "members:register": Role.READER,
    "members:register-search": Role.READER,
    "members:citizen-id": Role.KEEPER,
    "members:claim-citizen-id": Role.KEEPER,
    "members:claim-consent": Role.CLERK,
    "members:data": Role.KEEPER,
    "members:data-paper": Role.KEEPER,
    "members:data-file": Role.KEEPER,
    "members:looks-paper": Role.KEEPER,
    "members:erasure": Role.KEEPER,
    "members:neighbours": Role.KEEPER,
    "members:neighbour-data": Role.KEEPER,
    "members:neighbour-data-paper": Role.KEEPER,
    "members:neighbour-data-file": Role.KEEPER,
    "members:neighbour-looks-paper": Role.KEEPER,
    "members:neighbour-erasure": Role.KEEPER,
    "members:consent-withdrawal": Role.CLERK,
    "members:consent-paper": Role.CLERK,
    "members:neighbour-consent-paper": Role.CLERK,
    "members:claim-consent-paper": Role.CLERK,
    "members:blank-consent-paper": Role.CLERK,
    # Entries that may be one human being.
    "members:duplicates": Role.MERGER,
    "members:duplicate": Role.MERGER,
    "members:duplicate-distinction": Role.MERGER,
    "members:duplicate-merge": Role.MERGER,
    "members:distinction-withdrawal": Role.MERGER,
    "members:merge": Role.MERGER,
    "members:merge-undoing": Role.MERGER,
    "members:member": Role.READER,
    "members:enrol": Role.REGISTRAR,
    "members:applications": Role.READER,
    "members:admit": Role.REGISTRAR,
    "members:leave": Role.REGISTRAR,
    "members:contribute": Role.COLLECTOR,
    "members:receipts": Role.READER,
    "members:receipt": Role.READER,
    "members:refund": Role.PAYER,
    "members:passbook-paper": Role.READER,
    "members:passbook-lines": Role.COLLECTOR,
    # Files of the paper register.
    "members:imports": Role.REGISTRAR,
    "members:import-template": Role.REGISTRAR,
    "members:import-new": Role.REGISTRAR,
    "members:import-check": Role.REGISTRAR,
    "members:import-marked": Role.REGISTRAR,
    "members:import-progress": Role.REGISTRAR,
    "members:import": Role.REGISTRAR,
    "members:import-taking-back": Role.REGISTRAR,
    # Collection days, arrears, and the start with the portal.
    "members:collections": Role.READER,
    "members:collection": Role.READER,
    "members:collection-receipts": Role.CLERK,
    "members:collection-sheet": Role.COLLECTOR,
    "members:collection-draft": Role.COLLECTOR,
    "members:collection-sheet-paper": Role.READER,
    "members:arrears": Role.READER,
    "members:arrears-paper": Role.READER,
    "members:arrears-warn": Role.COLLECTOR,
    "members:arrears-lapse": Role.REGISTRAR,
    "members:opening": Role.READER,
    "members:opening-money": Role.COLLECTOR,
    "members:opening-members": Role.REGISTRAR,
    "members:opening-confirmation": Role.REGISTRAR,
    # The state's match.
    "members:match-rounds": Role.READER,
    "members:match-round-new": Role.REGISTRAR,
    "members:match-round": Role.READER,
    "members:match-criteria": Role.READER,
    "members:match-wording": Role.REGISTRAR,
    "members:match-sending": Role.REGISTRAR,
    "members:match-paper": Role.READER,
    "members:match-sheet": Role.READER,
    "members:match-withdrawal": Role.REGISTRAR,
    "members:match-refusal": Role.PROVINCE_READER,
    "members:match-approval": Role.PROVINCE_READER,
    "members:match-amendment": Role.PROVINCE_READER,
    "members:match-receipt": Role.COLLECTOR,
    "members:match-recall": Role.SETTLER,
    "members:match-paying-back": Role.PAYER,
    "province-match": Role.PROVINCE_READER,
    "province-match-paper": Role.PROVINCE_READER,
    "province-match-file": Role.PROVINCE_READER,
    "province-statements": Role.PROVINCE_READER,
    "province-statements-paper": Role.PROVINCE_READER,
    "province-statements-file": Role.PROVINCE_READER,
    "match-rules": Role.PROVINCE_READER,
    "match-rule-new": Role.PROVINCE_ADMIN,
    "funds:policies": Role.READER,
    "funds:policy-new": Role.REGULATOR,
    # Claims.
    "members:claims": Role.READER,
    "members:claim": Role.READER,
    "members:claim-new": Role.CLERK,
    "members:claims-due": Role.CLERK,
    "members:member-outlook": Role.READER,
    "members:member-outlook-paper": Role.READER,
    "members:claim-paper": Role.READER,
    "members:claim-decision": Role.SIGNER,
    "members:claim-repair": Role.CLERK,
    "members:claim-papers": Role.CLERK,
    "members:claim-file": Role.READER,
    "members:claim-file-taking-back": Role.CLERK,
    "members:claim-payout": Role.SETTLER,
    "members:claim-withdrawal": Role.CLERK,
    "members:claim-confirmation": Role.CLERK,
    "members:payouts": Role.READER,
    "members:voucher": Role.READER,
    "members:voucher-paper": Role.READER,
    "members:voucher-print": Role.CLERK,
    "members:voucher-proof-new": Role.CLERK,
    "members:voucher-proof": Role.READER,
    "members:voucher-proof-taking-back": Role.CLERK,
    "members:receipt-print": Role.CLERK,
    "members:corrections": Role.READER,
    "members:correction": Role.READER,
    "members:correction-decision": Role.SECOND,
    "members:receipt-correction": Role.CORRECTOR,
    "members:voucher-correction": Role.CORRECTOR,
    "members:entry-correction": Role.CORRECTOR,
    "members:receipt-paper": Role.READER,
    # Assemblies.
    "events:assemblies": Role.PROVINCE_READER,
    "events:assembly-new": Role.ORGANISER,
    "events:assembly": Role.PROVINCE_READER,
    "events:assembly-change": Role.ORGANISER,
    "events:assembly-publication": Role.ORGANISER,
    "events:assembly-forgetting": Role.ORGANISER,
    "events:agenda-change": Role.ORGANISER,
    "events:invitations": Role.PROVINCE_READER,
    "events:invitation-new": Role.ORGANISER,
    "events:invitation-withdrawal": Role.ORGANISER,
    "events:registrations": Role.PROVINCE_READER,
    "events:registration-new": Role.DESK,
    "events:badges": Role.DESK,
    "events:attendance": Role.PROVINCE_READER,
    "events:attendance-withdrawal": Role.DESK,
    "events:desk": Role.DESK,
    "events:check-in": Role.DESK,
    "events:room": Role.DESK,
    "events:check-in-taking-back": Role.DESK,
    "events:minutes": Role.PROVINCE_READER,
    "events:minutes-new": Role.ORGANISER,
    "events:minutes-approval": Role.ORGANISER,
    "events:assembly-resolutions": Role.PROVINCE_READER,
    "events:assembly-resolution-new": Role.ORGANISER,
    "events:assembly-resolution": Role.PROVINCE_READER,
    "events:assembly-resolution-change": Role.ORGANISER,
    "events:assembly-follow-up": Role.ORGANISER,
    "events:files": Role.PROVINCE_READER,
    "events:file": Role.PROVINCE_READER,
    "events:file-taking-back": Role.ORGANISER,
    "events:fund-assemblies": Role.READER,
    "events:fund-assembly": Role.READER,
    "events:fund-registration": Role.DELEGATE,
    "events:fund-withdrawal": Role.DELEGATE,
    "events:badge": SIGNED_IN,
    "events:place": PUBLIC,
    "events:day-calendar": PUBLIC,
    "events:day-registration": PUBLIC,
    "events:day-file": PUBLIC,
    "events:days": PUBLIC,
    "events:day": PUBLIC,
    # Strategies.
    "events:strategies": Role.PROVINCE_READER,
    "events:strategy-new": Role.ORGANISER,
    "events:strategy": Role.PROVINCE_READER,
    "events:strategy-progress": Role.ORGANISER,
    "events:strategy-version-new": Role.ORGANISER,
    "events:strategy-version": Role.PROVINCE_READER,
    "events:strategy-signers": Role.ORGANISER,
    "events:strategy-adoption": Role.ORGANISER,
    "events:strategy-hand-over": Role.ORGANISER,
    "events:strategy-evidence": Role.ORGANISER,
    "events:strategy-reminders": Role.PROVINCE_READER,
    "events:strategy-link": Role.ORGANISER,
    "events:strategy-paper-new": Role.DESK,
    "events:strategy-paper": Role.DESK,
    "events:strategy-file": Role.PROVINCE_READER,
    "events:public-strategies": PUBLIC,
    "events:public-strategy": PUBLIC,
    "events:public-version": PUBLIC,
    "events:public-text": PUBLIC,
    "events:public-file": PUBLIC,
    "events:signings": SIGNED_IN,
    "events:signing": SIGNED_IN,
    "events:signing-link": PUBLIC,
    # Certificates.
    "events:certificates": Role.PROVINCE_READER,
    "events:certificate": Role.PROVINCE_READER,
    "events:certificate-file": Role.PROVINCE_READER,
    "events:certificate-picture": Role.PROVINCE_READER,
    "events:certificate-issue": Role.PROVINCE_READER,
    "events:certificate-book": Role.PROVINCE_READER,
    "events:certificate-files": Role.PROVINCE_READER,
    "events:certificate-kinds": Role.ORGANISER,
    "events:certificate-kind-new": Role.ORGANISER,
    "events:certificate-kind": Role.ORGANISER,
    "events:certificate-specimen": Role.ORGANISER,
    "events:certificate-signatory-new": Role.ORGANISER,
    "events:certificate-signatory": Role.ORGANISER,
    "events:certificate-issue-new": Role.ORGANISER,
    "events:certificate-issue-part": Role.ORGANISER,
    "events:certificate-issue-handover": Role.ORGANISER,
    "events:certificate-replacement": Role.ORGANISER,
    "events:certificate-withdrawal": Role.ORGANISER,
    "events:certificate-handover": Role.ORGANISER,
    "events:certificate-check": PUBLIC,
    "events:certificate-state": PUBLIC,
}

ONLY_POST = {"set_language", "understood"}

LIBRARY = ("account_", "mfa_", "usersessions_", "socialaccount_")  # allauth guards its own pages


@dataclass(frozen=True)
class Page:
    """One named URL: its name with namespace, and the names of its parts."""

    name: str
    parts: frozenset[str]
    view: Callable[..., Any]


def pages(patterns: Any = None, prefix: str = "", parts: frozenset[str] = frozenset()) -> Iterator[Page]:
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        here = parts | set(entry.pattern.converters)
        if isinstance(entry, URLResolver):
            space = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            yield from pages(entry.url_patterns, space, here)
        elif isinstance(entry, URLPattern):
            yield Page(f"{prefix}{entry.name}", frozenset(here), entry.callback)


PAGES = {page.name: page for page in pages() if not page.name.startswith(LIBRARY)}
NO_RECORD = {"fund", "year", "group", "topic"}  # parts of an address that are no primary key
IN_A_FUND = sorted(name for name, page in PAGES.items() if "fund" in page.parts and ACCESS.get(name) != PUBLIC)
IN_A_PROVINCE = sorted(name for name, page in PAGES.items() if "province" in page.parts)


def test_every_page_is_classified_and_no_classified_page_is_gone():
    assert set(PAGES) == set(ACCESS)


@pytest.mark.parametrize("name", IN_A_FUND + IN_A_PROVINCE)
def test_a_page_asks_for_the_role_it_is_classified_with(name):
    assert getattr(PAGES[name].view, "role", None) == ACCESS[name]


def rows_of(fund: Fund, *, filed_by: User, decided_by: User) -> dict[str, Any]:
    """Make one of each record in `fund` and give their primary keys by the names that URLs use."""
    give(fund, "10000.00", by=filed_by)
    member = make_member(fund, by=filed_by)
    receipt = make_contribution(member, by=filed_by)
    # Its papers may be seen by every officer, those of an illness by few: tests/members/test_consents.py.
    waiting = make_claim(fund, by=filed_by, person=member.person, membership=member, category="birth")
    approved = make_claim(fund, by=filed_by, person=make_outsider())
    approve(approved, by=decided_by)
    paid = make_claim(fund, by=filed_by, person=make_outsider("อุษา", "มั่นคง"), amount="700.00")
    approve(paid, by=decided_by)
    payout = pay(paid, by=make_user(f"payer.{fund.code}"))
    old = make_member(fund, by=filed_by, born_on=date(1901, 1, 1))
    branch = make_branch(fund)
    collection = make_collection(make_member(fund, by=filed_by, branch=branch, first_name="แก้ว"), by=filed_by)
    line = make_bank_line(fund, by=filed_by)
    correction = corrections.ask(
        fund, fund.receipts.get(payer="ผู้มีจิตศรัทธา"), key=uuid4(), reason="ยอดผิด", on=MAY_DAY, by=filed_by
    )
    close = close_books(fund, JAN_2560, by=filed_by)
    handed = Handover.objects.create(
        key=uuid4(), fund=fund, office=Office.TREASURER, papers="-", given_by=decided_by, given_at=timezone.now()
    )
    statement = statements.freeze(fund, JAN_2560, JAN_2560, key=uuid4(), by=filed_by)
    sent = gathered(fund.province, by=filed_by, fund=fund)
    merge, apart = make_merge(fund, by=filed_by), make_distinction(approved.person, paid.person, fund, by=filed_by)
    return {
        "signal": f"age-{old.pk}",
        "merge": merge.pk, "distinction": apart.pk, "one": approved.person_id, "other": paid.person_id,
        "person": approved.person_id,
        "assembly": sent["assembly"], "attendance": sent["attendance"],
        "member": member.pk, "membership": member.pk, "receipt": receipt.pk, "claim": waiting.pk,
        "voucher": payout.voucher_id, "payout": payout.pk, "account": fund.accounts.order_by("pk")[0].pk,
        "term": 0, "approved": approved.pk, "close": close.pk, "statement": statement.pk,
        "count": CashCount.objects.get(fund=fund).pk, "bank": line.account_id, "line": line.pk,
        "regulation": make_regulation(fund, by=filed_by, since=AUGUST).pk,
        "branch": branch.pk, "collection": collection.pk, "bank_import": line.bank_import_id,
        "entry": payout.transfer_id, "record": receipt.pk, "handover": handed.pk, "correction": correction.pk,
        "imported": make_import(fund, by=filed_by).pk, "chosen": make_import_file(fund, by=filed_by).key,
        "in_kind": make_in_kind(fund, by=filed_by).pk,
        "proof": make_proof(payout.voucher, by=filed_by).address, "file": make_claim_file(waiting, by=filed_by).address,
        "draft": (draft := make_draft(fund, by=filed_by)).pk, "benefit": 1, "part": "naming", "entries": "pays",
        "number": 1, "run": make_what_if(draft, by=filed_by).pk,
        "consent": make_consent(waiting, by=filed_by).pk, "paper": make_status_form(fund, by=filed_by).pk,
        "group": "now", "topic": "place", "year": 2561,
        "round": make_match(fund, by=filed_by, approved_by=decided_by).pk,
    }  # fmt: skip


def peopled(user: User, *, by: User) -> dict[str, int]:
    """Give `user` a code, and the primary keys of what the pages of people show."""
    code = access_codes.issue(user, key=uuid4(), code=access_codes.new_code(), at=timezone.now(), by=by)
    return {"user": user.pk, "access_code": code.pk, "appointment": Appointment.objects.get(user=user).pk}


def address(name: str, fund: Fund, rows: Mapping[str, Any]) -> str:
    told = {"fund": fund.code, "province": fund.province.slug, "subject": "receipt"}  # what is no primary key
    parts = {part: told[part] if part in told else rows[part] for part in PAGES[name].parts}
    if name == "members:claim-payout":
        parts["claim"] = rows["approved"]
    return reverse(name, kwargs=parts)


def ask(client: Client, method: str, url: str) -> int | None:
    """Give the status of the answer; None where the page takes no such request from anybody: that tells nothing."""
    answer = getattr(client, method)(url)
    if answer.streaming:
        b"".join(answer)  # to the end, where its file is closed
    return None if answer.status_code == 405 else int(answer.status_code)


@pytest.fixture
def rows(fund: Fund, secretary: User, chair: User) -> dict[str, Any]:
    return rows_of(fund, filed_by=secretary, decided_by=chair)


@pytest.fixture
def offices(fund: Fund, treasurer: User, chair: User, secretary: User, auditor: User, province_officer: User,
            province_admin: User) -> dict[str, User]:  # fmt: skip
    committee = make_user("committee.rawai")
    appoint(committee, Office.COMMITTEE, fund)
    return {
        Office.TREASURER: treasurer, Office.CHAIR: chair, Office.SECRETARY: secretary, Office.AUDITOR: auditor,
        Office.COMMITTEE: committee, Office.OFFICER: province_officer, Office.ADMIN: province_admin,
    }  # fmt: skip


@pytest.mark.parametrize("method", ["get", "post"])
def test_every_page_of_a_fund_is_closed_to_all_but_its_own_offices(
    method, fund, rows, offices, stranger, former_treasurer, coming_treasurer
):
    outsiders = {"stranger": stranger, "former": former_treasurer, "coming": coming_treasurer}
    outsiders["nobody"] = make_user("nobody")
    # One browser for each visitor: signing in anew for every page would cost more than the pages.
    browsers = {user.pk: signed_in(user) for user in {**outsiders, **offices}.values()}
    anonymous = Client()
    wrong: list[tuple[str, object, object]] = []
    for name in IN_A_FUND:
        url, role = address(name, fund, rows), PAGES[name].view.role  # type: ignore[attr-defined]
        if (got := ask(anonymous, method, url)) not in (302, None):
            wrong.append((name, "anonymous", got))
        for who, user in outsiders.items():
            if (got := ask(browsers[user.pk], method, url)) not in (404, None):
                wrong.append((name, who, got))
        for office, user in offices.items():
            got = ask(browsers[user.pk], method, url)
            if office not in OFFICES[role] and got not in (403, None):
                wrong.append((name, office, got))
            if office in OFFICES[role] and got not in (200, 302, None):
                wrong.append((name, office, got))

    assert wrong == []


@pytest.mark.parametrize("method", ["get", "post"])
def test_every_page_of_a_province_is_closed_to_the_funds_and_to_other_provinces(method, fund, offices, stranger):
    there = gathered(fund.province, by=offices[Office.ADMIN]) | peopled(
        offices[Office.TREASURER], by=offices[Office.ADMIN]
    )
    wrong: list[tuple[str, object, object]] = []
    for name in IN_A_PROVINCE:
        url, role = address(name, fund, there), PAGES[name].view.role  # type: ignore[attr-defined]
        if (got := ask(Client(), method, url)) not in (302, None):
            wrong.append((name, "anonymous", got))
        for office, user in {**offices, "stranger": stranger}.items():
            got = ask(signed_in(user), method, url)
            is_here = office in OFFICES_OF_A_PROVINCE
            expected = {200, 302, None} if office in OFFICES[role] else {403, None} if is_here else {404, None}
            if got not in expected:
                wrong.append((name, office, got))

    assert wrong == []


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_record_of_another_province_is_not_found_under_ones_own(method, fund, province_admin):
    elsewhere = make_province()
    someone = make_user("someone.elsewhere")
    appoint(someone, Office.OFFICER, elsewhere)
    theirs = gathered(elsewhere, by=province_admin) | peopled(someone, by=province_admin)
    found = []
    for name in IN_A_PROVINCE:
        if PAGES[name].parts - {"province"}:
            got = ask(signed_in(province_admin), method, address(name, fund, theirs))
            if got not in (404, None):
                found.append((name, got))

    assert found == []


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_record_of_another_fund_is_not_found_under_ones_own(
    method, fund, other_fund, rows, offices, stranger, secretary, chair
):
    appoint(secretary, Office.SECRETARY, other_fund)
    appoint(chair, Office.CHAIR, other_fund)
    theirs = rows_of(other_fund, filed_by=secretary, decided_by=chair)
    found = []
    for name in IN_A_FUND:
        if not PAGES[name].parts - NO_RECORD:
            continue
        url, role = address(name, fund, theirs), PAGES[name].view.role  # type: ignore[attr-defined]
        # What is the province's alone is asked for by its officer.
        office = sorted(OFFICES[role] - {Office.OFFICER, Office.ADMIN} or OFFICES[role])[0]
        if (got := ask(signed_in(offices[office]), method, url)) not in (404, None):
            found.append((name, office, got))

    assert found == []


def test_public_pages_open_without_signing_in_and_the_rest_asks_to(fund, province_admin):
    there = gathered(fund.province, by=province_admin)
    wrong = []
    for name, access in ACCESS.items():
        if access not in (PUBLIC, SIGNED_IN) or name in ONLY_POST:
            continue
        got = ask(Client(), "get", address(name, fund, there))
        if got != (200 if access == PUBLIC else 302):
            wrong.append((name, got))

    assert wrong == []


def test_nobody_can_sign_up_by_themselves(db):
    answer = Client().post(
        reverse("account_signup"),
        {"username": "eve", "password1": "a long enough one", "password2": "a long enough one"},
    )

    assert (answer.status_code, User.objects.filter(username="eve").exists()) == (200, False)


def test_the_walk_meets_real_records(rows):
    assert (Membership.objects.count(), Claim.objects.count()) == (5, 3)
