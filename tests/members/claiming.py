"""Walking through the pages of claims: addresses, days, and forms filled in as a person would."""

from datetime import timedelta

from django.http import QueryDict
from django.urls import reverse

from welfare import thai

TODAY = thai.today()
DAY = timedelta(days=1)
# Some days ago, so that a week from then on has passed and lies in one year of the calendar.
LATELY = next(day for day in (TODAY - 10 * DAY, TODAY - 20 * DAY) if day.year == (day + 6 * DAY).year)
HTMX = {"HX-Request": "true"}


def written(day):
    return thai.typed_date(day)


def url(name, fund, *parts, **query):
    asked = QueryDict(mutable=True)
    asked.update({key: str(value) for key, value in query.items()})
    return reverse(f"members:{name}", args=[fund.code, *parts]) + (f"?{asked.urlencode()}" if query else "")


def hospital(fund, member):
    return url("claim-new", fund, member=member.pk, occurred_on=written(LATELY), benefit="hospital")


def filled(response, **typed):
    """What the page sends when its boxes are filled in so."""
    form = response.context["form"]
    sent = {"key": str(form["key"].value()), "seen": form["seen"].value() or "", "amount": form["amount"].value() or ""}
    return sent | typed


def calculate(client, page, **typed):
    return client.post(page, filled(client.get(page), **typed) | {"step": "type"})


def file_with(client, page, until_on, **typed):
    shown = calculate(client, page, until_on=written(until_on))
    return client.post(page, filled(shown, until_on=written(until_on)) | typed | {"step": "save"})
