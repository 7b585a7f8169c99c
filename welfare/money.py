"""Baht, exact to the satang: the only rounding in the house."""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.core.exceptions import FieldError, ValidationError
from django.db import models
from django.db.models.expressions import Combinable, Value, register_combinable_fields
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from welfare.thai import arabic_digits, without_invisible

SATANG = Decimal(100)
ZERO = Decimal("0.00")
LARGEST = Decimal("999999999999.99")


class AmountNotUnderstood(ValueError):
    """What was typed is no amount of baht; `reason` says why and how to mend it, in the reader's language."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


# Whole satang.


def to_satang(amount: Decimal | int) -> int:
    """Give `amount` baht in whole satang. Raises ValueError when it holds a part of a satang."""
    amount = Decimal(amount)
    if amount.is_finite() and amount.adjusted() < 26:
        satang = int(amount * SATANG)
        if from_satang(satang) == amount:
            return satang
    raise ValueError(f"{amount} baht is not a whole number of satang")


def from_satang(satang: int | Decimal) -> Decimal:
    """Give whole `satang` in baht, with two decimals; PostgreSQL hands its sums over as Decimal."""
    return Decimal(int(satang)).scaleb(-2)


# Read and written.


def parse_baht(text: str, *, allow_zero: bool = False, maximum: Decimal = LARGEST) -> Decimal:
    """Read an amount of baht as a person writes it: 1,200.50, ๑,๒๐๐.๕๐, 1 200, .25, ฿100, 100 บาท, 100.-

    Raises AmountNotUnderstood when it is not one amount, is negative, holds a part of a satang,
    is zero (unless `allow_zero`) or is more than `maximum` baht.
    """
    typed = " ".join(without_invisible(text).split())
    bare = arabic_digits(typed)
    bare = re.sub(r"^(฿|บาท|thb|baht)\s*|\s*(บาท(ถ้วน)?|baht|thb|฿)\.?$", "", bare, flags=re.IGNORECASE)
    bare = re.sub(r"(?<=\d)\s*\.?-$", "", bare)
    if not bare:
        raise AmountNotUnderstood(_("Type an amount of baht, for example 1,200.50"))
    if re.fullmatch(r"[-−–]\s*[\d,. ]+|\([\d,. ]+\)", bare):
        raise AmountNotUnderstood(_("The amount is less than zero. Type it without the minus sign."))
    if not re.fullmatch(r"[\d,. ]+", bare) or not re.search(r"\d", bare) or bare.count(".") > 1:
        raise AmountNotUnderstood(
            _("“%(typed)s” is not an amount. Use digits only, for example 1,200.50") % {"typed": typed}
        )
    if not re.fullmatch(r"(\d+|\d{1,3}([, ]\d{3})+)?(\.\d*)?", bare):
        raise AmountNotUnderstood(
            _("“%(typed)s” can be read in two ways. Put a comma before every three digits, or none at all.")
            % {"typed": typed}
        )
    whole, _point, part = re.sub(r"[, ]", "", bare).partition(".")
    if len(part) > 2:
        raise AmountNotUnderstood(_("Satang have two digits: type at most two after the point."))
    if len(whole.lstrip("0")) > 15:
        raise AmountNotUnderstood(_too_large(maximum))
    amount = Decimal(f"{whole or 0}.{part or 0:0<2}")
    if amount == 0 and not allow_zero:
        raise AmountNotUnderstood(_("The amount must be more than zero."))
    if amount > maximum:
        raise AmountNotUnderstood(_too_large(maximum))
    return amount


def _too_large(maximum: Decimal) -> str:
    return _("The amount is too large: at most %(maximum)s baht.") % {"maximum": format_baht(maximum)}


def format_baht(amount: Decimal | int) -> str:
    """Write `amount` baht in full with its satang: 56,736,316.00. Raises ValueError for a part of a satang."""
    amount = Decimal(amount)
    exact = amount + ZERO
    if not amount.is_finite() or exact.adjusted() >= 26 or exact != amount or exact * SATANG % 1:
        raise ValueError(f"{amount} baht is not a whole number of satang")
    return f"{exact:,.2f}"


def millions(amount: Decimal | int) -> str:
    """Write `amount` baht as a second reading in millions, rounded half up: 56.74."""
    return f"{(Decimal(amount) / 1_000_000).quantize(Decimal('0.01'), ROUND_HALF_UP):,.2f}"


DIGITS = ("", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
PLACES = ("", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน")


def in_words(amount: Decimal | int) -> str:
    """Write `amount` baht in Thai words, as a receipt does: หนึ่งพันสองร้อยบาทถ้วน, ห้าบาทหนึ่งสตางค์.

    Raises ValueError when it holds a part of a satang.
    """
    satang = to_satang(amount)
    sign = "ลบ" if satang < 0 else ""
    baht, part = divmod(abs(satang), 100)
    if part == 0:
        return f"{sign}{_number(baht) or 'ศูนย์'}บาทถ้วน"
    return f"{sign}{_number(baht) + 'บาท' if baht else ''}{_number(part)}สตางค์"


def _number(number: int, *, follows: bool = False) -> str:
    """Read a whole number; `follows` says that a million stands before it, which makes a last 1 into เอ็ด."""
    above, below = divmod(number, 1_000_000)
    words = _number(above) + "ล้าน" if above else ""
    follows = follows or bool(above)
    written = str(below)
    for place, digit in zip(range(len(written) - 1, -1, -1), written, strict=True):
        if digit == "0":
            continue
        if place == 1 and digit in "12":
            words += "ยี่สิบ" if digit == "2" else "สิบ"
        elif place == 0 and digit == "1" and (follows or below > 10):
            words += "เอ็ด"
        else:
            words += DIGITS[int(digit)] + PLACES[place]
    return words


# Divided.


def share(total: Decimal | int, weights: Iterable[Decimal | int]) -> list[Decimal]:
    """Divide `total` baht by `weights`, in their order: the parts add up to the satang.

    Each part is rounded down; the satang left over go one each to the largest remainders, the first
    of equals first. Raises ValueError when a weight is negative or all are zero.
    """
    satang = to_satang(total)
    fractions = [Fraction(weight) for weight in weights]
    whole = sum(fractions)
    if whole <= 0 or min(fractions) < 0:
        raise ValueError("shares need weights of zero or more, and one above zero")
    exact = [abs(satang) * weight / whole for weight in fractions]
    parts = [int(part) for part in exact]
    largest = sorted(range(len(parts)), key=lambda place: parts[place] - exact[place])
    for place in largest[: abs(satang) - sum(parts)]:
        parts[place] += 1
    return [from_satang(-part if satang < 0 else part) for part in parts]


# In forms.


class BahtFormField(forms.Field):
    """An amount of baht, typed as people write it, cleaned to a Decimal with two decimals.

    `unit` and `understood` are for the page: the word after the box, and what was typed, read in words.
    """

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "data-understood": "baht"})
    unit = gettext_lazy("baht")
    understood = ""
    default_error_messages = {"required": gettext_lazy("Type an amount of baht, for example 1,200.50")}

    def __init__(self, *, allow_zero: bool = False, maximum: Decimal = LARGEST, **kwargs: Any) -> None:
        self.allow_zero, self.maximum = allow_zero, maximum
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Write a Decimal in full; give back what was typed as it was typed."""
        return format_baht(value) if isinstance(value, Decimal | int) else value

    def to_python(self, value: Any) -> Decimal | None:
        if value is None or not str(value).strip():
            return None
        try:
            return parse_baht(str(value), allow_zero=self.allow_zero, maximum=self.maximum)
        except AmountNotUnderstood as problem:
            raise ValidationError(problem.reason, code="amount") from None

    def words(self, amount: Decimal) -> str:
        """Say what an amount was understood as."""
        return _("%(amount)s baht") % {"amount": format_baht(amount)}

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> BoundField:
        bound = super().get_bound_field(form, field_name)
        self.understood = read_back(self, bound.value())
        return bound


def read_back(field: Any, typed: Any) -> str:
    """Say in the words of `field` what it makes of `typed`; nothing when it refuses it or it is empty."""
    try:
        cleaned = field.to_python(typed)
    except ValidationError:
        return ""
    return "" if cleaned in field.empty_values else field.words(cleaned)


# In the database.

SetType = TypeVar("SetType")
GetType = TypeVar("GetType")

if TYPE_CHECKING:

    class _Field(models.Field[SetType, GetType]):
        """A field whose type for `null=True` the checker works out; Django's own takes no type at run time."""
else:

    class _Field(models.Field):
        def __class_getitem__(cls, types):
            return cls


class BahtField(_Field[SetType, GetType]):
    """Baht as `Decimal` with two decimals, kept as whole satang in a big integer.

    SQLite keeps decimals as floats, so a decimal column would not add up there; sums of whole
    satang are exact on every database, and `Sum` over this field gives baht back. Two amounts add and
    subtract, an amount times a count is an amount; any other mixture (satang plus a plain number) is
    refused with FieldError instead of being wrong by a hundred: write `F("balance") + baht(amount)`.
    """

    description = gettext_lazy("Baht, exact to the satang")
    default_error_messages = {"invalid": gettext_lazy("“%(value)s” is not a whole number of satang.")}

    if TYPE_CHECKING:
        _pyi_private_set_type: Decimal | int | Combinable
        _pyi_private_get_type: Decimal
        _pyi_lookup_exact_type: Decimal | int

    def get_internal_type(self) -> str:
        return "BigIntegerField"

    def from_db_value(self, value: int | None, expression: Any, connection: Any) -> Decimal | None:
        return None if value is None else from_satang(value)

    def to_python(self, value: Any) -> Decimal | None:
        if value is None:
            return None
        try:
            return from_satang(self._satang(value))
        except (ValueError, ArithmeticError):
            raise ValidationError(self.error_messages["invalid"], code="invalid", params={"value": value}) from None

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        if value is None or hasattr(value, "resolve_expression"):
            return value
        return self._satang(value)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        value = super().get_db_prep_value(value, connection, prepared)
        return connection.ops.adapt_integerfield_value(value, self.get_internal_type())

    def get_placeholder(self, value: Any, compiler: Any, connection: Any) -> str:
        """Refuse to save an expression that is not made of baht; Django would not ask what it is made of."""
        if hasattr(value, "resolve_expression") and not isinstance(value.output_field, BahtField):
            raise FieldError(f"{self.name} takes baht: wrap the plain amount as baht(…)")
        return "%s"

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": BahtFormField, **kwargs})

    @staticmethod
    def _satang(value: Any) -> int:
        if isinstance(value, bool | float):
            raise ValueError(f"{value!r} is not an exact amount: give a Decimal")
        return to_satang(Decimal(value))


def baht(amount: Decimal | int) -> Value:
    """Give `amount` baht as a value for a query: `update(balance=F("balance") + baht(amount))`."""
    return Value(amount, output_field=BahtField())


register_combinable_fields(BahtField, Combinable.ADD, BahtField, BahtField)
register_combinable_fields(BahtField, Combinable.SUB, BahtField, BahtField)
register_combinable_fields(BahtField, Combinable.MUL, models.IntegerField, BahtField)
register_combinable_fields(models.IntegerField, Combinable.MUL, BahtField, BahtField)
