"""Letters to officers with an e-mail address: what waits for them, and which of their offices ends soon.

A letter counts and points; it names no person, no sum and no reason, because mail is read by others too. Who has no
address sees the same on the page "Waiting for me".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from funds.access import rights
from funds.models import Appointment
from members import waiting
from welfare import thai
from welfare.models import User

SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Reminder:
    """What one officer is told: the lines of the letter, one or more for each fund."""

    user: User
    lines: tuple[str, ...]


def due(today: date) -> Iterator[Reminder]:
    """Give a reminder for each officer with an address for whom something waits, or whose office ends soon."""
    held = (
        Appointment.objects.on(today)
        .exclude(Q(user__email="") | Q(user__is_active=False))
        .select_related("user", "fund__province", "province")
        .order_by("user", "fund__position", "pk")
    )
    by_user: dict[User, list[Appointment]] = {}
    for appointment in held:
        by_user.setdefault(appointment.user, []).append(appointment)
    for user, appointments in by_user.items():
        if lines := [*_waiting(user, appointments, today), *_ending(appointments, today)]:
            yield Reminder(user, tuple(lines))


def send(today: date) -> int:
    """Write to everybody who is to be reminded, in Thai, and give how many letters went out."""
    with translation.override("th"):
        letters = [_letter(reminder) for reminder in due(today)]
    with get_connection() as connection:
        return connection.send_messages(letters) or 0 if letters else 0


def _waiting(user: User, appointments: list[Appointment], today: date) -> Iterator[str]:
    funds = {appointment.fund: None for appointment in appointments if appointment.fund}
    for fund in funds:
        offices = frozenset(each.office for each in appointments if each.fund_id == fund.pk)
        count = waiting.count_for(fund, user, offices=offices, rights=rights(offices), on=today)
        if count:
            words = ngettext("%(count)s matter waits for you", "%(count)s matters wait for you", count)
            line = f"{fund.name}: {words % {'count': count}}"
            # Without a known address of its own the portal cannot point to itself.
            where = reverse("waiting", args=[fund.code])
            yield f"{line}\n{settings.PORTAL_ADDRESS}{where}" if settings.PORTAL_ADDRESS else line


def _ending(appointments: list[Appointment], today: date) -> Iterator[str]:
    for each in appointments:
        if each.until and each.until - today <= SOON:
            yield _("%(place)s: your office of %(office)s ends on %(day)s") % {
                "place": each.fund or each.province, "office": each.get_office_display(),
                "day": thai.short_date(each.until),
            }  # fmt: skip


def _letter(reminder: Reminder) -> EmailMessage:
    greeting = _("Dear %(name)s,") % {"name": reminder.user}
    closing = _("The portal writes this letter once a week, as long as something waits.")
    body = "\n\n".join([greeting, *reminder.lines, closing])
    return EmailMessage(_("Waiting for you in the portal of the welfare funds"), body, to=[reminder.user.email])
