"""Pages of people, what they give and what they receive."""

from django.urls import URLPattern, path

from .views import (
    arrears,
    claim,
    claims,
    collections,
    contributions,
    corrections,
    deciding,
    enrolment,
    filing,
    membership,
    openings,
    papers,
    passbooks,
    payouts,
    proofs,
    receipts,
    refunds,
    register,
    vouchers,
)

app_name = "members"

urlpatterns: list[URLPattern] = [
    # The register, its people, and what they pay.
    path("members/", register.register, name="register"),
    path("members/new/", enrolment.enrol, name="enrol"),
    path("members/applications/", enrolment.applications, name="applications"),
    path("members/<int:membership>/", membership.member, name="member"),
    path("members/<int:membership>/admission/", enrolment.admit, name="admit"),
    path("members/<int:membership>/end/", membership.leave, name="leave"),
    path("members/<int:membership>/contributions/new/", contributions.contribute, name="contribute"),
    path("members/<int:membership>/refund/", refunds.refund, name="refund"),
    path("members/<int:membership>/passbook/paper/", passbooks.passbook_paper, name="passbook-paper"),
    path("members/<int:membership>/passbook/lines/", passbooks.passbook_page, name="passbook-lines"),
    # Collection days, and who has not paid.
    path("collections/", collections.collection_list, name="collections"),
    path("collections/<int:collection>/", collections.collection, name="collection"),
    path("collections/<int:collection>/receipts/", collections.collection_receipts, name="collection-receipts"),
    path("collections/sheets/<int:branch>/", collections.sheet, name="collection-sheet"),
    path("collections/sheets/<int:branch>/draft/", collections.sheet_draft, name="collection-draft"),
    path("collections/sheets/<int:branch>/paper/", collections.sheet_paper, name="collection-sheet-paper"),
    path("arrears/", arrears.arrears_list, name="arrears"),
    path("arrears/paper/", arrears.arrears_paper, name="arrears-paper"),
    path("arrears/warnings/", arrears.arrears_warn, name="arrears-warn"),
    path("arrears/lapses/", arrears.arrears_lapse, name="arrears-lapse"),
    # A fund that starts with the portal.
    path("opening/", openings.opening, name="opening"),
    path("opening/money/", openings.opening_money, name="opening-money"),
    path("opening/members/", openings.opening_members, name="opening-members"),
    path("opening/confirmation/", openings.opening_confirmation, name="opening-confirmation"),
    path("receipts/", receipts.receipts, name="receipts"),
    path("receipts/<int:receipt>/", receipts.receipt, name="receipt"),
    # Welfare: claimed, decided, paid, and its papers.
    path("claims/", claims.claims, name="claims"),
    path("claims/new/", filing.claim_new, name="claim-new"),
    path("claims/<int:claim>/", claim.claim, name="claim"),
    path("claims/<int:claim>/decision/", deciding.claim_decision, name="claim-decision"),
    path("claims/<int:claim>/repair/", deciding.claim_repair, name="claim-repair"),
    path("claims/<int:claim>/payout/", deciding.claim_payout, name="claim-payout"),
    path("claims/<int:claim>/withdrawal/", deciding.claim_withdrawal, name="claim-withdrawal"),
    path("claims/<int:claim>/confirmation/", deciding.claim_confirmation, name="claim-confirmation"),
    path("claims/<int:claim>/paper/", papers.claim_paper, name="claim-paper"),
    path("payouts/", payouts.payouts, name="payouts"),
    path("vouchers/<int:voucher>/paper/", papers.voucher_paper, name="voucher-paper"),
    path("receipts/<int:receipt>/paper/", papers.receipt_paper, name="receipt-paper"),
    path("vouchers/<int:voucher>/", vouchers.voucher, name="voucher"),
    path("vouchers/<int:voucher>/print/", vouchers.voucher_print, name="voucher-print"),
    path("vouchers/<int:voucher>/proofs/new/", proofs.voucher_proof_new, name="voucher-proof-new"),
    path("vouchers/<int:voucher>/proofs/<uuid:proof>/", proofs.voucher_proof, name="voucher-proof"),
    path(
        "vouchers/<int:voucher>/proofs/<uuid:proof>/taking-back/",
        proofs.voucher_proof_taking_back,
        name="voucher-proof-taking-back",
    ),
    path("receipts/<int:receipt>/print/", vouchers.receipt_print, name="receipt-print"),
    # Corrections.
    path("corrections/", corrections.corrections, name="corrections"),
    path("corrections/<int:correction>/", corrections.correction, name="correction"),
    path("corrections/<int:correction>/decision/", corrections.correction_decision, name="correction-decision"),
    path("receipts/<int:receipt>/correction/", corrections.receipt_correction, name="receipt-correction"),
    path("vouchers/<int:voucher>/correction/", corrections.voucher_correction, name="voucher-correction"),
    path("journal/<int:entry>/correction/", corrections.entry_correction, name="entry-correction"),
]
