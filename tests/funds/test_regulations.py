from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from funds import regulations
from funds.models import Body, Category, Fund, Regulation, Resolution
from funds.rules import rulebooks
from tests.factories import MAY_DAY, make_resolution
from welfare.models import LogEntry

YASOTHON = Path(rulebooks.__file__).parents[1] / "data" / "rulebooks" / "yasothon.toml"


@pytest.fixture
def book():
    return rulebooks.load(YASOTHON.read_text(encoding="utf-8"))


def test_a_book_is_read_back_as_it_was_adopted(fund, treasurer, book):
    regulations.adopt(fund, book, by=treasurer)

    assert regulations.rule_book(fund, MAY_DAY) == book


def test_each_benefit_is_a_row_that_claims_can_name(fund, treasurer, book):
    regulation = regulations.adopt(fund, book, by=treasurer)

    assert list(regulation.terms.order_by("position").values_list("position", "code", "clause", "category")) == [
        (1, "birth", "ข้อ 11", Category.BIRTH), (2, "hospital", "ข้อ 12", Category.ILLNESS),
        (3, "old_age", "ข้อ 13", Category.ELDERLY), (4, "death", "ข้อ 14", Category.DEATH),
    ]  # fmt: skip


def test_the_resolution_that_the_book_names_is_recorded_with_it(fund, treasurer, book):
    resolution = regulations.adopt(fund, book, by=treasurer).resolution

    assert (resolution.body, resolution.meeting, resolution.on, resolution.by) == (
        Body.GENERAL_MEETING, "1/2547", date(2004, 12, 20), treasurer,
    )  # fmt: skip


def test_a_resolution_on_record_is_taken_where_it_is_given(fund, treasurer, book):
    resolution = make_resolution(fund, by=treasurer)

    regulations.adopt(fund, book, by=treasurer, resolution=resolution)

    assert list(Resolution.objects.all()) == [resolution]
    assert Regulation.objects.get().resolution == resolution


def test_what_happened_is_judged_by_the_version_then_in_force(fund, treasurer, book):
    older = replace(book, in_force_from=date(2010, 1, 1), title="เก่า")
    newer = replace(book, in_force_from=MAY_DAY, title="ใหม่")
    for each in (older, newer):
        regulations.adopt(fund, each, by=treasurer)

    found = [regulations.rule_book(fund, day) for day in (date(2009, 12, 31), date(2018, 4, 30), MAY_DAY)]

    assert [each.title if each else None for each in found] == [None, "เก่า", "ใหม่"]


def test_the_same_book_is_adopted_once(fund, treasurer, book):
    assert regulations.adopt(fund, book, by=treasurer) == regulations.adopt(fund, book, by=treasurer)


def test_another_book_from_the_same_day_is_refused(fund, treasurer, book):
    regulations.adopt(fund, book, by=treasurer)
    pays = (replace(book.terms[0].pays[0], amount=Decimal(1)),)
    changed = replace(book, terms=(replace(book.terms[0], pays=pays), *book.terms[1:]))

    with pytest.raises(regulations.AlreadyAdopted):
        regulations.adopt(fund, changed, by=treasurer)


def test_the_command_adopts_a_file_and_says_what_it_holds(fund, treasurer, book, capsys):
    call_command("load_rulebook", fund.code, YASOTHON, by=treasurer.username)

    assert capsys.readouterr().out == f"{book.title}: 4 benefits, in force from 2005-01-01.\n"
    assert regulations.rule_book(fund, MAY_DAY) == book


def test_without_a_name_the_trail_says_that_the_server_entered_it(fund, book):
    call_command("load_rulebook", fund.name_th, YASOTHON)

    (entry,) = LogEntry.objects.filter(subject="regulation")
    assert (entry.by.username, entry.by.is_active, entry.by.has_usable_password()) == ("server", False, False)
    assert regulations.rule_book(fund, MAY_DAY) == book


def test_what_is_exported_loads_as_the_same_book(fund, treasurer, book, tmp_path):
    other = Fund.objects.exclude(pk=fund.pk)[0]
    out, file = StringIO(), tmp_path / "book.toml"
    call_command("load_rulebook", fund.code, YASOTHON, by=treasurer.username)
    call_command("export_rulebook", fund.code, stdout=out)
    file.write_text(out.getvalue(), encoding="utf-8")
    call_command("load_rulebook", other.code, file, by=treasurer.username)

    assert regulations.rule_book(other, MAY_DAY) == book


def test_nothing_is_exported_for_a_day_before_the_first_version(fund, treasurer):
    call_command("load_rulebook", fund.code, YASOTHON, by=treasurer.username)

    with pytest.raises(CommandError):
        call_command("export_rulebook", fund.code, on="2500-01-01")


def test_the_command_says_what_is_wrong_with_a_file(fund, treasurer, tmp_path):
    file = tmp_path / "book.toml"
    file.write_text('title = "ระเบียบ"\nin_force_from = "2560-01-01"\n', encoding="utf-8")

    with pytest.raises(CommandError, match="fund"):
        call_command("load_rulebook", fund.code, file, by=treasurer.username)
    with pytest.raises(CommandError, match="no fund"):
        call_command("load_rulebook", "nowhere", file, by=treasurer.username)
    assert Regulation.objects.count() == 0


def test_a_book_with_a_fault_is_not_adopted(fund, treasurer, book):
    faulty = replace(book, terms=(replace(book.terms[0], clause=""), *book.terms[1:]))

    with pytest.raises(regulations.NotPublishable) as refusal:
        regulations.adopt(fund, faulty, by=treasurer)

    assert [(fault.code, fault.term) for fault in refusal.value.faults] == [("no_clause", "birth")]
    assert (Regulation.objects.count(), Resolution.objects.count()) == (0, 0)


def test_a_book_from_before_the_last_version_is_not_adopted(fund, treasurer, book):
    adopted = regulations.adopt(fund, book, by=treasurer)

    with pytest.raises(regulations.NotPublishable) as refusal:
        regulations.adopt(fund, replace(book, in_force_from=date(2004, 12, 31)), by=treasurer)

    assert [fault.code for fault in refusal.value.faults] == ["in_force_too_early"]
    assert list(Regulation.objects.all()) == [adopted]


def test_a_book_with_a_warning_only_is_adopted(fund, treasurer, book):
    late = replace(book, in_force_from=date(2004, 12, 1))

    assert regulations.adopt(fund, late, by=treasurer).in_force_from == date(2004, 12, 1)


def test_the_committee_may_be_the_one_that_adopted(fund, treasurer, book):
    assert regulations.adopt(fund, book, by=treasurer, body=Body.COMMITTEE).resolution.body == Body.COMMITTEE


def test_the_command_adopts_no_book_with_a_fault(fund, treasurer, tmp_path):
    file = tmp_path / "book.toml"
    file.write_text(YASOTHON.read_text(encoding="utf-8").replace('clause = "ข้อ 11"', ""), encoding="utf-8")

    with pytest.raises(CommandError, match="คลอดบุตร"):
        call_command("load_rulebook", fund.code, file, by=treasurer.username)
