"""The whole citizen ID: shown once to who says why, kept out of addresses, encrypted anew with a newer key."""

from io import StringIO
from uuid import uuid4

import pytest
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command
from django.urls import reverse

from members import keys, looks
from members.imports import files
from members.models import ImportFile, Person
from tests.cast import signed_in
from tests.factories import citizen_id, make_import_file, make_member, make_outsider, pay
from tests.papers import needs_pdftotext, text_of
from welfare import citizen
from welfare.models import LogEntry

from .claiming import LATELY, url
from .pages import words

NUMBER = citizen_id(810001)
SHOWN = citizen.display(NUMBER)


@pytest.fixture
def member(fund, secretary):
    return make_member(fund, by=secretary, citizen_id=NUMBER)


def ask(user, fund, member, reason="กรอกแบบของธนาคาร", key=None):
    address = reverse("members:citizen-id", args=[fund.code, member.pk])
    return signed_in(user).post(address, {"reason": reason, "key": key or str(uuid4())})


def test_who_says_why_sees_the_number_once_and_it_is_written_down_without_it(fund, member, secretary):
    key = str(uuid4())

    first, again = ask(secretary, fund, member, key=key), ask(secretary, fund, member, key=key)

    assert (SHOWN in words(first), SHOWN in words(again)) == (True, False)
    assert first["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    (entry,) = looks.of(member.person, looks.SAW_NUMBER)
    assert (entry.by, entry.fund, entry.facts) == (secretary, fund.pk, {"reason": "กรอกแบบของธนาคาร", "key": key})
    assert not any(NUMBER in f"{each.facts}{each.before}" for each in LogEntry.objects.all())


def test_without_a_reason_nothing_is_shown_or_written(fund, member, secretary):
    answer = ask(secretary, fund, member, reason="  ")

    assert SHOWN not in words(answer)
    assert looks.of(member.person, looks.SAW_NUMBER) == []


def test_who_has_no_number_has_no_page_for_it(fund, secretary, claim):
    Person.objects.filter(pk=claim.person_id).update(citizen_id="", citizen_hash=None, citizen_last4="")

    assert signed_in(secretary).get(url("claim-citizen-id", fund, claim.pk)).status_code == 404


@pytest.mark.parametrize("typed", [NUMBER, SHOWN, citizen.display(NUMBER).replace("-", " ")])
@pytest.mark.parametrize(("page", "lands"), [("members:register-search", "member"), ("members:claim-new", "claim")])
def test_a_citizen_id_that_is_searched_leads_on_and_stands_in_no_address(fund, member, secretary, typed, page, lands):
    client, address = signed_in(secretary), reverse(page, args=[fund.code])
    wanted = {
        "member": reverse("members:member", args=[fund.code, member.pk]),
        "claim": reverse("members:claim-new", args=[fund.code], query={"member": member.pk}),
    }[lands]

    assert client.post(address, {"q": typed})["Location"] == wanted
    assert client.post(address, {"q": typed}, headers={"HX-Request": "true"})["HX-Redirect"] == wanted


def test_a_citizen_id_in_the_address_of_the_register_is_taken_out_of_it(fund, member, secretary):
    register = reverse("members:register", args=[fund.code])

    assert signed_in(secretary).get(register, {"q": NUMBER})["Location"] == reverse(
        "members:member", args=[fund.code, member.pk]
    )
    assert signed_in(secretary).get(register, {"q": citizen_id(810777)})["Location"] == register


def test_other_words_go_on_to_the_register(fund, member, secretary):
    client, address = signed_in(secretary), reverse("members:register-search", args=[fund.code])
    register = reverse("members:register", args=[fund.code], query={"q": "ใจ", "state": "all"})
    typed = {"q": "ใจ", "state": "all", "branch": ""}

    part = client.post(address, typed, headers={"HX-Request": "true"})

    assert client.post(address, typed)["Location"] == register
    assert (part["HX-Push-Url"], "<main" in part.content.decode()) == (register, False)


@pytest.fixture
def newer(settings, member):
    make_outsider()
    settings.CITIZEN_KEYS = [Fernet.generate_key().decode(), *settings.CITIZEN_KEYS]
    return settings


def tokens():
    return list(Person.objects.exclude(citizen_id="").order_by("pk").values_list("citizen_id", flat=True))


def test_every_number_is_encrypted_anew_and_a_second_time_there_is_nothing_to_do(newer, member):
    count, before = len(tokens()), tokens()

    first, second = keys.rotate(at_once=1), keys.rotate()

    assert [(done.newest, done.lost) for done in (first, second)] == [(0, 0), (count, 0)]
    assert (first.renewed, second.renewed) == (count, 0)
    assert all(old != new for old, new in zip(before, tokens(), strict=True))
    newer.CITIZEN_KEYS = newer.CITIZEN_KEYS[:1]
    member.person.refresh_from_db()
    assert citizen.decrypt(member.person.citizen_id) == NUMBER


def test_a_file_that_waits_is_encrypted_anew_and_one_that_no_key_opens_stays(settings, fund, secretary):
    kept, lost = make_import_file(fund, by=secretary), make_import_file(fund, by=secretary)
    ImportFile.objects.filter(pk=lost.pk).update(content=b"nothing of ours")
    content = files.grid_of(kept)
    settings.CITIZEN_KEYS = [Fernet.generate_key().decode(), *settings.CITIZEN_KEYS]

    first, second = keys.rotate(), keys.rotate()

    assert [(done.files_renewed, done.files_lost) for done in (first, second)] == [(1, 1), (0, 1)]
    settings.CITIZEN_KEYS = settings.CITIZEN_KEYS[:1]
    kept.refresh_from_db()
    assert files.grid_of(kept) == content


def test_a_number_that_no_key_opens_is_counted_and_stays(newer, member):
    newer.CITIZEN_KEYS = newer.CITIZEN_KEYS[:1]
    before, said = tokens(), StringIO()

    with pytest.raises(CommandError, match=f"^{len(before)} are opened by no key"):
        call_command("rotate_citizen_keys", stdout=said)

    assert tokens() == before
    assert said.getvalue() == "0 encrypted anew, 0 had the newest key\n"


@needs_pdftotext
def test_a_voucher_bears_the_whole_number_where_it_is_asked_for_and_that_is_written_down(fund, approved, treasurer):
    voucher = pay(approved, by=treasurer, on=LATELY).voucher
    approved.person.identified(NUMBER).save()
    client, address = signed_in(treasurer), url("voucher-print", fund, voucher.pk)

    usual = client.post(address, {"key": str(uuid4())})
    entries = looks.of(approved.person, "printed the citizen ID")
    whole = client.post(address, {"key": str(uuid4()), "whole": "on"})

    assert [SHOWN in text_of(made.content) for made in (usual, whole)] == [False, True]
    assert entries == []
    (entry,) = looks.of(approved.person, "printed the citizen ID")
    assert (entry.by, entry.facts) == (treasurer, {"paper": str(voucher)})
