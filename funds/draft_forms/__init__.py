"""The plain questions by which a rule book is written, one page at a time. Nothing typed is refused; it is a draft."""

from .base import PartForm
from .benefit import BENEFIT_PARTS
from .book import BOOK_PARTS
from .entries import ENTRIES, EntryForm
from .steps import StepsForm

__all__ = ["BENEFIT_PARTS", "BOOK_PARTS", "ENTRIES", "EntryForm", "PartForm", "StepsForm"]
