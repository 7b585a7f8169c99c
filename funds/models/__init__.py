"""The fund, its officers, its law and its money."""

from .access_code import AccessCode, AccessCodeQuerySet, Purpose
from .attachment import Attachment, AttachmentQuerySet, AttachmentWithdrawal, VoucherProof
from .bank import BankImport, BankLine, BankLineQuerySet, BankMatch, BankWithdrawal, Certainty
from .close import CashCount, MonthClose, MonthReopening, Statement
from .correction import Correction, CorrectionDecision, CorrectionQuerySet
from .draft import DraftQuerySet, RegulationDraft
from .fund import (
    NOT_TOGETHER,
    OFFICES_OF_A_PROVINCE,
    Appointment,
    AuthorityKind,
    Branch,
    District,
    Fund,
    Office,
    Province,
)
from .handover import Handover
from .in_kind import GIVERS, InKind, InKindQuerySet, InKindWithdrawal
from .ledger import (
    MONEY,
    MOST_ROUNDS,
    Account,
    AccountKind,
    Cost,
    Receipt,
    ReceiptQuerySet,
    Source,
    Transfer,
    TransferQuerySet,
    Voucher,
)
from .official import OfficialPaper, OfficialPaperQuerySet, PaperKind, PaperRun, PaperRunPart, YearAnswers
from .policy import Plan, Policy, Rate, Refund, Rejoining, Share
from .regulation import Category, Regulation, Term
from .resolution import Body, Resolution
from .series import Numbers, Series
from .signing import OFFICES_OF_SIGNERS, Signers, SigningRule, SigningStep
from .totals import BEGINNING, FundTotal, KeptTotal, Measure, ProvinceTotal, Span

__all__ = [
    "BEGINNING",
    "GIVERS",
    "MONEY",
    "MOST_ROUNDS",
    "NOT_TOGETHER",
    "OFFICES_OF_A_PROVINCE",
    "OFFICES_OF_SIGNERS",
    "AccessCode",
    "AccessCodeQuerySet",
    "Account",
    "AccountKind",
    "Appointment",
    "Attachment",
    "AttachmentQuerySet",
    "AttachmentWithdrawal",
    "AuthorityKind",
    "BankImport",
    "BankLine",
    "BankLineQuerySet",
    "BankMatch",
    "BankWithdrawal",
    "Body",
    "Branch",
    "CashCount",
    "Category",
    "Certainty",
    "Correction",
    "CorrectionDecision",
    "CorrectionQuerySet",
    "Cost",
    "District",
    "DraftQuerySet",
    "Fund",
    "FundTotal",
    "Handover",
    "InKind",
    "InKindQuerySet",
    "InKindWithdrawal",
    "KeptTotal",
    "Measure",
    "MonthClose",
    "MonthReopening",
    "Numbers",
    "Office",
    "OfficialPaper",
    "OfficialPaperQuerySet",
    "PaperKind",
    "PaperRun",
    "PaperRunPart",
    "Plan",
    "Policy",
    "Province",
    "ProvinceTotal",
    "Purpose",
    "Rate",
    "Receipt",
    "ReceiptQuerySet",
    "Refund",
    "Regulation",
    "RegulationDraft",
    "Rejoining",
    "Resolution",
    "Series",
    "Share",
    "Signers",
    "SigningRule",
    "SigningStep",
    "Source",
    "Span",
    "Statement",
    "Term",
    "Transfer",
    "TransferQuerySet",
    "Voucher",
    "VoucherProof",
    "YearAnswers",
]
