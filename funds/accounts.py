"""Open another cash box, bank account or investment in a fund's chart of accounts."""

from django.db import transaction
from django.utils.translation import gettext as _

from welfare import trail
from welfare.models import User

from .models import MONEY, Account, AccountKind, Fund


class NoPlaceForMoney(Exception):
    """Only places for money are opened by hand; the other accounts follow the official statement."""


class NameTaken(Exception):
    """The fund has an account of this kind and name."""


@transaction.atomic
def open_account(fund: Fund, *, kind: AccountKind, name: str, by: User) -> Account:
    """Open a place for money of `kind` called `name`, such as a second bank account.

    Raises NoPlaceForMoney, and NameTaken when there is one of that kind and name, or the name is empty.
    """
    if kind not in MONEY:
        raise NoPlaceForMoney(_("Only cash boxes, bank accounts and investments are opened here."))
    name = " ".join(name.split())
    Fund.objects.locked().get(pk=fund.pk)
    if Account.objects.filter(fund=fund, kind=kind, name=name).exists():
        raise NameTaken(_("The fund has an account of this name already."))
    account = Account.objects.create(fund=fund, kind=kind, name=name)
    trail.record(
        by=by, fund=fund.pk, act="opened", subject="account", subject_pk=account.pk, facts={"kind": kind, "name": name}
    )
    return account
