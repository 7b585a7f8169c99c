"""What the rows and the answers of a year make on the form: pure, the same facts give the same form."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from funds.models import Body, Plan
from welfare import thai
from welfare.money import ZERO, format_baht

from . import pages
from .counted import AGES, GONE, SEXES, counting_day
from .gathered import Gathered, Officer
from .money_sections import fund_money, help_sections, outsiders, statement, support
from .questions import BY_NAME, day_of
from .tree import Block, Form, Line, Number, Rows, Section, Signer, Table, TableRow, Ticks, Unit

# The page of a fund's match requests, with what was approved and received.
ROUNDS = Rows("members:match-rounds")


def arrange(found: Gathered) -> Form:
    """Lay out the form of one fund, section by section, in the reader's language."""
    fund = found.fund
    return Form(
        fund.name, _where(found), found.year, found.first, found.as_of, tuple(_sections(found)),
        tuple(_signers(found)),
    )  # fmt: skip


def _where(found: Gathered) -> str:
    fund = found.fund
    return _("%(authority)s, %(district)s, %(province)s") % {
        "authority": fund.authority, "district": fund.district.name, "province": fund.province.name
    }  # fmt: skip


def _sections(found: Gathered) -> Iterator[Section]:
    yield Section("1", _("Name and address"), tuple(_place(found)))
    yield Section("2", _("Founding"), (
        Line(_("Founded on"), thai.long_date(found.fund.founded_on) if found.fund.founded_on else ""),
        told(found, "supporter"), told(found, "aims"),
    ))  # fmt: skip
    yield Section("3.1", _("Members"), tuple(_members(found)))
    yield Section("3.2", _("State match"), tuple(_match(found)))
    yield Section("3.3", _("Kinds of members"), tuple(_kinds(found)))
    yield Section("3.4", _("Villages and communities"), (
        Line(_("Villages or communities with members"),
             number=Number("3.4.with", found.villages, Unit.PLACES, _people(found, "in-branches"))),
        count(found, "villages", "3.4.all", Unit.PLACES),
    ))  # fmt: skip
    yield from fund_money(found)
    yield Section("4.4", _("Contribution"), tuple(_contribution(found)))
    yield from help_sections(found)
    yield Section("7", _("People who are not members, and the community"), (*outsiders(found), *_activities(found)))
    yield Section("8", _("The committee"), tuple(_committee(found)))
    yield from _management(found)
    yield statement(found)
    yield Section("11", _("Links with other bodies"), (ticks(found, "links", "links_told"),))
    yield Section("12", _("Support by others"), (
        ticks(found, "authority_support"), ticks(found, "agency_support"), told(found, "private_support"),
        *support(found),
    ))  # fmt: skip
    yield Section("13", _("Plans"), (told(found, "plans"),))
    yield Section("14", _("Problems and how they are solved"), (told(found, "problems"), told(found, "solutions")))
    yield Section("15", _("Suggestions"), (told(found, "suggestions"),))


# What was answered.


def told(found: Gathered, name: str) -> Line:
    """Give an answer in words."""
    question, answer = BY_NAME[name], found.answers.get(name)
    words = question.said(answer) if question.choices else str(answer or "")
    return Line(str(question.label), words)


def count(found: Gathered, name: str, key: str, unit: Unit) -> Line:
    """Give an answer that is a count."""
    return Line(str(BY_NAME[name].label), number=Number(key, found.answers.get(name), unit, pages.answers(found)))


def ticks(found: Gathered, name: str, words: str = "") -> Ticks:
    """Give an answer that ticks boxes, with what another answer adds in words."""
    question = BY_NAME[name]
    more = str(found.answers.get(words) or "") if words else ""
    return Ticks(str(question.label), question.boxes(found.answers.get(name)), more)


# The sections, in their order.


def _place(found: Gathered) -> Iterator[Block]:
    fund = found.fund
    yield Line(_("Name of the fund"), fund.name)
    yield told(found, "address")
    yield Line(_("Local authority"), _where(found))
    yield told(found, "phone")
    yield Line(pgettext("status form", "Chair"), next((one.name for one in found.officers if one.is_chair), ""))
    yield told(found, "chair_phone")
    yield told(found, "coordinator")
    yield told(found, "coordinator_phone")


def _members(found: Gathered) -> Iterator[Block]:
    founders, people = found.people["founders"], found.people
    if founders or not found.answers.get("founders"):
        number = Number("3.1.founders", founders, Unit.PERSONS, _people(found, "founders"))
        yield Line(_("Founding members"), number=number)
    else:
        yield count(found, "founders", "3.1.founders", Unit.PERSONS)
    yield Line(_("Members since founding, each once"), number=_counted(found, "3.1.ever", "ever"))
    for reason in GONE:
        label = _("less: %(reason)s") % {"reason": reason.label}
        yield Line(label, number=_counted(found, f"3.1.{reason}", f"gone-{reason}"))
    day = thai.long_date(found.as_of)
    yield Line(_("Members on %(day)s") % {"day": day}, number=_counted(found, "3.1.now", "now"))
    yield count(found, "population", "3.1.population", Unit.PERSONS)
    source, year = found.answers.get("population_source"), found.answers.get("population_year")
    yield Line(_("Source and year of the population"), " ".join(str(part) for part in (source, year) if part))
    if population := found.answers.get("population"):
        share = Fraction(people["now"] * 100, population)
        yield Line(_("Members of a hundred people"), f"{float(share):.1f}")


def _match(found: Gathered) -> Iterator[Block]:
    rounds = [each for each in found.rounds if each.number and each.baht]
    boxes = (
        (pgettext("match", "not yet"), not any(each.baht for each in found.rounds)), (_("round 1"), _last(rounds) == 1),
        (_("round 2"), _last(rounds) == 2), (_("round 3"), _last(rounds) == 3), (_("a later round"), _last(rounds) > 3),
    )  # fmt: skip
    yield Ticks(_("Matched before"), boxes, str(_last(rounds)) if _last(rounds) > 3 else "")
    approved_on = max((each.approved_on for each in found.rounds if each.approved_on), default=None)
    yield Line(_("Last match approved on"), thai.long_date(approved_on) if approved_on else "")
    heads = sum(each.approved_heads or 0 for each in found.rounds) or None
    yield Line(_("Members approved in all rounds"), number=Number("3.2.heads", heads, Unit.PERSONS, ROUNDS))
    last = max((each.last for each in found.rounds if each.last), default=None)
    yield Line(_("Last match received on"), thai.long_date(last) if last else "")
    earlier = sum((each.baht for each in found.rounds), ZERO)
    yield Line(_("Earlier match in all"), number=Number("3.2.earlier", earlier, Unit.BAHT, ROUNDS))
    if any(each.differs for each in found.rounds):
        booked = sum((each.booked for each in found.rounds), ZERO)
        rows = Rows("funds:journal", asked=(("until", found.as_of.isoformat()), ("line", "income:state_match")))
        yield Line(_("In the books it is otherwise"), number=Number("3.2.booked", booked, Unit.BAHT, rows))
    asked = next((each.heads for each in reversed(found.rounds) if each.approved is None and each.heads), None)
    yield Line(_("Members asked for now"), number=Number("3.2.asked", asked, Unit.PERSONS, ROUNDS))
    on = thai.long_date(counting_day(found.as_of))
    number = Number("3.2.full_year", found.people["full-year"], Unit.PERSONS, _people(found, "full-year"))
    yield Line(_("Members for a full year on %(day)s") % {"day": on}, number=number)


def _last(rounds: list[Any]) -> int:
    return max((each.number for each in rounds), default=0)


def _kinds(found: Gathered) -> Iterator[Block]:
    heads = (_("Since founding"), _("Now"))
    yield _two_columns(found, _("By kind"), heads, {age: str(words) for age, words in AGES.items()}, "")
    for name in ("disadvantaged", "disabled", "orphans"):
        label = _("of these: %(kind)s") % {"kind": BY_NAME[name].label}
        number = Number(f"3.3.{name}", found.answers.get(name), Unit.PERSONS, pages.answers(found))
        yield Line(label, number=number)
    sexes = {sex or "unknown": str(words) for sex, words in SEXES.items()}
    yield _two_columns(found, _("By sex"), heads, sexes, "sex-")


def _two_columns(found: Gathered, title: str, heads: tuple[str, str], lines: dict[str, str], within: str) -> Table:
    rows = [
        TableRow((words, *(_counted(found, f"3.3.{time}-{within}{key}", f"{time}-{within}{key}")
                           for time in ("ever", "now"))))
        for key, words in lines.items()
    ]  # fmt: skip
    total = (_counted(found, f"3.3.{time}-{within}total", time) for time in ("ever", "now"))
    return Table(title, (title, *heads), (*rows, TableRow((_("Total"), *total), "total")))


def _contribution(found: Gathered) -> Iterator[Block]:
    for plan, due in found.terms.rates.items():
        yield Line(str(Plan(plan).label), _("%(amount)s baht") % {"amount": format_baht(due.amount)})


def _activities(found: Gathered) -> Iterator[Block]:
    yield ticks(found, "activities", "activities_told")


def _committee(found: Gathered) -> Iterator[Block]:
    of = ("of_members", "of_authority", "of_village_heads", "of_monks", "of_experts", "of_others")
    rows = [
        TableRow((
            str(BY_NAME[name].label),
            Number(f"8.{name}", found.answers.get(name) or 0, Unit.PERSONS, pages.answers(found)),
        ))
        for name in of
    ]  # fmt: skip
    count = sum(found.answers.get(name) or 0 for name in of)
    total = Number("8.total", count, Unit.PERSONS, pages.answers(found))
    yield Table(
        _("Who they are"), (_("Who they are"), _("Persons")), (*rows, TableRow((_("Total"), total), "total"))
    )  # fmt: skip
    yield Table(
        _("Committee"), (_("Name"), _("Post"), _("Post in the community"), _("Telephone")),
        tuple(TableRow((one.name, one.office, one.community_post, one.phone)) for one in committee_of(found)),
    )  # fmt: skip


def committee_of(found: Gathered) -> list[Officer]:
    """Give the committee as it was answered, after who was appointed and is not named there."""
    listed = [_listed(line) for line in str(found.answers.get("officers") or "").splitlines() if line.strip()]
    names = {"".join(one.name.split()) for one in listed}
    return [one for one in found.officers if "".join(one.name.split()) not in names] + listed


def _listed(line: str) -> Officer:
    """Read one line of the answer: name, post, post in the community, telephone."""
    name, post, community_post, phone, *_rest = (part.strip() for part in (*line.split(","), "", "", ""))
    return Officer(name, post, phone, community_post)


def _management(found: Gathered) -> Iterator[Section]:
    book, closed = found.regulation, found.stand.closed
    yield Section("9.1", _("Rules"), (
        Line(_("Rules in writing"), book.title if book else ""),
        Line(_("in force from"), thai.long_date(book.in_force_from) if book else ""),
    ))  # fmt: skip
    kept = BY_NAME["kept_in"].boxes(found.answers.get("kept_in"))
    yield Section(
        "9.2", _("How the register is kept"), (Ticks(_("Kept in"), (*kept, (_("database of the fund"), True))),)
    )
    yield Section("9.3", _("Meetings and minutes"), (
        told(found, "committee_meets"), count(found, "committee_meetings", "9.3.committee", Unit.TIMES),
        _resolved(found, Body.COMMITTEE), told(found, "members_meet"),
        count(found, "member_meetings", "9.3.members", Unit.TIMES), _resolved(found, Body.GENERAL_MEETING),
        Line(str(BY_NAME["last_meeting"].label), _day(found, "last_meeting")),
        told(found, "minutes"), ticks(found, "minutes_in"),
    ))  # fmt: skip
    is_late = bool(found.stand.late(found.as_of)) or found.stand.begins is None
    yield Section("9.4", pgettext("bookkeeping", "Accounts"), (
        Ticks(_("The accounts are"), ((_("current"), not is_late), (_("not current"), is_late))),
        Line(_("Books closed to the end of"), thai.long_month(closed) if closed else ""),
    ))  # fmt: skip
    yield Section("9.5", _("Looking at the work: the committee"), (told(found, "own_check"),))
    yield Section(
        "9.6", _("Looking at the work: others"), (told(found, "outside_check"), told(found, "outside_checker"))
    )
    yield Section("9.7", _("Reporting"), (ticks(found, "reported_to"),))


def _resolved(found: Gathered, body: Body) -> Line:
    met = found.meetings[body]
    label = {
        Body.COMMITTEE: _("of these with a recorded resolution: committee"),
        Body.GENERAL_MEETING: _("of these with a recorded resolution: members"),
    }[body]
    return Line(label, number=Number(f"9.3.resolved-{body}", met.count, Unit.TIMES, pages.meetings(found, body)))


def _day(found: Gathered, name: str) -> str:
    day = day_of(found.answers.get(name))
    return thai.long_date(day) if day else ""


def _signers(found: Gathered) -> Iterator[Signer]:
    said = {name: str(found.answers.get(name) or "") for name in BY_NAME}
    yield Signer(_("Who collected the data"), said["collector"], said["collector_post"])
    yield Signer(_("Chair or vice-chair"), said["chair_signs"], said["chair_post"])
    yield Signer(_("Certifier of the provincial committee"), said["certifier"], said["certifier_post"])


def _counted(found: Gathered, key: str, line: str) -> Number:
    return Number(key, found.people[line], Unit.PERSONS, _people(found, line))


def _people(found: Gathered, line: str) -> Rows:
    return Rows("members:status-people", (line,), (("as_of", found.as_of.isoformat()),))
