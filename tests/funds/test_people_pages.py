"""From an appointment to the first sign-in: recorded by the administrator, opened by the paper, ended by its term."""

from datetime import timedelta
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from funds import access_codes, second_step
from funds.models import AccessCode, Appointment, Fund, Office
from tests.cast import signed_in
from tests.factories import appoint, make_branch, make_user
from tests.papers import text_of
from welfare.models import LogEntry, User
from welfare.thai import today

PASSWORD = "ฝนตกหนักที่หาดราไวย์"


def record(client, **facts):
    typed = {
        "key": str(uuid4()), "place": "rawai", "office": "auditor", "person": "", "display_name": "นางใหม่ ทะเล",
        "email": "", "since": "1/5/2561", "until": "", "body": "committee",
        "meeting": "3/2561", "meeting_on": "30/4/2561",
    }  # fmt: skip
    return client.post(reverse("people:appoint", args=["phuket"]), typed | facts)


def give_code(client, user, **facts):
    where = reverse("people:code", args=["phuket", user.pk])
    return client.post(where, {"key": str(uuid4()), "seen": "on"} | facts)


def test_an_appointment_becomes_an_account_by_a_paper_with_a_code(fund, province_admin):
    admin = signed_in(province_admin)
    record(admin)
    user = Appointment.objects.get(office=Office.AUDITOR, fund=fund).user
    page = give_code(admin, user)
    code = page.context["plain"]

    visitor = Client()
    assert visitor.get(reverse("join"), {"code": code}).headers["Location"] == reverse("join")
    shown = visitor.get(reverse("join"))
    assert "นางใหม่ ทะเล" in shown.content.decode()
    typed = {"username": "mai", "email": "mai@example.org", "password": PASSWORD, "again": PASSWORD}
    answer = visitor.post(reverse("join"), typed)

    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("start"))
    assert visitor.get(reverse("fund", args=["rawai"])).status_code == 200
    for name in ("mai", "mai@example.org"):
        answer = Client().post(reverse("account_login"), {"login": name, "password": PASSWORD})
        assert answer.headers["Location"] == reverse("start")
    assert Client().get(reverse("join"), {"code": code}, follow=True).context["form"].errors.keys() == {"code"}


def test_the_code_is_on_an_a5_paper_for_who_holds_it(province_admin, treasurer):
    admin = signed_in(province_admin)
    page = give_code(admin, treasurer)
    where = reverse("people:code-paper", args=["phuket", page.context["code"].pk])

    paper = admin.post(where, {"code": page.context["plain"]})

    assert paper.headers["Content-Type"] == "application/pdf"
    words = text_of(paper.content)
    assert page.context["spelled"] in words
    assert treasurer.display_name in words
    assert admin.post(where, {"code": "abcdefghjkmn"}).status_code == 302


def test_the_same_form_makes_one_code(province_admin, treasurer):
    admin, key = signed_in(province_admin), str(uuid4())
    give_code(admin, treasurer, key=key)

    assert give_code(admin, treasurer, key=key).status_code == 302
    assert AccessCode.objects.count() == 1


def test_a_code_is_given_to_the_face_alone(province_admin, treasurer):
    answer = signed_in(province_admin).post(
        reverse("people:code", args=["phuket", treasurer.pk]), {"key": str(uuid4())}
    )

    assert (answer.status_code, AccessCode.objects.exists()) == (200, False)


def test_a_provincial_officer_helps_officers_of_funds_alone(province_officer, province_admin, treasurer):
    officer = signed_in(province_officer)

    assert give_code(officer, treasurer).status_code == 200
    assert give_code(officer, province_admin).status_code == 403


def test_a_new_password_ends_what_was_open_and_both_are_told(province_admin, treasurer):
    elsewhere = signed_in(treasurer)
    code = give_code(signed_in(province_admin), treasurer).context["plain"]
    visitor = Client()
    visitor.get(reverse("join"), {"code": code})
    visitor.post(reverse("join"), {"password": PASSWORD, "again": PASSWORD})

    page = visitor.get(reverse("fund", args=["rawai"])).content.decode()

    assert "มีการตั้งรหัสผ่านใหม่ให้บัญชีผู้ใช้ของท่านด้วยรหัสจากนายกิตติ ผู้ดูแล" in page
    assert elsewhere.get(reverse("fund", args=["rawai"])).status_code == 302


def test_a_new_password_does_not_pass_by_the_second_step_unless_that_is_lifted(province_admin, treasurer):
    Authenticator.objects.create(user=treasurer, type=Authenticator.Type.TOTP, data={"secret": "none"})
    for lost in ({}, {"without_second_step": "on"}):
        code = give_code(signed_in(province_admin), treasurer, **lost).context["plain"]
        visitor = Client()
        visitor.get(reverse("join"), {"code": code})
        answer = visitor.post(reverse("join"), {"password": PASSWORD, "again": PASSWORD})

        assert answer.headers["Location"] == reverse("start" if lost else "mfa_authenticate")
    assert LogEntry.objects.filter(act="took away", subject_pk=treasurer.pk).count() == 1


def test_guessing_codes_is_slowed_down(db):
    visitor, asked = Client(), []
    for number in range(21):
        asked.append(visitor.post(reverse("join"), {"code": f"abcd-efgh-{number:04}"}).status_code)

    assert asked == [200] * 20 + [429]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"display_name": ""}, "person"),
        ({"place": "phuket"}, "office"),
        ({"office": "admin"}, "office"),
        ({"meeting": ""}, "meeting"),
        ({"since": "31/2/2561"}, "since"),
    ],
)
def test_an_appointment_says_whom_to_what_and_by_which_meeting(province_admin, facts, field):
    answer = record(signed_in(province_admin), **facts)

    assert (list(answer.context["form"].errors), User.objects.filter(display_name="นางใหม่ ทะเล").exists()) == (
        [field],
        False,
    )


def test_a_committee_member_is_appointed_for_a_branch(fund, other_fund, province_admin):
    branch, elsewhere = make_branch(fund), make_branch(other_fund)
    admin = signed_in(province_admin)

    wrong = [
        record(admin, office="committee", branch=elsewhere.pk), record(admin, office="auditor", branch=branch.pk),
        record(admin, office="committee", branch="0"),
    ]  # fmt: skip
    record(admin, office="committee", branch=branch.pk)

    assert [list(answer.context["form"].errors) for answer in wrong] == [["branch"]] * 3
    made = Appointment.objects.get(office=Office.COMMITTEE)
    assert (made.fund, made.branch) == (fund, branch)
    shown = admin.get(reverse("people:person", args=["phuket", made.user_id]))
    assert str(branch) in shown.content.decode()


def test_an_appointment_that_checks_itself_is_refused_on_the_page(province_admin, treasurer):
    answer = record(signed_in(province_admin), display_name="", person=treasurer.pk)

    assert "สองตำแหน่งนี้ตรวจสอบกัน" in answer.content.decode()


def test_the_term_is_ended_and_the_last_administrator_stays(province_admin, treasurer):
    admin = signed_in(province_admin)
    for user, status in ((treasurer, 302), (province_admin, 200)):
        held = Appointment.objects.get(user=user)
        answer = admin.post(reverse("people:end", args=["phuket", held.pk]), {"on": "1/6/2561"})
        assert answer.status_code == status

    assert signed_in(treasurer).get(reverse("fund", args=["rawai"])).status_code == 404


def test_a_code_is_taken_back_on_the_page(province_admin, treasurer):
    admin = signed_in(province_admin)
    code = give_code(admin, treasurer).context["code"]
    admin.post(reverse("people:code-withdrawal", args=["phuket", code.pk]))

    assert not AccessCode.objects.standing().exists()


def test_an_administrator_without_a_second_step_is_sent_to_add_one(province):
    admin = make_user("admin2")
    appoint(admin, Office.ADMIN, province)
    client = signed_in(admin)
    where = reverse("province", args=["phuket"])

    assert client.get(where).headers["Location"] == reverse("mfa_index")
    Authenticator.objects.create(user=admin, type=Authenticator.Type.TOTP, data={"secret": "none"})
    assert client.get(where).status_code == 200


def test_a_fund_may_require_a_second_step_from_a_day_on(fund, chair, treasurer, province_officer):
    page = reverse("fund", args=[fund.code])
    tomorrow = today() + timedelta(days=1)
    second_step.require(fund, since=tomorrow, by=chair)
    assert signed_in(treasurer).get(page).status_code == 200

    day = f"{today().day}/{today().month}/{today().year + 543}"
    signed_in(chair).post(reverse("funds:second-step", args=[fund.code]), {"since": day})

    assert Fund.objects.get(pk=fund.pk).second_step_from == today()
    assert signed_in(treasurer).get(page).headers["Location"] == reverse("mfa_index")
    assert signed_in(province_officer).get(page).status_code == 200  # the province has its own rule
    entry = LogEntry.objects.filter(act="required").latest("pk")
    assert entry.before == {"since": tomorrow.isoformat()}


def test_the_first_administrator_is_made_at_the_server_once(province, capsys):
    call_command("first_admin", "นางกัลยา เจ้าหน้าที่")
    code = access_codes.read(capsys.readouterr().out.splitlines()[1])

    assert access_codes.find(code, at=timezone.now()).user.display_name == "นางกัลยา เจ้าหน้าที่"
    with pytest.raises(CommandError):
        call_command("first_admin", "นายอื่น")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_people_costs_the_same_however_long(province_officer, fund, rows, django_assert_num_queries):
    for number in range(rows):
        appoint(make_user(f"member{number}"), Office.COMMITTEE, fund)
    client = signed_in(province_officer)
    client.get(reverse("people:people", args=["phuket"]))
    with django_assert_num_queries(4):
        client.get(reverse("people:people", args=["phuket"]))
