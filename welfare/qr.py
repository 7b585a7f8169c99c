"""QR codes as SVG, small and sharp at any size, the same for the same words."""

from functools import lru_cache

import qrcode
from qrcode.constants import ERROR_CORRECT_M

QUIET = 2  # modules of white around it; the page around gives the rest


@lru_cache(maxsize=256)
def svg(words: str, *, quiet: int = QUIET) -> str:
    """Draw `words` as a QR code: one black path on white, a module a unit."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(words)
    code.make(fit=True)
    rows = code.get_matrix()
    side = len(rows) + 2 * quiet
    path = "".join(
        f"M{start + quiet} {y + quiet}h{end - start}v1h-{end - start}z"
        for y, row in enumerate(rows)
        for start, end in _runs(row)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{path}"/></svg>'
    )


def _runs(row: list[bool]) -> list[tuple[int, int]]:
    """Give where each run of dark modules begins and ends."""
    runs, start = [], None
    for x, dark in enumerate([*row, False]):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            runs.append((start, x))
            start = None
    return runs
