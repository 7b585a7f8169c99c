from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from funds import attachments, ledger
from funds.models import AccountKind, Attachment, AttachmentWithdrawal, Cost, VoucherProof
from tests.factories import JAN_2560, cash_of, give, make_proof
from welfare import media
from welfare.models import LogEntry
from welfare.uploads import JPEG, Upload

BILL = Upload("บิล.jpg", JPEG, b"a photo of a bill")


@pytest.fixture
def voucher(fund, treasurer):
    return pay(fund, treasurer)


def pay(fund, by):
    give(fund, "1000.00", by=by)
    paper = ledger.account(fund, AccountKind.COST, Cost.PAPER)
    return ledger.pay_out(
        fund, key=uuid4(), payee="ร้านเครื่องเขียน", purpose="กระดาษ", costs=paper, amount=Decimal(100), cash=cash_of(fund),
        on=JAN_2560, by=by,
    )[0]  # fmt: skip


def test_a_file_is_kept_once_with_its_fingerprint_and_a_line_in_the_trail(voucher, treasurer):
    key = uuid4()

    for _again in range(2):
        attachments.prove(voucher, [BILL], key=key, by=treasurer)

    kept = attachments.proofs_of(voucher).get()
    assert (kept.name, kept.kind, kept.size, media.content(kept.address, kept.sha256)) == (
        "บิล.jpg", "image/jpeg", 17, b"a photo of a bill",
    )  # fmt: skip
    assert LogEntry.objects.filter(act="attached", subject_pk=kept.pk, by=treasurer).count() == 1


def test_a_file_lies_under_a_name_that_says_nothing_and_that_only_the_portal_reads(voucher, treasurer):
    kept = make_proof(voucher, by=treasurer)
    place = media.path_of(kept.address)

    assert (place.stat().st_mode & 0o777, place.name, kept.address.version) == (0o600, kept.address.hex, 4)


def test_a_file_that_was_changed_on_the_disk_is_not_given_out(voucher, treasurer):
    kept = make_proof(voucher, by=treasurer)
    media.path_of(kept.address).write_bytes(b"another photo")

    with pytest.raises(media.NotAsKept):
        media.content(kept.address, kept.sha256)


def test_a_file_taken_back_is_shown_no_more_and_says_why(voucher, treasurer):
    kept = make_proof(voucher, by=treasurer)

    for _again in range(2):
        attachments.take_back(kept, reason=" ผิดบิล ", by=treasurer)

    assert (list(attachments.proofs_of(voucher)), AttachmentWithdrawal.objects.get().reason) == ([], "ผิดบิล")
    with pytest.raises(attachments.ReasonMissing):
        attachments.take_back(kept, reason=" ", by=treasurer)


@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}"])
@pytest.mark.parametrize("model", [Attachment, AttachmentWithdrawal, VoucherProof])
def test_the_database_refuses_to_change_or_delete_what_was_attached(voucher, treasurer, model, statement):
    attachments.take_back(make_proof(voucher, by=treasurer), reason="ผิดบิล", by=treasurer)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(model._meta.db_table))


def test_the_database_refuses_a_proof_of_another_funds_voucher(voucher, other_fund, treasurer, stranger):
    theirs = make_proof(pay(other_fund, stranger), by=stranger)
    (loose,) = attachments.attach(other_fund, [BILL], key=uuid4(), by=stranger)

    with pytest.raises(DatabaseError), transaction.atomic():
        VoucherProof.objects.create(voucher=voucher, attachment=loose)
    assert theirs.fund == other_fund
