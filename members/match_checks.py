"""What a match request is checked for, in words: six criteria and what the paper asks besides, kept and read again."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from funds.models import Category, Plan
from welfare import thai
from welfare.money import format_baht, from_satang, to_satang

NAMES: Mapping[int, Any] = {
    1: gettext_lazy("Founded and paying welfare for a year, and recognised"),
    2: gettext_lazy("Members and how they are spread"),
    3: gettext_lazy("Members' money and the local authority's support"),
    4: gettext_lazy("Good management"),
    5: gettext_lazy("Basic welfare of several kinds"),
    6: gettext_lazy("Welfare that is no money, and ties to other work"),
    7: gettext_lazy("What the request says, and who signs"),
}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that a criterion asks: its plain `value`, of a `kind` (day, count, baht, yes, words, share).

    `is_met` is None while the fact is missing.
    """

    name: str
    kind: str
    value: Any
    is_met: bool | None

    @property
    def label(self) -> str:
        return str(LABELS[self.name])

    @property
    def words(self) -> str:
        """The value as people read it; empty where it is missing."""
        return said(self.kind, self.value)

    @property
    def where(self) -> str:
        """The page that enters it or shows its rows: a name of an address."""
        return ROWS.get(self.name, WORDING)

    @property
    def state(self) -> str:
        return {True: "done", None: "wait", False: "wrong"}[self.is_met]

    def kept(self) -> dict[str, Any]:
        """Give what a frozen copy keeps: days as ISO texts, baht as satang."""
        value = self.value
        if isinstance(value, date):
            value = value.isoformat()
        elif isinstance(value, Decimal):
            value = to_satang(value)
        return {"name": self.name, "kind": self.kind, "value": value, "is_met": self.is_met}


@dataclass(frozen=True, slots=True)
class Criterion:
    """One of the criteria, with its checks; 7 stands for what the paper asks besides."""

    number: int
    checks: Sequence[Check]

    @property
    def name(self) -> str:
        return str(NAMES[self.number])

    @property
    def state(self) -> str:
        """Tell as a traffic light: done, wait where facts are missing, wrong where one does not hold."""
        met = {check.is_met for check in self.checks}
        return "wrong" if False in met else "wait" if None in met else "done"


@dataclass(frozen=True, slots=True)
class Paid:
    """One line of welfare paid to members in the year: how many cases, and baht; empty category for the others."""

    category: str
    cases: int
    amount: Decimal

    @property
    def label(self) -> str:
        return str(Category(self.category).label) if self.category else _("other kinds")


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the request says beside its list."""

    criteria: Sequence[Criterion]
    paid: Sequence[Paid]

    def open(self) -> Iterator[tuple[Criterion, Check]]:
        """Give what is missing or does not hold, in the order of the paper."""
        return ((one, check) for one in self.criteria for check in one.checks if not check.is_met)

    def kept(self, wording: Mapping[str, Any]) -> dict[str, Any]:
        """Give what a sent request keeps of them."""
        return {
            "criteria": [
                {"number": one.number, "checks": [check.kept() for check in one.checks]} for one in self.criteria
            ],
            "paid": [{"category": p.category, "cases": p.cases, "satang": to_satang(p.amount)} for p in self.paid],
            "wording": dict(wording),
        }


WORDING = "members:match-wording"
# Where the rows of a check are; what is not here is told by the fund itself.
ROWS: Mapping[str, str] = {
    "first_paid": "members:payouts", "plans": "funds:policies", "full_year": "members:match-round",
    "contributions": "funds:sources", "young": "members:register", "old": "members:register",
    "villages_with": "members:register", "member_money": "funds:sources", "lao_money": "funds:sources",
    "lao_kind": "funds:in-kind", "lao_worth": "funds:in-kind", "in_kind_all": "funds:in-kind",
    "register": "members:register", "rules": "funds:regulations", "accounts": "funds:months",
    "kinds": "members:payouts", "chair": "funds:officers",
}  # fmt: skip

# How a fund may be recognised. Source: criterion 1 of the request.
RECOGNITIONS: Mapping[str, Any] = {
    "codi": gettext_lazy("recognised by CODI"),
    "public_benefit": gettext_lazy("registered as a public-benefit organisation"),
    "welfare": gettext_lazy("registered as a community welfare organisation"),
    "province": gettext_lazy("recognised by the provincial committee (founded from 1 October 2553)"),
}
# Who of the authority signs, and by what right.
POSTS: Mapping[str, Any] = {
    "mayor": gettext_lazy("mayor or chief executive"), "deputy": gettext_lazy("deputy mayor or deputy chief executive"),
    "permanent_secretary": gettext_lazy("permanent secretary of the authority"),
}  # fmt: skip
STANDINGS: Mapping[str, Any] = {
    "own": gettext_lazy("holds the post"), "delegated": gettext_lazy("signs by delegation"),
    "acting": gettext_lazy("acts for the post"),
}  # fmt: skip

LABELS: Mapping[str, Any] = {
    "founded": gettext_lazy("Founded on"),
    "first_paid": gettext_lazy("Welfare paid since"),
    "recognition": gettext_lazy("Recognised"),
    "plans": gettext_lazy("Members pay"),
    "full_year": gettext_lazy("Members of a full year on the counting day"),
    "contributions": gettext_lazy("Contributions of members since founding (baht)"),
    "young": gettext_lazy("Children and young people, up to 25"),
    "old": gettext_lazy("Older people, from 60"),
    "disabled": gettext_lazy("Members who are disabled"),
    "disadvantaged": gettext_lazy("Members who are disadvantaged"),
    "villages_with": gettext_lazy("Villages or communities with members"),
    "villages": gettext_lazy("Villages or communities in all"),
    "spread": gettext_lazy("Share of villages with members, at least"),
    "member_money": gettext_lazy("Contributions of members in the year (baht)"),
    "lao_money": gettext_lazy("Local authority in the year (baht)"),
    "lao_kind": gettext_lazy("Local authority in the year, help in kind (times)"),
    "lao_worth": gettext_lazy("Worth of that help (baht)"),
    "lao_how": gettext_lazy("How the local authority helps besides"),
    "committee_community": gettext_lazy("Committee members from the community"),
    "committee_experts": gettext_lazy("Committee members who are experts"),
    "register": gettext_lazy("Register of members"),
    "rules": gettext_lazy("Written rules"),
    "accounts": gettext_lazy("Accounts closed up to"),
    "plan_kept": gettext_lazy("Development plan"),
    "monitored": gettext_lazy("Monitoring and evaluation"),
    "reported": gettext_lazy("Results reported to the members"),
    "committee_meetings": gettext_lazy("Meetings of the committee in the year"),
    "member_meetings": gettext_lazy("Meetings of the members in the year"),
    "last_meeting": gettext_lazy("Last meeting on"),
    "kinds": gettext_lazy("Basic kinds paid in the year"),
    "links": gettext_lazy("Welfare that is no money, and ties to other work"),
    "in_kind_all": gettext_lazy("Help in kind in the year, all sources (times)"),
    "strengths": gettext_lazy("Strengths of the fund"),
    "use_of_money": gettext_lazy("What the match is used for"),
    "monitoring": gettext_lazy("How it is followed up"),
    "year_plan": gettext_lazy("Plan for one year"),
    "chair": gettext_lazy("Chair who signs"),
    "committee": gettext_lazy("Four committee members who sign"),
    "executive": gettext_lazy("Executive of the local authority who signs"),
}


def said(kind: str, value: Any) -> str:
    """Say the plain value of a check in the reader's language; empty for what is missing."""
    if value is None or value == "" or value == []:
        return ""
    if kind == "yes":
        return pgettext("match", "there is") if value else pgettext("match", "there is none")
    if kind == "plans":
        return ", ".join(str(Plan(plan).label) for plan in value)
    if kind == "share":
        return _("%(percent)s per cent") % {"percent": value}
    spoken: dict[str, Callable[[Any], str]] = {
        "day": thai.long_date, "baht": format_baht, "count": lambda number: f"{number:,}",
        "recognition": lambda known: str(RECOGNITIONS.get(known, known)),
    }  # fmt: skip
    return spoken.get(kind, str)(value)


def thawed(kept: Mapping[str, Any]) -> Facts:
    """Read the criteria of a sent request again."""

    def check(row: Mapping[str, Any]) -> Check:
        value = row["value"]
        if row["kind"] == "day" and value:
            value = date.fromisoformat(value)
        elif row["kind"] == "baht" and value is not None:
            value = from_satang(value)
        return Check(row["name"], row["kind"], value, row["is_met"])

    criteria = [Criterion(one["number"], [check(row) for row in one["checks"]]) for one in kept.get("criteria", [])]
    paid = [Paid(row["category"], row["cases"], from_satang(row["satang"])) for row in kept.get("paid", [])]
    return Facts(criteria, paid)
