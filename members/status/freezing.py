"""The status form as an act: drawn up as the rows stand, frozen as an official paper."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from funds import official
from funds.models import Fund, OfficialPaper, PaperKind
from welfare.models import User

from .gathered import gather
from .sections import arrange
from .tree import Form, to_json


class NotYet(Exception):
    """The form is of a day that has not come; `args[0]` says so, in the reader's language."""


def drawn_up(fund: Fund, as_of: date) -> Form:
    """Draw up the form of `fund`, whose province and district are loaded, as its rows stood at the end of `as_of`."""
    return arrange(gather(fund, as_of))


@transaction.atomic
def freeze(fund: Fund, as_of: date, *, key: UUID, on: date, by: User) -> OfficialPaper:
    """Keep the form of `fund` at the end of `as_of`, in Thai as it is sent, with its hash. `on` is today.

    The same key gives the first copy. Raises NotYet for a day after `on`.
    """
    if as_of > on:
        raise NotYet(_("That day has not come yet. Choose an earlier one."))
    with override("th"):
        form = drawn_up(fund, as_of)
    return official.freeze(
        fund, PaperKind.STATUS, year=form.year, as_of=as_of, content=to_json(form), key=key, by=by
    )  # fmt: skip
