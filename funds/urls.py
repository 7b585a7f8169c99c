"""Pages of a fund's law and money."""

from django.urls import URLPattern, path

from .views import closing, counting, journal, money, statements

app_name = "funds"

urlpatterns: list[URLPattern] = [
    path("journal/", journal.journal, name="journal"),
    path("money/", money.accounts, name="accounts"),
    path("money/income/new/", money.income, name="income"),
    path("money/costs/new/", money.cost, name="cost"),
    path("money/deposits/new/", money.deposit, name="deposit"),
    # The end of a month.
    path("months/", closing.month_list, name="months"),
    path("months/close/", closing.close, name="close"),
    path("months/<int:close>/", closing.closed_month, name="closed-month"),
    path("months/<int:close>/reopening/", closing.reopening, name="month-reopening"),
    path("cash/counts/", counting.counts, name="counts"),
    path("cash/counts/new/", counting.count_new, name="count-new"),
    path("cash/counts/<int:count>/", counting.count, name="count"),
    path("money/accounts/new/", counting.account_new, name="account-new"),
    # The statement.
    path("sources/", statements.source_list, name="sources"),
    path("statements/", statements.statement_list, name="statements"),
    path("statements/new/", statements.statement_new, name="statement-new"),
    path("statements/draft/", statements.draft, name="statement-draft"),
    path("statements/draft/paper/", statements.draft_paper, name="statement-draft-paper"),
    path("statements/draft/table/", statements.draft_table, name="statement-draft-table"),
    path("statements/<int:statement>/", statements.statement, name="statement"),
    path("statements/<int:statement>/paper/", statements.statement_paper, name="statement-paper"),
    path("statements/<int:statement>/table/", statements.statement_table, name="statement-table"),
]
