"""The honest opponent: Django's admin on plain models, as somebody writes it in an afternoon. No ledger, no trail."""
