"""The fund, its officers, its law and its money."""

from .fund import OFFICES_OF_A_PROVINCE, Appointment, AuthorityKind, Branch, District, Fund, Office, Province
from .ledger import MONEY, Account, AccountKind, Cost, Numbers, Receipt, Series, Source, Transfer, Voucher
from .regulation import Category, Regulation, Term
from .resolution import Body, Resolution
from .totals import BEGINNING, FundTotal, KeptTotal, Measure, ProvinceTotal, Span

__all__ = [
    "BEGINNING",
    "MONEY",
    "OFFICES_OF_A_PROVINCE",
    "Account",
    "AccountKind",
    "Appointment",
    "AuthorityKind",
    "Body",
    "Branch",
    "Category",
    "Cost",
    "District",
    "Fund",
    "FundTotal",
    "KeptTotal",
    "Measure",
    "Numbers",
    "Office",
    "Province",
    "ProvinceTotal",
    "Receipt",
    "Regulation",
    "Resolution",
    "Series",
    "Source",
    "Span",
    "Term",
    "Transfer",
    "Voucher",
]
