"""What the status form asks that no row holds: asked once a year, part by part, with help beside each question."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from welfare import thai

Words = str | Promise


class Ask(StrEnum):
    """How a question is answered."""

    SHORT = "short"
    LONG = "long"
    COUNT = "count"
    BAHT = "baht"
    DAY = "day"
    ONE = "one"
    MANY = "many"


@dataclass(frozen=True, slots=True)
class Question:
    """One question; its answer is kept under `name`. One that is not `needed` may stay empty."""

    name: str
    ask: Ask
    label: Words
    help: Words = ""
    choices: tuple[tuple[str, Words], ...] = ()
    needed: bool = True

    def said(self, answer: Any) -> str:
        """Write an answer that is one of the choices; nothing for none."""
        return str(dict(self.choices).get(answer, "")) if answer else ""

    def words(self, answer: Any) -> str:
        """Write any answer in words."""
        if answer in (None, "", []):
            return ""
        if self.ask == Ask.DAY:
            return thai.long_date(date.fromisoformat(answer))
        if self.ask == Ask.MANY:
            return ", ".join(words for words, is_ticked in self.boxes(answer) if is_ticked)
        return self.said(answer) if self.ask == Ask.ONE else str(answer)

    def boxes(self, answer: Any) -> tuple[tuple[str, bool], ...]:
        """Give each choice with whether it is ticked."""
        return tuple((str(words), key in (answer or ())) for key, words in self.choices)


@dataclass(frozen=True, slots=True)
class Part:
    """Questions that are answered on one page; `sections` of the form hold them."""

    slug: str
    title: Words
    sections: str
    questions: tuple[Question, ...]


EVERY = (("3", _("every 3 months")), ("6", _("every 6 months")), ("12", _("every 12 months")), ("none", _("never yet")))

PARTS: tuple[Part, ...] = (
    Part("place", _("The fund and where it is"), "1–2", (
        Question("address", Ask.SHORT, _("Address of the office"),
                 _("House number, village, road, subdistrict, district, postcode.")),
        Question("phone", Ask.SHORT, _("Telephone of the fund"), _("One that is answered; two with a comma between.")),
        Question("chair_phone", Ask.SHORT, _("Telephone of the chair")),
        Question("coordinator", Ask.SHORT, _("Coordinator"), _("Whom the network and the institute call.")),
        Question("coordinator_phone", Ask.SHORT, _("Telephone of the coordinator")),
        Question("supporter", Ask.SHORT, _("Body that supported the founding"),
                 _("For example the local authority, the institute, or a network.")),
        Question("aims", Ask.LONG, _("Aims of the fund"), _("As the regulation has them.")),
    )),
    Part("people", _("Members, villages, the first day"), "3–4", (
        Question("founders", Ask.COUNT, _("Founding members"),
                 _("Only where the register does not hold them: from the minutes of the founding."), needed=False),
        Question("population", Ask.COUNT, _("Population of the area"), _("All who are registered in the area.")),
        Question("population_source", Ask.SHORT, _("Source of the population"),
                 _("For example the registry of the local authority.")),
        Question("population_year", Ask.COUNT, _("Year of the population (B.E.)")),
        Question("disadvantaged", Ask.COUNT, _("Disadvantaged members"),
                 _("A count only: the register does not keep who they are.")),
        Question("disabled", Ask.COUNT, _("Disabled members"),
                 _("A count only: the register does not keep who they are.")),
        Question("orphans", Ask.COUNT, _("Orphaned members"),
                 _("A count only: the register does not keep who they are."), needed=False),
        Question("villages", Ask.COUNT, _("Villages or communities in the area"),
                 _("All of them, with members or not.")),
        Question("first_money", Ask.BAHT, _("Money on the first day (baht)"),
                 _("Only where the books do not begin with the first day."), needed=False),
    )),
    Part("activities", _("Activities in the community"), "7", (
        Question("activities", Ask.MANY, _("Activities of the year"), "", (
            ("culture", _("culture and religion")), ("sport", _("sport")),
            ("environment", _("natural resources and environment")),
            ("public", _("other public benefit")),
        )),
        Question("activities_told", Ask.SHORT, _("What was done"), needed=False),
    )),
    Part("committee", _("The committee"), "8", (
        Question("of_members", Ask.COUNT, _("Representatives of the members")),
        Question("of_authority", Ask.COUNT, _("Representatives of the local authority"), needed=False),
        Question("of_village_heads", Ask.COUNT, _("Kamnans and village heads"), needed=False),
        Question("of_monks", Ask.COUNT, _("Monks and religious leaders"), needed=False),
        Question("of_experts", Ask.COUNT, _("Local experts"), needed=False),
        Question("of_others", Ask.COUNT, pgettext_lazy("committee", "Others"), needed=False),
        Question("officers", Ask.LONG, _("All committee members"),
                 _("One on a line: name, post, post in the community, telephone, with commas between.")),
    )),
    Part("management", _("How the fund is run"), "9", (
        Question("kept_in", Ask.MANY, _("Where else the register is kept"),
                 _("The portal is the fund's database; tick what is kept beside it."), (
            ("notebook", _("notebook")), ("file", _("computer file, no database")),
        ), needed=False),
        Question("committee_meets", Ask.ONE, _("The committee meets"), "", (
            ("monthly", _("every month")), ("more", _("more often")), ("less", _("less often")),
        )),
        Question("committee_meetings", Ask.COUNT, _("Committee meetings in the year")),
        Question("members_meet", Ask.ONE, _("The members meet"), "", EVERY),
        Question("member_meetings", Ask.COUNT, _("Meetings of the members in the year")),
        Question("last_meeting", Ask.DAY, _("Last meeting of the members")),
        Question("minutes", Ask.ONE, _("Minutes are written"), "", (
            ("always", _("of every meeting")), ("sometimes", _("of some meetings")), ("never", _("of none")),
        )),
        Question("minutes_in", Ask.MANY, _("Minutes are kept in"), "", (
            ("notebook", _("a notebook")), ("computer", _("a computer")),
        )),
        Question("own_check", Ask.ONE, _("The committee looks at its work and judges it"), "", EVERY),
        Question("outside_check", Ask.ONE, _("Others look at the work and judge it"), "", EVERY),
        Question("outside_checker", Ask.SHORT, _("Who they are"), needed=False),
        Question("reported_to", Ask.MANY, _("Results are reported to"), "", (
            ("members", _("the members")), ("authority", _("the local authority")),
            ("agencies", _("agencies")), ("board", _("the notice board")),
        )),
    )),
    Part("links", _("Links and support"), "11–12", (
        Question("links", Ask.MANY, _("The fund works with"), "", (
            ("village_fund", _("village fund")), ("enterprise", _("community enterprise")),
            ("council", _("council of community organisations")), ("land", _("land and housing")),
            ("environment", _("natural resources and environment")), ("health", _("health fund")),
        )),
        Question("links_told", Ask.SHORT, _("Others it works with"), needed=False),
        Question("authority_support", Ask.MANY, _("Support by the local authority"), "", (
            ("match", _("contribution to the fund")), ("activities", _("money for activities")),
            ("advice", _("advice")), ("staff", _("staff")), ("place", _("a place")),
        )),
        Question("agency_support", Ask.MANY, _("Support by agencies"), "", (
            ("governor", _("governor")), ("social", _("provincial social development office")),
            ("community", _("community development office")),
            ("institute", _("Community Organizations Development Institute")),
            ("health_security", _("National Health Security Office")),
            ("health_commission", _("National Health Commission Office")),
            ("health_promotion", _("Thai Health Promotion Foundation")),
        )),
        Question("private_support", Ask.SHORT, _("Support by the private sector"), needed=False),
    )),
    Part("plans", _("Plans, problems, suggestions"), "13–15", (
        Question("plans", Ask.LONG, _("Plans for the coming year")),
        Question("problems", Ask.LONG, _("Problems")),
        Question("solutions", Ask.LONG, _("How they are solved")),
        Question("suggestions", Ask.LONG, _("Suggestions"), needed=False),
    )),
    Part("signers", _("Who signs"), "", (
        Question("collector", Ask.SHORT, _("Who collected the data"), _("Usually the secretary.")),
        Question("collector_post", Ask.SHORT, _("Post of who collected the data")),
        Question("chair_signs", Ask.SHORT, _("Chair or vice-chair who signs")),
        Question("chair_post", Ask.SHORT, _("Post of who signs for the fund")),
        Question("certifier", Ask.SHORT, _("Certifier of the provincial committee"), needed=False),
        Question("certifier_post", Ask.SHORT, _("Post of the certifier"), needed=False),
    )),
)  # fmt: skip
BY_SLUG: Mapping[str, Part] = {part.slug: part for part in PARTS}
BY_NAME: Mapping[str, Question] = {question.name: question for part in PARTS for question in part.questions}


def day_of(answer: Any) -> date | None:
    """Read a day that was answered; nothing for none."""
    return date.fromisoformat(answer) if answer else None
