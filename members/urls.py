"""Pages of people, what they give and what they receive."""

from django.urls import URLPattern, path

from .views import (
    claims,
    contributions,
    corrections,
    enrolment,
    filing,
    membership,
    papers,
    payouts,
    receipts,
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
    path("receipts/", receipts.receipts, name="receipts"),
    path("receipts/<int:receipt>/", receipts.receipt, name="receipt"),
    # Welfare: claimed, decided, paid, and its papers.
    path("claims/", claims.claims, name="claims"),
    path("claims/new/", filing.claim_new, name="claim-new"),
    path("claims/<int:claim>/", claims.claim, name="claim"),
    path("claims/<int:claim>/decision/", claims.claim_decision, name="claim-decision"),
    path("claims/<int:claim>/payout/", claims.claim_payout, name="claim-payout"),
    path("claims/<int:claim>/paper/", papers.claim_paper, name="claim-paper"),
    path("payouts/", payouts.payouts, name="payouts"),
    path("vouchers/<int:voucher>/paper/", papers.voucher_paper, name="voucher-paper"),
    path("receipts/<int:receipt>/paper/", papers.receipt_paper, name="receipt-paper"),
    path("vouchers/<int:voucher>/", vouchers.voucher, name="voucher"),
    path("vouchers/<int:voucher>/print/", vouchers.voucher_print, name="voucher-print"),
    path("receipts/<int:receipt>/print/", vouchers.receipt_print, name="receipt-print"),
    # Corrections.
    path("corrections/", corrections.corrections, name="corrections"),
    path("corrections/<int:correction>/", corrections.correction, name="correction"),
    path("corrections/<int:correction>/decision/", corrections.correction_decision, name="correction-decision"),
    path("receipts/<int:receipt>/correction/", corrections.receipt_correction, name="receipt-correction"),
    path("vouchers/<int:voucher>/correction/", corrections.voucher_correction, name="voucher-correction"),
    path("journal/<int:entry>/correction/", corrections.entry_correction, name="entry-correction"),
]
