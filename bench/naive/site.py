"""The admin, the least page behind a sign-in, and a dashboard that sums the rows, grouped by fund."""

from django.contrib import admin
from django.contrib.admin.views.decorators import staff_member_required
from django.db.models import Count, Q, Sum
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.urls import path

from .models import CATEGORIES, Contribution, Fund, Member, Payout

PAGE = Template(
    "<table>{% for row in rows %}<tr><th>{{ row.name }}</th>{% for cell in row.cells %}<td>{{ cell }}</td>{% endfor %}"
    "</tr>{% endfor %}</table>"
)


class FundAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("name", "province_id", "opening_balance")
    search_fields = ("name",)


class MemberAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("member_no", "title", "first_name", "last_name", "citizen_id", "fund", "status")
    list_filter = ("status", "sex", "fund")
    search_fields = ("first_name", "last_name", "citizen_id")


class PayoutAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("recipient", "fund", "category", "amount", "paid_on")
    list_filter = ("category", "fund")
    search_fields = ("recipient", "citizen_id")
    raw_id_fields = ("member", "fund")


admin.site.register(Fund, FundAdmin)
admin.site.register(Member, MemberAdmin)
admin.site.register(Payout, PayoutAdmin)


@staff_member_required
def floor(request: HttpRequest) -> HttpResponse:
    """Session, user, nothing else."""
    return HttpResponse("floor")


@staff_member_required
def grouped(request: HttpRequest) -> HttpResponse:
    """Province 1 in seven queries over its rows."""
    within = {"fund__province_id": 1}
    members = _by_fund(Member.objects.filter(**within), n=Count("id"), active=Count("id", filter=Q(status=1)))
    given = _by_fund(Contribution.objects.filter(**within), total=Sum("amount"))
    paid = _by_fund(
        Payout.objects.filter(**within), n=Count("id"), total=Sum("amount"), persons=Count("citizen_id", distinct=True)
    )
    kinds = {
        (row["fund"], row["category"], row["outsider"]): row
        for row in Payout.objects.filter(**within)
        .values("fund", "category", outsider=Q(member__isnull=True))
        .annotate(n=Count("id"), total=Sum("amount"), persons=Count("citizen_id", distinct=True))
    }
    rows = []
    for fund in Fund.objects.filter(province_id=1).order_by("id"):
        of_fund = [members.get(fund.pk, {}), given.get(fund.pk, {}), paid.get(fund.pk, {})]
        of_fund += [kinds.get((fund.pk, kind, other), {}) for kind, _name in CATEGORIES for other in (False, True)]
        cells = [value for found in of_fund for name, value in found.items() if name not in ("fund", "category")]
        rows.append({"name": fund.name, "cells": cells})
    return HttpResponse(PAGE.render(Context({"rows": rows})))


def _by_fund(rows, **figures):  # type: ignore[no-untyped-def]
    return {row["fund"]: row for row in rows.order_by().values("fund").annotate(**figures)}


urlpatterns = [
    path("floor/", floor),
    path("dashboard/", grouped),
    path("admin/", admin.site.urls),
]
