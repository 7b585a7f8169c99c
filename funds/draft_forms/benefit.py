"""What is asked of one benefit beside its sums: names and official lines, who it is for, papers, receiver, deadline."""

import re
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from funds.rules.terms import CATEGORIES, MSDHS_CATEGORIES
from funds.rules.wording import PAYEE_NAMES

from .base import BY_BOOK, Fields, PartForm, flag, lines, number, one_of, plain, said_span, split, text, unflag
from .book import YES_NO, BookArrearsForm

UNITS = (("days", _("days")), ("months", _("months")), ("years", _("years")))


class NamingForm(PartForm):
    title = _("Name, clause and official lines")

    name = text(_("What is the benefit called?"), _("As members know it, for example นอนโรงพยาบาล"))
    clause = text(_("Clause of the regulation"), _("For example ข้อ 12"), longest=40)
    category = one_of(_("Line of the official status form (CODI)"), tuple(CATEGORIES.items()))
    msdhs = one_of(_("Kind in the registration of welfare organisations (MSDHS)"), tuple(MSDHS_CATEGORIES.items()))
    note = text(_("Note"))


class WhoForm(PartForm):
    title = _("Who it is for")
    boxes: ClassVar[dict[str, str]] = {"for": "open_to"}

    open_to = one_of(
        _("Who may have it?"),
        (
            ("members", _("members only")),
            ("non_members", _("only people who are not members")),
            ("both", _("members and people who are not members")),
        ),
        initial="members",
    )
    waiting = number(
        _("How long must one have been a member?"), _("Only the number, for example 180. Empty: from the first day")
    )
    unit = one_of(_("Days, months or years?"), UNITS, _("180 days and 6 months are not the same"))

    @classmethod
    def shown(cls, table: Fields) -> dict[str, Any]:
        written = str(table.get("waiting", ""))
        one = re.fullmatch(r"(\d+) (day|month|year)s?", written)
        shown = {"waiting": one[1], "unit": f"{one[2]}s"} if one else {"waiting": said_span(written), "unit": ""}
        return {"open_to": table.get("for", "members"), **shown}

    def written(self) -> dict[str, Any]:
        typed = self.cleaned_data
        waiting = plain(typed["waiting"])
        if waiting.isdecimal() and typed["unit"]:
            waiting = f"{int(waiting)} {typed['unit'] if int(waiting) != 1 else typed['unit'][:-1]}"
        return {"for": typed["open_to"], "waiting": waiting}


class ArrearsForm(BookArrearsForm):
    lead = _("Only where this benefit has a rule of its own.")

    refuses = one_of(
        _("Does a member in arrears get nothing?"), (BY_BOOK, *YES_NO), _("“No” pays this benefit also in arrears")
    )

    @classmethod
    def shown(cls, table: Fields) -> dict[str, Any]:
        return {**super().shown(table), "refuses": unflag(table.get("refuse", True)) if table else ""}

    def written(self) -> dict[str, Any]:
        if self.cleaned_data["refuses"] == "no":
            return {"refuse": False, "missed_max": None, "grace": None, "clause": self.cleaned_data["clause"]}
        return super().written()


class PapersForm(PartForm):
    title = _("Papers to show")

    papers = lines(_("Which papers are needed?"), _("One on each line, for example ใบรับรองแพทย์"))
    own_proxy = one_of(
        _("Papers when somebody else comes"), (BY_BOOK, ("own", _("others, for this benefit"))),
    )  # fmt: skip
    proxy_papers = lines(_("Which others?"), _("One on each line; none at all may be meant too"))

    @classmethod
    def shown(cls, table: Fields) -> dict[str, Any]:
        papers = {name: table.get(name) or [] for name in ("papers", "proxy_papers")}
        shown = {name: "\n".join(given if isinstance(given, list) else [given]) for name, given in papers.items()}
        return {**shown, "own_proxy": "own" if table.get("proxy_papers") is not None else ""}

    def written(self) -> dict[str, Any]:
        typed = self.cleaned_data
        own = typed["own_proxy"] == "own"
        return {"papers": split(typed["papers"]) or None, "proxy_papers": split(typed["proxy_papers"]) if own else None}


class ReceivingForm(PartForm):
    title = _("Who may receive the money")

    payee = forms.MultipleChoiceField(
        label=_("Who may receive it?"), choices=tuple(PAYEE_NAMES.items()), required=False,
        help_text=_("Nothing ticked: not checked"), widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    @classmethod
    def shown(cls, table: Fields) -> dict[str, Any]:
        payee = table.get("payee") or []
        return {"payee": payee if isinstance(payee, list) else [payee]}

    def written(self) -> dict[str, Any]:
        return {"payee": self.cleaned_data["payee"] or None}


class DeadlineForm(PartForm):
    title = _("Deadline")

    own = one_of(
        _("By when must it be asked for?"),
        (BY_BOOK, ("none", _("there is no deadline for this benefit")), ("own", _("within the time below"))),
    )
    deadline = text(_("Within how long?"), _("For example 30 days or 6 months"))
    waiver = one_of(_("May the committee accept it later, with a reason?"), (BY_BOOK, *YES_NO))

    @classmethod
    def shown(cls, table: Fields) -> dict[str, Any]:
        given = table.get("deadline")
        own = "none" if given == "none" else "own" if given else ""
        return {
            "own": own, "deadline": said_span(given) if own == "own" else "", "waiver": unflag(table.get("waiver")),
        }  # fmt: skip

    def written(self) -> dict[str, Any]:
        typed = self.cleaned_data
        deadline = {"none": "none", "own": plain(typed["deadline"])}.get(typed["own"])
        return {"deadline": deadline, "waiver": flag(typed["waiver"])}


BENEFIT_PARTS: dict[str, type[PartForm]] = {
    "naming": NamingForm,
    "who": WhoForm,
    "arrears": ArrearsForm,
    "papers": PapersForm,
    "receiving": ReceivingForm,
    "deadline": DeadlineForm,
}
