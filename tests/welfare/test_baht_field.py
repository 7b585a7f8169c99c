"""The column of baht: whole satang in the database, Decimal in Python, on every database."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import FieldError, ValidationError
from django.db import connection, models
from django.db.models import Case, F, Q, Sum, Value, When
from django.db.models.functions import Coalesce
from django.test.utils import isolate_apps

from welfare.money import BahtField, BahtFormField, baht


@pytest.fixture
def purse(db) -> Iterator[Any]:
    """A table of amounts: 10.25, 0.10 (twice counted), and one that is not known."""
    with isolate_apps("welfare"):

        class Purse(models.Model):
            amount = BahtField(null=True)
            spent = BahtField(default=0)
            times = models.IntegerField(default=1)

            class Meta:
                app_label = "welfare"
                db_table = "purse"

            def __str__(self):
                return str(self.amount)

        with connection.cursor() as cursor:
            cursor.execute(
                "CREATE TABLE purse (id bigint PRIMARY KEY, amount bigint, spent bigint NOT NULL, times int NOT NULL)"
            )
        Purse(id=1, amount=Decimal("10.25"), spent=Decimal("0.25")).save(force_insert=True)
        Purse(id=2, amount=Decimal("0.1"), times=2).save(force_insert=True)
        Purse(id=3).save(force_insert=True)
        yield Purse


def test_the_column_keeps_whole_satang_and_gives_baht(purse):
    with connection.cursor() as cursor:
        cursor.execute("SELECT amount FROM purse ORDER BY id")
        assert cursor.fetchall() == [(1025,), (10,), (None,)]
    assert [str(amount) for amount in purse.objects.order_by("id").values_list("amount", flat=True)] == [
        "10.25",
        "0.10",
        "None",
    ]


def test_sums_come_back_as_exact_baht(purse):
    totals = purse.objects.aggregate(
        all=Sum("amount"),
        some=Sum("amount", filter=Q(times=2)),
        none=Sum("amount", filter=Q(times=9), default=Decimal(0)),
        left=Sum(F("amount") - F("spent")),
        counted=Sum(F("amount") * F("times")),
        owed=-Sum("amount"),
        net=Sum("amount") - Sum("spent"),
        case=Sum(Case(When(times=2, then=F("amount")), default=baht(1))),
    )
    assert {name: str(total) for name, total in totals.items()} == {
        "all": "10.35",
        "some": "0.10",
        "none": "0.00",
        "left": "10.10",
        "counted": "10.45",
        "owed": "-10.35",
        "net": "10.10",
        "case": "2.10",
    }
    assert {type(total) for total in totals.values()} == {Decimal}


def test_many_small_amounts_lose_nothing(purse):
    purse.objects.bulk_create([purse(id=number, amount=Decimal("0.1")) for number in range(10, 1010)])
    assert purse.objects.filter(id__gte=10).aggregate(total=Sum("amount")) == {"total": Decimal("100.00")}


def test_amounts_are_compared_and_ordered_as_baht(purse):
    assert purse.objects.get(amount__gt=Decimal("0.10")).pk == 1
    assert purse.objects.get(amount__in=[Decimal("0.10"), 3]).pk == 2
    assert purse.objects.get(amount__range=(1, Decimal("10.25"))).pk == 1
    assert purse.objects.get(amount__lt=F("spent") + baht(1)).pk == 2
    assert [each.pk for each in purse.objects.filter(amount__isnull=False).order_by("amount")] == [2, 1]


def test_an_amount_grows_by_baht_not_by_satang(purse):
    purse.objects.filter(id=1).update(amount=F("amount") + baht(Decimal("1.50")))
    assert purse.objects.get(id=1).amount == Decimal("11.75")


@pytest.mark.parametrize(
    "mixture",
    [
        F("amount") + Decimal(1),
        F("amount") + 1,
        F("amount") / F("spent"),
        F("times"),
        Value(5),
        F("amount") * Decimal("0.5"),
    ],
)
def test_baht_mixed_with_plain_numbers_is_refused(purse, mixture):
    with pytest.raises(FieldError):
        purse.objects.update(amount=mixture)


def test_a_default_that_is_no_baht_is_refused(purse):
    with pytest.raises(FieldError):
        purse.objects.aggregate(total=Coalesce(Sum("amount"), 5))


@pytest.mark.parametrize("amount", [Decimal("0.005"), 0.5, True, "abc", Decimal("NaN")])
def test_what_is_not_whole_satang_is_not_kept(purse, amount):
    with pytest.raises((ValueError, ArithmeticError)):
        purse.objects.create(id=9, amount=amount)
    with pytest.raises(ValidationError):
        purse(id=9, amount=amount).clean_fields()


def test_the_column_describes_itself_to_migrations():
    described = BahtField("amount", default=0).deconstruct()
    assert described[1:] == ("welfare.money.BahtField", [], {"verbose_name": "amount", "default": 0})
    assert BahtField().db_type(connection) == "bigint"


def test_the_column_brings_its_form_field():
    field = BahtField("amount", blank=True).formfield(allow_zero=True)
    assert (type(field), field.required, field.allow_zero) == (BahtFormField, False, True)
