"""The trail in people's words: what was done, with what, and what held before and after.

Whoever records a new act or fact adds its words here; a test names those that have none.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from funds.models import Office
from members.models import Step, Verdict
from welfare import thai
from welfare.models import LogEntry
from welfare.money import format_baht

ACTS: dict[str, Any] = {
    "opened": pgettext_lazy("trail", "opened"),
    "closed": pgettext_lazy("trail", "closed"),
    "reopened": pgettext_lazy("trail", "reopened"),
    "froze": pgettext_lazy("trail", "made final"),
    "adopted": pgettext_lazy("trail", "adopted"),
    "counted": pgettext_lazy("trail", "counted"),
    "collected": pgettext_lazy("trail", "took contributions"),
    "received": pgettext_lazy("trail", "took money in"),
    "paid out": pgettext_lazy("trail", "paid money out"),
    "moved": pgettext_lazy("trail", "entered"),
    "gave back": pgettext_lazy("trail", "gave contributions back"),
    "printed": pgettext_lazy("trail", "printed"),
    "filed": pgettext_lazy("trail", "filed"),
    "paid": pgettext_lazy("trail", "paid"),
    "turned back": pgettext_lazy("trail", "turned back"),
    "asked to turn back": pgettext_lazy("trail", "asked to turn back"),
    "declined to turn back": pgettext_lazy("trail", "declined to turn back"),
    "imported": pgettext_lazy("trail", "took in a file"),
    "named beneficiaries": pgettext_lazy("trail", "wrote down beneficiaries"),
    "taken back": pgettext_lazy("trail", "took back"),
    "recorded": pgettext_lazy("trail", "wrote down"),
    "took back": pgettext_lazy("trail", "took back"),
    "attached": pgettext_lazy("trail", "attached"),
    "matched": pgettext_lazy("trail", "matched"),
    "parted": pgettext_lazy("trail", "parted"),
    "warned": pgettext_lazy("trail", "warned of missed payments"),
    "confirmed": pgettext_lazy("trail", "confirmed"),
    "read": pgettext_lazy("trail", "looked at"),
    "saw the citizen ID": pgettext_lazy("trail", "looked at the whole citizen ID"),
    "printed the citizen ID": pgettext_lazy("trail", "printed the whole citizen ID"),
    "recorded a consent": pgettext_lazy("trail", "recorded a consent to health papers"),
    "withdrew a consent": pgettext_lazy("trail", "withdrew a consent to health papers"),
    "saw claims of health": pgettext_lazy("trail", "looked at claims of health"),
    "took out all that is held": pgettext_lazy("trail", "took out all that is held on the person"),
    "erased a person": pgettext_lazy("trail", "erased a person"),
    "merged people": pgettext_lazy("trail", "made two entries one"),
    "undid a merge": pgettext_lazy("trail", "made two again what was made one"),
    "moved to the entry that is kept": pgettext_lazy("trail", "moved to the entry that is kept"),
    "moved back": pgettext_lazy("trail", "moved back to its own entry"),
    "told people apart": pgettext_lazy("trail", "told two people apart"),
    "asked again whether they are one": pgettext_lazy("trail", "looked again at two who were told apart"),
    "saw causes of claims": pgettext_lazy("trail", "looked at causes of claims"),
    "opened a health paper": pgettext_lazy("trail", "opened a health paper"),
    "explained": pgettext_lazy("trail", "explained"),
    "exported": pgettext_lazy("trail", "took out a list"),
    "looked for in the country": pgettext_lazy("trail", "looked for somebody in the whole country"),
    "made the demo province": pgettext_lazy("trail", "made the demo province"),
    "loaded tables": pgettext_lazy("trail", "loaded whole funds from files"),
    "planned an assembly": pgettext_lazy("trail", "planned"),
    "changed an assembly": pgettext_lazy("trail", "changed"),
    "published an assembly": pgettext_lazy("trail", "made public"),
    "hid an assembly": pgettext_lazy("trail", "hid from the public"),
    "invited to an assembly": pgettext_lazy("trail", "invited"),
    "changed the places of an assembly": pgettext_lazy("trail", "changed the places"),
    "took back an invitation": pgettext_lazy("trail", "took back an invitation"),
    "registered for an assembly": pgettext_lazy("trail", "registered people"),
    "withdrew from an assembly": pgettext_lazy("trail", "took off the list"),
    "took out personal data": pgettext_lazy("trail", "took out personal data"),
    "took back a check-in": pgettext_lazy("trail", "took a check-in back"),
    "wrote the agenda": pgettext_lazy("trail", "wrote the agenda"),
    "wrote minutes": pgettext_lazy("trail", "wrote minutes"),
    "approved minutes": pgettext_lazy("trail", "approved the minutes"),
    "recorded a resolution of an assembly": pgettext_lazy("trail", "recorded"),
    "corrected a resolution of an assembly": pgettext_lazy("trail", "corrected"),
    "followed up a resolution of an assembly": pgettext_lazy("trail", "recorded what became of it"),
    "attached to an assembly": pgettext_lazy("trail", "attached"),
    "took back a file of an assembly": pgettext_lazy("trail", "took back"),
    "kept a picture": pgettext_lazy("trail", "kept"),
    "saved a kind of certificate": pgettext_lazy("trail", "saved"),
    "saved a signatory": pgettext_lazy("trail", "saved"),
    "began to issue certificates": pgettext_lazy("trail", "began to issue"),
    "issued certificates": pgettext_lazy("trail", "issued"),
    "replaced a certificate": pgettext_lazy("trail", "issued in the place of another"),
    "withdrew a certificate": pgettext_lazy("trail", "withdrew"),
    "handed over a certificate": pgettext_lazy("trail", "handed over"),
    "began a strategy": pgettext_lazy("trail", "began"),
    "wrote a version": pgettext_lazy("trail", "wrote a version"),
    "set who signs": pgettext_lazy("trail", "set who signs"),
    "made a signing link": pgettext_lazy("trail", "made a link for signing"),
    "entered a signed page": pgettext_lazy("trail", "entered a signed page"),
    "turned a signed page back": pgettext_lazy("trail", "turned a signed page back"),
    "handed over": pgettext_lazy("trail", "handed over"),
    "reported progress": pgettext_lazy("trail", "reported progress"),
    "gave out evidence": pgettext_lazy("trail", "gave out the evidence"),
    "began a match round": pgettext_lazy("trail", "began"),
    "worded a match request": pgettext_lazy("trail", "wrote what the request says"),
    "sent a match request": pgettext_lazy("trail", "sent the request"),
    "withdrew a match request": pgettext_lazy("trail", "withdrew the request"),
    "approved a match": pgettext_lazy("trail", "recorded the approval"),
    "amended a match": pgettext_lazy("trail", "amended the approval"),
    "refused a match": pgettext_lazy("trail", "recorded that it was not approved"),
    "received a match": pgettext_lazy("trail", "received the match"),
    "recalled a match": pgettext_lazy("trail", "recorded what is to be paid back"),
    "paid a match back": pgettext_lazy("trail", "paid back"),
    "appointed": pgettext_lazy("trail", "appointed"),
    "ended": pgettext_lazy("trail", "ended"),
    "invited": pgettext_lazy("trail", "gave"),
    "withdrew": pgettext_lazy("trail", "withdrew"),
    "accepted": pgettext_lazy("trail", "accepted"),
    "let set a new password": pgettext_lazy("trail", "let set a new password"),
    "set a new password": pgettext_lazy("trail", "set a new password"),
    "ended sessions": pgettext_lazy("trail", "signed out everywhere"),
    "required": pgettext_lazy("trail", "changed the rule"),
    "took away": pgettext_lazy("trail", "took away"),
} | {value: label for choices in (Step, Verdict) for value, label in choices.choices}  # fmt: skip

SUBJECTS: dict[str, Any] = {
    "access code": pgettext_lazy("trail", "code to an account"),
    "signatory": pgettext_lazy("trail", "signatory"),
    "picture": pgettext_lazy("trail", "picture"),
    "issue": pgettext_lazy("trail", "certificates"),
    "certificatekind": pgettext_lazy("trail", "kind of certificate"),
    "certificate": pgettext_lazy("trail", "certificate"),
    "account": gettext_lazy("Account"),
    "people of villages": gettext_lazy("people of villages"),
    "announced figure": gettext_lazy("announced figure"),
    "answers of a year": pgettext_lazy("trail", "answers for the status form"),
    "appointment": pgettext_lazy("trail", "appointment"),
    "assembly": pgettext_lazy("trail", "assembly"),
    "assembly file": pgettext_lazy("trail", "paper or photograph of an assembly"),
    "assembly resolution": pgettext_lazy("trail", "resolution of an assembly"),
    "attachment": pgettext_lazy("trail", "attached file"),
    "bank import": pgettext_lazy("trail", "file of the bank"),
    "bank line": pgettext_lazy("trail", "line of the bank"),
    "books": pgettext_lazy("trail", "books"),
    "cash count": pgettext_lazy("trail", "cash count"),
    "claim": pgettext_lazy("trail", "claim"),
    "collection": pgettext_lazy("trail", "collection day"),
    "draft": pgettext_lazy("trail", "draft of a rule book"),
    "entry": pgettext_lazy("trail", "entry"),
    "handover": pgettext_lazy("trail", "handover of a committee"),
    "help in kind": gettext_lazy("Help in kind"),
    "signal": gettext_lazy("Signal"),
    "import": pgettext_lazy("trail", "file taken in"),
    "match round": gettext_lazy("round of the match"),
    "match rule": gettext_lazy("rule of the state match"),
    "membership": pgettext_lazy("trail", "member"),
    "memberships": pgettext_lazy("trail", "members"),
    "neighbours": gettext_lazy("People helped who are not members"),
    "month": pgettext_lazy("trail", "month"),
    "official paper": gettext_lazy("Official paper"),
    "opening": pgettext_lazy("trail", "opening facts"),
    "person": gettext_lazy("Person"),
    "policy": pgettext_lazy("trail", "payment rules"),
    "province": pgettext_lazy("trail", "province"),
    "receipt": pgettext_lazy("trail", "receipt"),
    "regulation": pgettext_lazy("trail", "regulation"),
    "second factor": pgettext_lazy("trail", "second step of signing in"),
    "signature": pgettext_lazy("trail", "signature"),
    "signing rule": pgettext_lazy("trail", "rule of approval"),
    "statement": pgettext_lazy("trail", "statement"),
    "status forms": pgettext_lazy("trail", "status forms of the province"),
    "strategy": pgettext_lazy("trail", "strategy"),
    "trail": pgettext_lazy("trail", "list of what was done"),
    "user": pgettext_lazy("trail", "user account"),
    "version": pgettext_lazy("trail", "version"),
    "voucher": pgettext_lazy("trail", "voucher"),
}

FACTS: dict[str, Any] = {
    "figure": gettext_lazy("figure"),
    "difference": gettext_lazy("Difference"),
    "source": gettext_lazy("Where it was announced"),
    "words": gettext_lazy("Explanation"),
    "signed_by": gettext_lazy("Signed by"),
    "replaces": gettext_lazy("In the place of"),
    "post": gettext_lazy("Post"),
    "handed_by": gettext_lazy("Handed over by"),
    "first_number": pgettext_lazy("trail", "first number"),
    "deed": gettext_lazy("What it is given for"),
    "count": pgettext_lazy("trail", "how many"),
    "amount": gettext_lazy("Amount (baht)"),
    "approved_by": gettext_lazy("Approved by"),
    "claim": pgettext_lazy("trail", "number of the claim"),
    "copy": pgettext_lazy("trail", "copy number"),
    "counting_on": gettext_lazy("counting day"),
    "credit": gettext_lazy("Credit"),
    "debit": gettext_lazy("Debit"),
    "file": gettext_lazy("File"),
    "first": gettext_lazy("From the day"),
    "heads": gettext_lazy("members counted"),
    "in_force_from": pgettext_lazy("trail", "in force from"),
    "funds": gettext_lazy("Funds"),
    "invitation": pgettext_lazy("trail", "list of"),
    "invited": pgettext_lazy("trail", "invited"),
    "known": pgettext_lazy("trail", "lines known before"),
    "last": gettext_lazy("Until the day"),
    "lines": pgettext_lazy("trail", "lines"),
    "claims": gettext_lazy("Claims"),
    "member_numbers": pgettext_lazy("trail", "member numbers"),
    "members": gettext_lazy("Members"),
    "month": pgettext_lazy("trail", "month"),
    "months": pgettext_lazy("trail", "months"),
    "name": gettext_lazy("Name"),
    "note": gettext_lazy("Note"),
    "number": gettext_lazy("Number"),
    "on": gettext_lazy("Date"),
    "office": gettext_lazy("Office"),
    "outcome": gettext_lazy("What became of it"),
    "order": pgettext_lazy("trail", "order"),
    "organisation": pgettext_lazy("trail", "organisation"),
    "paper": pgettext_lazy("trail", "paper"),
    "people": pgettext_lazy("trail", "people"),
    "percent": pgettext_lazy("trail", "per cent"),
    "person": gettext_lazy("Person"),
    "places": pgettext_lazy("trail", "places"),
    "quota": pgettext_lazy("trail", "places"),
    "reason": gettext_lazy("Reason"),
    "receipts": pgettext_lazy("trail", "receipts"),
    "rate": gettext_lazy("baht for each member and round"),
    "resolution": gettext_lazy("Resolution"),
    "round": gettext_lazy("round of the match"),
    "rounds": gettext_lazy("rounds a member is matched at most"),
    "row": pgettext_lazy("trail", "row"),
    "rows": pgettext_lazy("trail", "rows"),
    "beneficiaries": gettext_lazy("Beneficiaries"),
    "since": pgettext_lazy("trail", "in force from"),
    "struck": gettext_lazy("numbers of members struck off"),
    "title": gettext_lazy("Title"),
    "to": pgettext_lazy("trail", "to"),
    "total": gettext_lazy("Amount (baht)"),
    "until": gettext_lazy("Until the day"),
    "version": pgettext_lazy("trail", "version"),
    "voucher": pgettext_lazy("trail", "number of the voucher"),
    "year": gettext_lazy("Year"),
}
# What ties records together and says nothing to a reader.
UNTOLD = {"key", "account", "entry", "by_entry", "sha256", "kind", "how", "seal", "way"}
BAHT = {"amount", "total"}


def done(entry: LogEntry) -> str:
    """Say what was done, and with what kind of record."""
    act, subject = ACTS.get(entry.act, entry.act), SUBJECTS.get(entry.subject, entry.subject)
    return _("%(act)s: %(subject)s") % {"act": act, "subject": subject}


def facts(entry: LogEntry) -> list[tuple[str, str]]:
    """Give what the entry says, label and value, and for what was changed what held before."""
    return list(_facts(entry.before, entry.facts))


def _facts(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name in [*after, *(set(before) - set(after))]:
        if name in UNTOLD:
            continue
        old, new = value(name, before.get(name)), value(name, after.get(name))
        if name in before and old != new:
            new = _("%(new)s, before: %(old)s") % {"new": new or "–", "old": old or "–"}
        if new:
            yield str(FACTS.get(name, name)), new


def value(name: str, told: Any) -> str:
    """Write one fact as people read it: a day in words, baht with satang, a list with commas."""
    if told is None or told == "":
        return ""
    if isinstance(told, bool):
        return _("yes") if told else _("no")
    if isinstance(told, list):
        return ", ".join(value(name, one) for one in told)
    text = str(told)
    if name in BAHT:
        try:
            return format_baht(Decimal(text))
        except InvalidOperation:
            return text
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return thai.long_date(date.fromisoformat(text))
    return thai.long_month(date.fromisoformat(f"{text}-01")) if re.fullmatch(r"\d{4}-\d\d", text) else text


def offices(entry: LogEntry) -> str:
    """Say in which offices someone acted; a command on the server has none."""
    held = [str(Office(one).label) for one in entry.office.split(",") if one in Office.values]
    return ", ".join(held)
