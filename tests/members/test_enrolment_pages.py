from datetime import date

import pytest
from django.urls import reverse

from funds.models import Branch, Resolution
from members.models import Membership, Person
from tests.cast import signed_in
from tests.factories import JAN_2560, citizen_id, make_member
from welfare import citizen

from .pages import faults, typed, words

PAPER = {
    "title": "นางสาว", "first_name": "กาญจนาภรณ์", "last_name": "วิเศษสุวรรณ", "born": "12/3/2530", "house_number": "12/3",
    "moo": "๔", "place": "บ้านพอน", "phone": "+66 81 234 5678", "plan": "monthly", "applied_on": "๑๕ ม.ค. ๒๕๖๐",
    "heir1_name": "นายสมชาย วิเศษสุวรรณ", "heir1_relation": "spouse",
}  # fmt: skip
RESOLUTION = {"committee_set": "2", "meeting": "3/2560", "resolved_on": "20/1/2560"}


@pytest.fixture
def url(fund):
    return reverse("members:enrol", args=[fund.code])


@pytest.fixture
def paper():
    return PAPER | {"citizen_id": citizen.display(citizen_id())}


def send(client, url, paper, step="check"):
    """Fill in the page as it was opened, and press a button of it."""
    return client.post(url, typed(client.get(url)) | paper | {"step": step})


def enrol(client, url, paper):
    """Fill in, check, save; give the answer to the saving and what was sent."""
    checked = send(client, url, paper)
    sent = typed(checked) | {"step": "save"}
    return client.post(url, sent), sent


def test_the_paper_is_shown_in_words_before_anything_is_saved(secretary, url, paper):
    answer = send(signed_in(secretary), url, paper | RESOLUTION)

    assert Membership.objects.count() == 0
    said = {row.label: row.value for row in answer.context["rows"]}.values()
    assert next(iter(said)) == "นางสาวกาญจนาภรณ์ วิเศษสุวรรณ"
    page = words(answer)
    assert paper["citizen_id"] not in page
    for shown in ("12 มีนาคม 2530", "081-234-5678", "15 มกราคม 2560", "20 มกราคม 2560", f"{paper['citizen_id'][-1]}"):
        assert shown in page


def test_saving_with_a_resolution_makes_a_member_with_a_number(fund, secretary, url, paper):
    branch = Branch.objects.create(fund=fund, name="บ้านพอน")
    client = signed_in(secretary)

    answer, _sent = enrol(client, url, paper | RESOLUTION | {"branch": branch.pk})

    member = Membership.objects.get()
    assert answer["Location"] == reverse("members:member", args=[fund.code, member.pk])
    assert (member.number, member.applied_on, member.joined_on, member.tenure_from, member.plan, member.branch) == (
        1, JAN_2560, date(2017, 1, 20), date(2017, 1, 20), "monthly", branch,
    )  # fmt: skip
    person = member.person
    assert (person.name, person.sex, person.born_on, person.is_birth_year_only, person.phone, person.address()) == (
        "นางสาวกาญจนาภรณ์ วิเศษสุวรรณ", "F", date(1987, 3, 12), False, "0812345678", "12/3 หมู่ 4 บ้านพอน",
    )  # fmt: skip
    assert Person.objects.with_citizen_id(citizen.digits(paper["citizen_id"])).get() == person
    assert list(member.beneficiaries.values_list("name", "relation", "share")) == [
        ("นายสมชาย วิเศษสุวรรณ", "spouse", 100)
    ]
    assert list(Resolution.objects.values_list("committee_set", "meeting", "on", "by")) == [
        ("2", "3/2560", date(2017, 1, 20), secretary.pk)
    ]


def test_saving_without_a_resolution_leaves_an_application_that_waits(fund, secretary, url, paper):
    client = signed_in(secretary)

    enrol(client, url, paper)

    assert [row.number for row in Membership.objects.of(fund).applying()] == [None]
    waiting = client.get(reverse("members:applications", args=[fund.code])).context["waiting"]
    assert [row.person.name for row in waiting] == ["นางสาวกาญจนาภรณ์ วิเศษสุวรรณ"]


def test_saving_twice_makes_one_member(secretary, url, paper):
    client = signed_in(secretary)

    first, sent = enrol(client, url, paper | RESOLUTION)
    second = client.post(url, sent)

    assert (second.status_code, second["Location"]) == (302, first["Location"])
    assert Membership.objects.count() == 1


def test_going_back_keeps_every_word_that_was_typed(secretary, url, paper):
    client = signed_in(secretary)
    sent = typed(send(client, url, paper | RESOLUTION))

    answer = client.post(url, sent | {"step": "type"})

    kept = typed(answer)
    assert {name: kept.get(name) for name in paper | RESOLUTION} == paper | RESOLUTION
    assert faults(answer) == []


@pytest.mark.parametrize(
    ("mistake", "fields"),
    [
        ({"first_name": ""}, ["first_name"]),
        ({"citizen_id": ""}, ["citizen_id"]),
        ({"citizen_id": "1-1111-11111-11-1"}, ["citizen_id"]),
        ({"citizen_id": "12345"}, ["citizen_id"]),
        ({"citizen_id": "", "no_citizen_id": "not_at_hand"}, []),
        ({"born": "31/2/2530"}, ["born"]),
        ({"born": "1/1/2400"}, ["born"]),
        ({"born": "2600"}, ["born"]),
        ({"born": "๒๕๐๐"}, []),
        ({"applied_on": ""}, ["applied_on"]),
        ({"moo": "-1"}, ["moo"]),
        ({"phone": "12"}, ["phone"]),
        ({"plan": "weekly"}, ["plan"]),
        ({"title": "ก" * 41}, ["title"]),
        ({"heir1_relation": ""}, ["heir1_relation"]),
        ({"heir1_share": "40"}, ["heir1_share"]),
        ({"heir2_relation": "child"}, ["heir2_name"]),
        ({"heir2_name": "ก", "heir2_relation": "child", "heir2_share": "50"}, ["heir2_share"]),
        ({"meeting": "3/2560"}, ["resolved_on"]),
        ({"resolved_on": "20/1/2560"}, ["meeting"]),
        ({"committee_set": "2"}, ["meeting", "resolved_on"]),
        (RESOLUTION | {"resolved_on": "14/1/2560"}, ["resolved_on"]),
        ({"key": "nonsense"}, ["key"]),
    ],
)
def test_a_mistake_is_named_at_its_field_and_nothing_typed_is_lost(secretary, url, paper, mistake, fields):
    answer = send(signed_in(secretary), url, paper | mistake)

    assert faults(answer) == fields
    kept = typed(answer)
    assert {name: kept.get(name, "") for name in paper | mistake} == paper | mistake
    assert Membership.objects.count() == 0


@pytest.mark.parametrize(
    ("shares", "kept"),
    [
        (("", "", ""), [34, 33, 33]),
        (("50", "30", "20"), [50, 30, 20]),
    ],
)
def test_shares_left_empty_are_alike_and_come_to_a_hundred(secretary, url, paper, shares, kept):
    heirs = {
        f"heir{place}_{part}": value
        for place, share in enumerate(shares, start=1)
        for part, value in (("name", f"คนที่ {place}"), ("relation", "child"), ("share", share))
    }

    enrol(signed_in(secretary), url, paper | heirs)

    assert list(Membership.objects.get().beneficiaries.order_by("position").values_list("share", flat=True)) == kept


def test_a_title_typed_before_the_name_is_taken_apart_and_tells_the_sex(secretary, url, paper):
    enrol(signed_in(secretary), url, paper | {"title": "", "first_name": "นายสมชาย"})

    person = Person.objects.get()
    assert (person.title, person.first_name, person.sex) == ("นาย", "สมชาย", "M")


def test_a_birth_year_alone_is_kept_as_such(secretary, url, paper):
    enrol(signed_in(secretary), url, paper | {"born": "2500"})

    person = Person.objects.get()
    assert (person.born_on, person.is_birth_year_only) == (date(1957, 1, 1), True)


def test_a_first_digit_of_9_only_warns(secretary, url, paper):
    assert send(signed_in(secretary), url, paper).context["warning"]


def test_a_name_that_is_in_the_register_is_shown_with_its_number(fund, secretary, url, paper):
    make_member(fund, by=secretary, title="นาง", first_name="กาญจนาภรณ์", last_name="วิเศษสุวรรณ")

    known = send(signed_in(secretary), url, paper).context["known"]

    assert [(other.person.name, other.number) for other in known.namesakes] == [("นางกาญจนาภรณ์ วิเศษสุวรรณ", 1)]


def test_who_is_a_member_is_refused_before_saving_and_again_when_it_happened_meanwhile(fund, secretary, url, paper):
    client = signed_in(secretary)
    sent = typed(send(client, url, paper | RESOLUTION)) | {"step": "save"}
    make_member(
        fund,
        by=secretary,
        citizen_id=citizen.digits(paper["citizen_id"]),
        first_name="กาญจนาภรณ์",
        last_name="วิเศษสุวรรณ",
    )

    refused = [send(client, url, paper), client.post(url, sent)]

    assert [faults(answer) for answer in refused] == [["__all__"], ["__all__"]]
    assert typed(refused[1])["house_number"] == "12/3"
    assert Membership.objects.count() == 1


def test_a_citizen_id_of_someone_else_is_refused(fund, secretary, url, paper):
    make_member(fund, by=secretary, citizen_id=citizen.digits(paper["citizen_id"]), first_name="มะลิวัลย์")

    answer = send(signed_in(secretary), url, paper)

    assert faults(answer) == ["__all__"]
    assert "มะลิวัลย์" not in words(answer)


def test_what_is_typed_is_shown_as_text_and_not_as_a_page(secretary, url, paper):
    nasty = '"><script>alert(1)</script>'

    for step in ("check", "type"):
        answer = send(signed_in(secretary), url, paper | {"last_name": nasty}, step)
        assert nasty not in answer.content.decode()


def test_only_who_keeps_the_register_may_enrol(fund, chair, auditor, url):
    assert [signed_in(user).get(url).status_code for user in (chair, auditor)] == [403, 403]


def test_a_refused_enrolment_leaves_no_resolution_behind(fund, secretary, url, paper):
    client = signed_in(secretary)
    checked = send(client, url, paper | RESOLUTION)
    make_member(fund, by=secretary, citizen_id=paper["citizen_id"].replace("-", "").replace(" ", ""))
    before = Resolution.objects.count()

    answer = client.post(url, typed(checked) | {"step": "save"})

    assert (answer.status_code, Resolution.objects.count()) == (200, before)
