"""A choice among the fund's places for money that a page has read already."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError

from .forms import AccountField
from .models import Account


class PlaceField(AccountField):
    """Choose among places for money that were read before: the database is not asked again."""

    def offer(self, places: Iterable[Account]) -> None:
        self.places = {str(account.pk): account for account in places}
        self.choices = [(account.pk, self.label_from_instance(account)) for account in self.places.values()]

    def to_python(self, value: Any) -> Account | None:
        if value in self.empty_values:
            return None
        try:
            return self.places[str(value)]
        except KeyError:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice") from None
