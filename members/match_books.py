"""What was sent for the state's match, hashed again: every difference is named."""

from collections.abc import Iterable, Iterator

from funds.models import Fund, MatchRequest

from . import match_lists, matching


def faults(funds: Iterable[Fund]) -> list[str]:
    """Name every request of `funds` whose list, sums or hash are not those that were sent."""
    rows = MatchRequest.objects.filter(round__fund__in=list(funds)).select_related("round__fund__province")
    return [
        f"{request.round.fund.code}: match request of round {request.round.number}, version {request.version}: {words}"
        for request in rows.order_by("round__fund__position", "round__number", "version")
        for words in _faults(request)
    ]


def _faults(request: MatchRequest) -> Iterator[str]:
    listed = match_lists.sent(request)
    if len(listed.lines) != request.lines or listed.heads != request.heads:
        yield (
            f"the list has {len(listed.lines)} lines and {listed.heads} counted, "
            f"sent were {request.lines} and {request.heads}"
        )
    elif listed.fingerprint != request.list_sha256:
        yield "the list is not the one that was sent"
    said = {name: getattr(request, name) for name in matching.SAID}
    if matching.fingerprint(request.round, request.on, request.figures, said) != request.sha256:
        yield "the request is not the one that was sent"
