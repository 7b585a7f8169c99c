"""One claim being typed: judged as often as asked, filed once."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from funds import signing
from funds.models import Fund, Signers, Term
from funds.rules import terms
from members import approvals, claim_papers, claims, consents, enrolment, entitlements, occurrences
from members.claim_refusals import Refused
from members.entitlements import Asked, Entitlement, FactMissing
from members.forms.claims import FactsForm
from members.models import Beneficiary, Claim, Held, Membership, Person
from welfare import thai
from welfare.models import User
from welfare.money import share

from .limits import Limit, limit_of


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom the claim is for: a member, a neighbour helped before, or (neither given) someone new."""

    membership: Membership | None = None
    person: Person | None = None

    @property
    def name(self) -> str:
        return self.person.name if self.person else _("Someone who is not a member")


@dataclass(frozen=True, slots=True)
class What:
    """What is claimed: a term with its rule and book, or an official category where no rule names it."""

    occurred_on: date
    category: str
    name: str
    term: Term | None = None
    rule: terms.Term | None = None
    book: terms.RuleBook | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim as it would be filed now, and who would sign it: how many of whom, and the names of those free to."""

    claim: Claim
    signers: list[tuple[str, str]]


class Asking:
    """A claim between the form and the acts."""

    def __init__(self, fund: Fund, subject: Subject, what: What, form: FactsForm, today: date) -> None:
        self.fund, self.subject, self.what, self.form, self.today = fund, subject, what, form, today
        self.person = subject.person
        self.entitlement: Entitlement | None = None

    def judge(self) -> None:
        """Judge what was typed, or say at its field what the rule still needs; the form is valid."""
        if self.person is None:
            try:
                self.person = enrolment.known_person(self.form.applicant())
            except enrolment.CitizenIdTaken as problem:
                self.form.add_error("citizen_id", str(problem))
                return
        if self.what.term is None:
            return
        try:
            self.entitlement = entitlements.judge(
                self.fund, self.what.term, person=self.person, membership=self.subject.membership, asked=self._asked(),
                book=self.what.book,
            )  # fmt: skip
        except FactMissing as missing:
            self.form.missing(missing.fact)

    @property
    def allowed(self) -> Decimal | None:
        """What the rule allows to who asks: a named beneficiary's share, else all of it; None without a rule."""
        if self.entitlement is None:
            return None
        heirs = self.form.heirs_asked()
        if len(heirs) == 1:
            return entitlements.share_of(self.entitlement.amount, heirs[0], self.form.heirs)
        return self.entitlement.amount

    def shares(self) -> list[tuple[Beneficiary, Decimal]]:
        """Give what falls to each named beneficiary of what the rule allows, in their order."""
        if self.entitlement is None or not self.form.heirs_asked():
            return []
        heirs = self.form.heirs
        return [(heir, entitlements.share_of(self.entitlement.amount, heir, heirs)) for heir in heirs]

    def check(self, *, by: User) -> list[Draft]:
        """Give what `file` would file now, by filing it and taking that back; the reason is in the form where nothing.

        So the page that is read before filing shows the very sums, steps and refusals of the filing.
        """
        with transaction.atomic():
            drafts = [Draft(claim, self._signers(claim)) for claim in self.file(by=by)]
            transaction.set_rollback(True)
        return drafts

    def _signers(self, claim: Claim) -> list[tuple[str, str]]:
        steps = signing.steps_for(self.fund, claim.amount, filed_on=claim.filed_on)
        return [
            (said_step(step), ", ".join(map(str, approvals.free_for(claim, step.offices, on=self.today))))
            for step in steps
        ]

    @transaction.atomic
    def file(self, *, by: User) -> list[Claim]:
        """Judge and file what was typed, once for its key; nothing, with the reason in the form, where it cannot be.

        Where every named beneficiary asks, each has a claim of their own. The fund is locked first, so that two claims
        filed at once do not both take what is left of a cap.
        """
        Fund.objects.locked().get(pk=self.fund.pk)
        key = self.form.cleaned_data["key"]
        if done := Claim.objects.of(self.fund).filter(key=key).first():
            return [done]
        self.judge()
        judged = self.form.cleaned_data.get("amount") if self.entitlement is None else self.allowed
        if not self.form.is_valid() or not judged or (self.entitlement and self.form.refuse_sum(judged)):
            return []
        try:
            with transaction.atomic():
                filed = self._file_each(judged, key=key, by=by)
                if self.form.cleaned_data.get("consent"):
                    guardian = self.form.cleaned_data.get("guardian", "")
                    consents.give(filed[0].person, fund=self.fund, guardian=guardian, key=key, on=self.today, by=by)
                for claim in filed:
                    claim_papers.tick(claim, self.form.cleaned_data.get("originals") or (), on=self.today, by=by)
                return filed
        except (Refused, enrolment.CitizenIdTaken) as refusal:
            self.form.add_error(None, str(refusal))
            return []

    def _file_each(self, judged: Decimal, *, key: UUID, by: User) -> list[Claim]:
        """File one claim, or one for each named beneficiary; a sum that was lowered is shared as the whole is."""
        heirs = self.form.heirs_asked()
        if len(heirs) < 2:
            return [claims.file(self.fund, self._request(judged, self._asked()), key=key, on=self.today, by=by)]
        amounts = share(self.form.cleaned_data["amount"], [heir.share for heir in heirs])
        return [
            claims.file(
                self.fund, self._request(judged, replace(self._asked(), heir=heir, claimant=heir.name), amount),
                key=key if place == 0 else uuid5(key, str(heir.pk)), on=self.today, by=by,
            )
            for place, (heir, amount) in enumerate(zip(heirs, amounts, strict=True))
        ]  # fmt: skip

    def same_occurrence(self) -> Claim | None:
        """Give the claim, of whatever fund, that holds a day of what is asked."""
        if self.person is None:
            return None
        until_on = self.form.cleaned_data.get("until_on") if self.form.is_bound and self.form.is_valid() else None
        rule = self.what.rule
        with_last = rule is not None and any(pay.per == "day" for pay in rule.pays)
        heir = self.form.heir() if self.form.is_bound and self.form.is_valid() else None
        held = Held(
            self.fund, self.person, self.what.category, self.what.term.code if self.what.term else "",
            self.subject.membership is None,
            occurrences.days_of(self.what.occurred_on, until_on, with_last=with_last), heir,
        )  # fmt: skip
        return occurrences.earlier(held)

    def limits(self) -> list[Limit]:
        """Say the caps that run longer than one occurrence."""
        if self.entitlement is not None:
            return [limit_of(meter) for meter in self.entitlement.meters if meter.start or meter.cap.per == "life"]
        if self.what.term is not None:
            return []
        asked = self.form.cleaned_data.get("amount") if self.form.is_bound and self.form.is_valid() else None
        meter = entitlements.purse_meter(self.fund, self.what.occurred_on, granted=asked or Decimal(0))
        return [limit_of(meter)] if meter else []

    def _asked(self) -> Asked:
        name = self.person.name if self.person else self.form.applicant_name()
        return self.form.asked(filed_on=self.today, person=name)

    def _request(self, judged: Decimal, asked: Asked, amount: Decimal | None = None) -> claims.Request:
        typed, what = self.form.cleaned_data, self.what
        person = self.person or self.form.applicant()
        vouched_by = typed.get("vouched_by", "")
        if self.entitlement is not None and what.term is not None:
            request = entitlements.request_of(
                self.entitlement, what.term, person=person, membership=self.subject.membership, asked=asked,
                amount=typed["amount"] if amount is None else amount, reason=typed["reason"], vouched_by=vouched_by,
            )  # fmt: skip
            proxy = thai.tidy(typed.get("proxy") or "")
            return replace(request, facts=request.facts | {"proxy": proxy}) if proxy else request
        return claims.Request(
            person=person, membership=None, category=what.category, occurred_on=what.occurred_on, judged=judged,
            amount=judged, reason=typed["reason"], facts={"vouched_by": vouched_by}, claimant=asked.claimant,
        )  # fmt: skip


def said_step(step: signing.Step) -> str:
    """Say who signs: 2 signatures, committee."""
    words = ngettext("%(count)s signature: %(who)s", "%(count)s signatures: %(who)s", step.count)
    return words % {"count": step.count, "who": Signers(step.who).label}
