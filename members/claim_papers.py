"""The papers of a claim: what its rule asks for, what was seen in the original, and what is attached."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction

from funds import attachments, regulations
from funds.models import Attachment, AttachmentQuerySet, Fund
from funds.rules.checks import required_papers
from welfare.models import User
from welfare.uploads import Upload

from . import claim_log, consents
from .models import Claim, ClaimFile, PaperSeen


def required(claim: Claim) -> tuple[str, ...]:
    """Give the papers that the rule of `claim` asks for, with those of a proxy where one came; none without a rule."""
    if claim.term is None:
        return ()
    book = regulations.book_of(claim.term.regulation)
    return required_papers(book, book.term(claim.term.code), is_by_proxy=bool(claim.facts.get("proxy")))


def seen(claim: Claim) -> list[PaperSeen]:
    """Give the originals that were seen, in the order in which they were ticked. One query."""
    return list(PaperSeen.objects.filter(claim=claim).select_related("by").order_by("pk"))


def files_of(claim: Claim) -> AttachmentQuerySet:
    """Give the files of `claim`, the first sent first: none taken back, none of health without a standing consent."""
    if consents.is_about_health(claim.category) and consents.standing(claim.person, claim.fund) is None:
        return Attachment.objects.none()
    mine = ClaimFile.objects.filter(claim=claim).values("attachment")
    return Attachment.objects.filter(pk__in=mine).standing().select_related("by").order_by("pk")


@transaction.atomic
def tick(claim: Claim, papers: Iterable[str], *, on: date, by: User) -> list[PaperSeen]:
    """Record that `by` saw the originals of `papers`; what was ticked before stays as it was."""
    before = set(PaperSeen.objects.filter(claim=claim).values_list("paper", flat=True))
    made = PaperSeen.objects.bulk_create(
        PaperSeen(claim=claim, paper=paper, on=on, by=by) for paper in dict.fromkeys(papers) if paper not in before
    )
    if made:
        claim_log.record(claim, "saw originals", by, papers=", ".join(each.paper for each in made))
    return made


@transaction.atomic
def attach(claim: Claim, uploads: Iterable[Upload], *, key: UUID, by: User) -> list[Attachment]:
    """Attach `uploads` to `claim`. What is attached already is not doubled; the same key attaches once.

    Raises consents.ConsentMissing where they tell of health and the person has not agreed.
    """
    fund, uploads = Fund.objects.locked().get(pk=claim.fund_id), list(uploads)
    if uploads:
        consents.require(claim)
    there = set(files_of(claim).values_list("sha256", flat=True))
    kept = attachments.attach(fund, (upload for upload in uploads if upload.sha256 not in there), key=key, by=by)
    joined = set(ClaimFile.objects.filter(attachment__in=kept).values_list("attachment", flat=True))
    ClaimFile.objects.bulk_create(ClaimFile(claim=claim, attachment=each) for each in kept if each.pk not in joined)
    return kept
