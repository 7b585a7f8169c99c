"""Pages of a fund's law and money."""

from django.urls import URLPattern, path

from .views import (
    account_book,
    bank,
    banking,
    closing,
    counting,
    drafting,
    drafts,
    entries,
    in_kind,
    journal,
    money,
    people,
    policies,
    regulations,
    signing,
    sources,
    statements,
)

app_name = "funds"

urlpatterns: list[URLPattern] = [
    path("policies/", policies.policy_list, name="policies"),
    path("policies/new/", policies.policy_new, name="policy-new"),
    path("journal/", journal.journal, name="journal"),
    path("journal/<int:entry>/", entries.entry, name="entry"),
    path("money/", money.accounts, name="accounts"),
    path("money/income/new/", money.income, name="income"),
    path("money/costs/new/", money.cost, name="cost"),
    path("money/deposits/new/", money.deposit, name="deposit"),
    path("money/accounts/<int:account>/", account_book.account_book, name="account"),
    path("money/accounts/<int:account>/paper/", account_book.account_paper, name="account-paper"),
    # The bank's book beside ours.
    path("bank/", bank.banks, name="bank"),
    path("bank/<int:bank>/", bank.account, name="bank-account"),
    path("bank/<int:bank>/import/", banking.import_file, name="bank-import"),
    path("bank/<int:bank>/imports/<int:bank_import>/taking-back/", banking.taking_back, name="bank-taking-back"),
    path("bank/<int:bank>/pairs/", banking.match, name="bank-match"),
    path("bank/<int:bank>/lines/", bank.lines, name="bank-lines"),
    path("bank/<int:bank>/lines/<int:line>/", bank.line, name="bank-line"),
    path("bank/<int:bank>/lines/<int:line>/match/", banking.line_match, name="bank-line-match"),
    path("bank/<int:bank>/lines/<int:line>/entry/", banking.line_entry, name="bank-line-entry"),
    path("bank/<int:bank>/lines/<int:line>/parting/", banking.line_parting, name="bank-line-parting"),
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
    path("sources/", sources.source_list, name="sources"),
    path("sources/paper/", sources.source_paper, name="sources-paper"),
    path("in-kind/", in_kind.in_kind, name="in-kind"),
    path("in-kind/new/", in_kind.in_kind_new, name="in-kind-new"),
    path("in-kind/<int:in_kind>/taking-back/", in_kind.in_kind_back, name="in-kind-back"),
    path("statements/", statements.statement_list, name="statements"),
    path("statements/new/", statements.statement_new, name="statement-new"),
    path("statements/draft/", statements.draft, name="statement-draft"),
    path("statements/draft/paper/", statements.draft_paper, name="statement-draft-paper"),
    path("statements/<int:statement>/", statements.statement, name="statement"),
    path("statements/<int:statement>/paper/", statements.statement_paper, name="statement-paper"),
    # Who approves claims.
    path("approval/", signing.signing_rules, name="signing-rules"),
    path("approval/new/", signing.signing_rule_new, name="signing-rule-new"),
    # The officers.
    path("officers/", people.officers, name="officers"),
    path("officers/second-step/", people.second_step_rule, name="second-step"),
    # The law.
    path("regulations/", regulations.regulation_list, name="regulations"),
    path("regulations/new/", regulations.regulation_new, name="regulation-new"),
    path("regulations/<int:regulation>/", regulations.regulation, name="regulation"),
    path("regulations/<int:regulation>/file/", regulations.regulation_file, name="regulation-file"),
    path("regulations/<int:regulation>/paper/", regulations.regulation_paper, name="regulation-paper"),
    path("regulations/differences/", regulations.differences, name="regulation-differences"),
    # The law being written.
    path("regulations/drafts/new/", drafts.draft_new, name="draft-new"),
    path("regulations/drafts/<int:draft>/", drafts.draft, name="draft"),
    path("regulations/drafts/<int:draft>/check/", drafts.draft_check, name="draft-check"),
    path("regulations/drafts/<int:draft>/file/", drafts.draft_file, name="draft-file"),
    path("regulations/drafts/<int:draft>/paper/", drafts.draft_paper, name="draft-paper"),
    path("regulations/drafts/<int:draft>/adoption/", drafts.draft_adoption, name="draft-adoption"),
    path("regulations/drafts/<int:draft>/discarding/", drafts.draft_discarding, name="draft-discarding"),
    path("regulations/drafts/<int:draft>/benefits/<int:benefit>/", drafting.benefit, name="draft-benefit"),
    path("regulations/drafts/<int:draft>/benefits/<int:benefit>/<slug:part>/", drafting.part, name="draft-part"),
    path(
        "regulations/drafts/<int:draft>/benefits/<int:benefit>/<slug:entries>/<int:number>/",
        drafting.entry,
        name="draft-entry",
    ),
    path(
        "regulations/drafts/<int:draft>/benefits/<int:benefit>/<slug:entries>/<int:number>/figures/",
        drafting.figures,
        name="draft-figures",
    ),
]
