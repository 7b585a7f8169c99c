"""Baht, exact to the satang: the only rounding in the house."""

from decimal import Decimal
from typing import Any

from django.db import models

SATANG = Decimal(100)


def to_satang(amount: Decimal | int) -> int:
    """Give `amount` baht in whole satang. Raises ValueError when it holds a part of a satang."""
    satang = Decimal(amount) * SATANG
    if satang != satang.to_integral_value():
        raise ValueError(f"{amount} baht is not a whole number of satang")
    return int(satang)


def from_satang(satang: int) -> Decimal:
    """Give whole `satang` in baht, with two decimals."""
    return (Decimal(satang) / SATANG).quantize(Decimal("0.01"))


class BahtField(models.BigIntegerField):
    """Baht as `Decimal` with two decimals, kept as whole satang in a big integer.

    SQLite keeps decimals as floats, so a decimal column would not add up there; sums of whole
    satang are exact on every database, and `Sum` over this field gives baht back.
    """

    description = "Baht, exact to the satang"

    def from_db_value(self, value: int | None, expression: Any, connection: Any) -> Decimal | None:
        return None if value is None else from_satang(value)

    def to_python(self, value: Any) -> Decimal | None:
        return None if value is None else Decimal(value).quantize(Decimal("0.01"))

    def get_prep_value(self, value: Any) -> Any:
        if value is None or hasattr(value, "resolve_expression"):
            return value
        return to_satang(Decimal(value))
