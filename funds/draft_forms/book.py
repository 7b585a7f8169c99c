"""What holds for the whole book: its name and year, arrears, filing, and people who are not members."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from funds.rules.reading import as_day
from funds.rules.terms import CAP_YEARS
from welfare.forms import ThaiDateField

from .base import Fields, PartForm, flag, lines, number, one_of, plain, said_span, split, text, unflag

YEARS = (
    ("calendar", _("from 1 January to 31 December")),
    ("october", _("from 1 October to 30 September")),
    ("member_year", _("from the day each member joined")),
)
YES_NO = (("yes", _("yes")), ("no", _("no")))


class GeneralForm(PartForm):
    title = _("Name, first day and year")
    boxes: ClassVar[dict[str, str]] = {"title": "name"}

    name = text(_("Name of the regulation"), _("As the meeting will adopt it"))
    in_force_from = ThaiDateField(
        label=_("To be in force from"), required=False, allow_future=True,
        help_text=_("It is asked once more when the meeting has adopted it. For example 1/1/2570"),
    )  # fmt: skip
    cap_year = one_of(
        _("What is “a year”?"), YEARS, _("The year in which “20 nights a year” is counted"), initial="calendar"
    )
    note = text(_("Note"))

    @classmethod
    def shown(cls, table: Fields) -> dict[str, Any]:
        day = as_day(table.get("in_force_from", ""))
        year = table.get("cap_year", "calendar")
        return {
            "name": table.get("title", ""), "note": table.get("note", ""),
            "cap_year": year if year in CAP_YEARS else "", "in_force_from": None if isinstance(day, str) else day,
        }  # fmt: skip

    def written(self) -> dict[str, Any]:
        typed = self.cleaned_data
        day = typed["in_force_from"]
        given = {"title": typed["name"], "note": typed["note"], "cap_year": typed["cap_year"] or None}
        return given | ({"in_force_from": day.isoformat()} if day else {})


class BookArrearsForm(PartForm):
    title = _("Members in arrears")
    lead = _("A benefit may have its own rule.")
    path = "arrears"
    boxes: ClassVar[dict[str, str]] = {"refuse": "refuses"}

    refuses = one_of(_("Does a member in arrears get nothing?"), YES_NO, initial="no")
    missed_max = number(_("How many missed payments are still allowed?"), _("Leave it empty for none"))
    grace = text(_("How long after the last paid day is still allowed?"), _("For example 30 days or 2 months"))
    clause = text(_("Clause"), _("For example ข้อ 9"), longest=40)

    @classmethod
    def shown(cls, table: Fields) -> dict[str, Any]:
        refuses = table.get("refuse", True) if table else False
        return {**super().shown(table), "refuses": unflag(refuses), "grace": said_span(table.get("grace"))}

    def written(self) -> dict[str, Any]:
        typed = self.cleaned_data
        refuses = flag(typed["refuses"])
        if not refuses:
            return dict.fromkeys(("refuse", "missed_max", "grace", "clause"))
        return {
            "refuse": True, "missed_max": plain(typed["missed_max"]), "grace": plain(typed["grace"]),
            "clause": typed["clause"],
        }  # fmt: skip


class FilingForm(PartForm):
    title = _("Deadline and proxies")
    lead = _("A benefit may have its own rule.")
    path = "claims"

    deadline = text(
        _("Within how long must it be asked for?"),
        _("Counted from the day it happened, or from leaving hospital. For example 6 months. Empty: no limit"),
    )
    waiver = one_of(_("May the committee accept it later, with a reason?"), YES_NO, initial="no")
    clause = text(_("Clause"), _("For example ข้อ 10"), longest=40)
    proxy_papers = lines(_("Papers when somebody else comes"), _("One on each line"))

    @classmethod
    def shown(cls, table: Fields) -> dict[str, Any]:
        papers = table.get("proxy_papers") or []
        return {
            "deadline": "" if table.get("deadline") == "none" else said_span(table.get("deadline")),
            "waiver": unflag(table.get("waiver", False)), "clause": table.get("clause", ""),
            "proxy_papers": "\n".join(papers if isinstance(papers, list) else [papers]),
        }  # fmt: skip

    def written(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "deadline": plain(typed["deadline"]), "waiver": flag(typed["waiver"]) or None, "clause": typed["clause"],
            "proxy_papers": split(typed["proxy_papers"]) or None,
        }  # fmt: skip


class OutsidersForm(PartForm):
    title = _("People who are not members")
    path = "non_members"

    purse = number(
        _("At most how many baht a year for all of them together?"),
        _("The fund’s yearly purse for people who are not members. Empty: the book sets none"),
    )
    clause = text(_("Clause"), _("For example ข้อ 30"), longest=40)

    def written(self) -> dict[str, Any]:
        return {"purse": plain(self.cleaned_data["purse"]), "clause": self.cleaned_data["clause"]}


BOOK_PARTS: dict[str, type[PartForm]] = {
    "general": GeneralForm,
    "arrears": BookArrearsForm,
    "filing": FilingForm,
    "outsiders": OutsidersForm,
}
