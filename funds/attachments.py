"""Attaching files: the bytes lie on the disk before their row is written, and stay what they were."""

from collections.abc import Iterable
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from welfare import media, trail
from welfare.models import User
from welfare.uploads import Upload

from .models import Attachment, AttachmentQuerySet, AttachmentWithdrawal, Fund, Voucher, VoucherProof


class ReasonMissing(Exception):
    """A file is taken back with a reason."""


@transaction.atomic
def attach(fund: Fund, uploads: Iterable[Upload], *, key: UUID, by: User) -> list[Attachment]:
    """Keep each of `uploads` for `fund`; give their records in order. The same key keeps each once.

    The caller says in the same transaction what they prove. Bytes without a row, after a fault, lead nowhere.
    """
    Fund.objects.locked().get(pk=fund.pk)
    kept = []
    for upload in uploads:
        own = uuid5(key, upload.sha256)
        done = Attachment.objects.filter(key=own).first()
        if done is None:
            address = uuid4()
            media.keep(upload, address)
            done = Attachment.objects.create(
                key=own, address=address, fund=fund, name=upload.name, kind=upload.kind, size=len(upload.content),
                sha256=upload.sha256, by=by,
            )  # fmt: skip
            trail.record(
                by=by, fund=fund.pk, act="attached", subject="attachment", subject_pk=done.pk,
                facts={"name": upload.name, "sha256": upload.sha256},
            )  # fmt: skip
        kept.append(done)
    return kept


@transaction.atomic
def prove(voucher: Voucher, uploads: Iterable[Upload], *, key: UUID, by: User) -> list[Attachment]:
    """Attach `uploads` to `voucher` as proof; its fund must be loaded. What is attached already is not doubled."""
    fund = Fund.objects.locked().get(pk=voucher.fund_id)
    there = set(proofs_of(voucher).values_list("sha256", flat=True))
    kept = attach(fund, (upload for upload in uploads if upload.sha256 not in there), key=key, by=by)
    joined = set(VoucherProof.objects.filter(attachment__in=kept).values_list("attachment", flat=True))
    VoucherProof.objects.bulk_create(
        VoucherProof(voucher=voucher, attachment=each) for each in kept if each.pk not in joined
    )
    return kept


def proofs_of(voucher: Voucher) -> AttachmentQuerySet:
    """Give the files that prove `voucher`, without those taken back, the first sent first."""
    mine = VoucherProof.objects.filter(voucher=voucher).values("attachment")
    return Attachment.objects.filter(pk__in=mine).standing().select_related("by").order_by("pk")


@transaction.atomic
def take_back(attachment: Attachment, *, reason: str, by: User) -> AttachmentWithdrawal:
    """Show `attachment` no more, because of `reason`; its row and bytes stay. Taken back twice, once.

    Raises ReasonMissing.
    """
    if not reason.strip():
        raise ReasonMissing(_("Say why the file is taken back."))
    Fund.objects.locked().get(pk=attachment.fund_id)
    done = AttachmentWithdrawal.objects.filter(attachment=attachment).first()
    if done is None:
        done = AttachmentWithdrawal.objects.create(attachment=attachment, reason=reason.strip(), by=by)
        trail.record(
            by=by, fund=attachment.fund_id, act="took back", subject="attachment", subject_pk=attachment.pk,
            facts={"name": attachment.name, "reason": done.reason},
        )  # fmt: skip
    return done
