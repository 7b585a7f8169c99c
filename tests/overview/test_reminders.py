"""Officers with an address are written to, once a week, in words that betray nobody."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from funds.models import Appointment
from tests.factories import MAY_DAY, make_claim, make_outsider
from welfare.overview import chores, reminders
from welfare.upkeep import Outcome


@pytest.fixture
def reachable(chair, secretary, treasurer):
    """The chair and the treasurer have an address; the secretary has none."""
    for user in (chair, treasurer):
        user.email = f"{user.username}@example.org"
        user.save(update_fields=["email"])
    return chair


def test_who_has_something_waiting_is_written_to_without_a_name_or_a_sum(fund, reachable, secretary, settings):
    settings.PORTAL_ADDRESS = "https://portal.example"
    make_claim(fund, by=secretary, person=make_outsider("สมหวัง"))

    assert reminders.send(MAY_DAY) == 1
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([reachable.email], "เรื่องที่รอท่านในระบบกองทุนสวัสดิการชุมชน")
    assert letter.body.split("\n\n") == [
        f"เรียน {reachable}",
        f"{fund.name}: มี 1 เรื่องรอท่าน\nhttps://portal.example/funds/rawai/waiting/",
        "ระบบส่งจดหมายนี้สัปดาห์ละครั้ง ตราบที่ยังมีเรื่องรออยู่",
    ]


def test_who_has_nothing_waiting_hears_nothing(fund, reachable):
    assert (reminders.send(MAY_DAY), mail.outbox) == (0, [])


@pytest.mark.parametrize(("days", "told"), [(30, True), (31, False)])
def test_an_office_that_ends_within_thirty_days_is_named(fund, reachable, days, told):
    until = MAY_DAY + timedelta(days=days)
    Appointment.objects.filter(user=reachable, fund=fund).update(until=until)

    lines = [line for reminder in reminders.due(MAY_DAY) for line in reminder.lines]

    assert [str(fund) in line and "ประธาน" in line for line in lines] == [True] * told


def test_a_person_who_left_is_not_written_to(fund, reachable, secretary):
    make_claim(fund, by=secretary, person=make_outsider("สมหวัง"))
    Appointment.objects.filter(user=reachable, fund=fund).update(until=MAY_DAY - timedelta(days=1))

    assert list(reminders.due(MAY_DAY)) == []


def test_the_chore_says_how_many_letters_went_out_and_why_none(fund, reachable, secretary, settings):
    make_claim(fund, by=secretary, person=make_outsider("สมหวัง"))
    settings.SENDS_MAIL = False
    silent = chores.reminders(timezone.now())
    settings.SENDS_MAIL = True
    sent = chores.reminders(timezone.now())

    assert silent == Outcome(
        is_well=True, words="No letters: PORTAL_MAIL is not set. What waits stands on each one's page."
    )
    assert (sent, len(mail.outbox)) == (Outcome(is_well=True, words="1 letters sent"), 1)


@pytest.mark.once
@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("", "dummy '' 587 False False"),
        ("smtp://u%40x:p%3Aw@mail.example", "smtp 'mail.example' 587 True False"),
        ("smtps://u:p@mail.example", "smtp 'mail.example' 465 False True"),
        ("smtp://mail.example:25", "smtp 'mail.example' 25 False False"),
        ("mail.example", "PORTAL_MAIL must be smtp://user:password@host:587 or smtps://…, or be left out."),
    ],
)
def test_the_server_that_letters_go_out_by_is_one_word(tmp_path, url, said):
    ask = (
        "from welfare import settings as s; "
        "print(s.EMAIL_BACKEND.split('.')[-2], repr(s.EMAIL_HOST), s.EMAIL_PORT, s.EMAIL_USE_TLS, s.EMAIL_USE_SSL)"
    )
    environment = os.environ | {"PORTAL_MAIL": url, "PORTAL_DATA_DIR": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", ask], env=environment, capture_output=True, text=True, check=False)

    assert (done.stdout + done.stderr).strip() == said
