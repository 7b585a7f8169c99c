"""One row of a register as one entry: names taken apart, beneficiaries with their shares, days in order."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from members.models import EndReason
from welfare import thai
from welfare.sheets import Row

from .columns import EXAMPLE, HEIRS, STILL, Entry
from .understood import Understood, fault


def entry_of(row: Row, found: Understood) -> Entry | None:
    cells = row.cells
    title, first, last = name_of(cells)
    if EXAMPLE in last:
        found.left_out.append((row.number, f"{title}{first} {last}"))
        return None
    if not first:
        fault(
            found, row.number, "name" if "name" in cells else "first_name", "", _("Nothing stands here. Type the name.")
        )
        return None
    heirs = tuple(_heirs(row, found))
    joined_on, ended_on, reason = cells["joined_on"], cells.get("ended_on"), cells.get("end_reason") or ""
    if ended_on and ended_on < joined_on:
        meant = _("A membership ends after it begins, on %(day)s.") % {"day": thai.long_date(joined_on)}
        fault(found, row.number, "ended_on", thai.typed_date(ended_on), meant)
        return None
    if reason not in ("", STILL) and not ended_on:
        fault(
            found,
            row.number,
            "end_reason",
            str(EndReason(reason).label),
            _("Type the day on which it ended beside it."),
        )
        return None
    if ended_on and reason in ("", STILL):
        reason = EndReason.LEFT.value
    born_on, is_year_only = cells.get("born") or (None, False)
    sex = cells.get("sex") or next((each.sex for each in thai.TITLES if each.text == title), "")
    return Entry(
        row.number, title, first, last, thai.search_text(f"{first} {last}"), sex, cells.get("citizen_id") or "",
        born_on, is_year_only, cells.get("house_number") or "", cells.get("moo"), cells.get("place") or "",
        cells.get("phone") or "", cells.get("number") or 0, cells.get("branch") or "", cells.get("plan") or "",
        joined_on, ended_on, reason if ended_on else "", heirs, cells.get("paid_until"),
        cells.get("match_rounds") or 0, cells.get("helped") == "yes",
    )  # fmt: skip


SHORT_TITLES = {"น.ส.": "นางสาว", "นส.": "นางสาว", "น.ส": "นางสาว", "เด็กชาย": "ด.ช.", "เด็กหญิง": "ด.ญ.", "นส": "นางสาว"}


def name_of(cells: Mapping[str, Any]) -> tuple[str, str, str]:
    """Give title, first name and surname, however they stand: apart, or glued together in one cell."""
    title, first, last = cells.get("title") or "", cells.get("first_name") or "", cells.get("last_name") or ""
    whole = cells.get("name") or " ".join(filter(None, (first, last)))
    bare = thai.strip_title(whole)
    glued = whole.removesuffix(bare).strip() if whole != bare else ""
    if title and not glued and bare.startswith(title):
        bare = bare.removeprefix(title).strip()
    first, _space, last = bare.partition(" ")
    title = title or glued
    return SHORT_TITLES.get(title.replace(" ", ""), title), first, last.strip()


def _heirs(row: Row, found: Understood) -> Iterator[tuple[str, str, int]]:
    """Give those whom a member named, sharing alike where no shares stand."""
    cells = row.cells
    named = [place for place in range(1, HEIRS + 1) if cells.get(f"heir{place}_name") not in (None, "", "-")]
    shares = [cells.get(f"heir{place}_share") for place in named]
    if any(shares) and sum(share or 0 for share in shares) != 100:
        said = " + ".join(str(share or 0) for share in shares)
        fault(found, row.number, "heir1_share", said, _("The shares come to 100 per cent together."))
        return
    for position, place in enumerate(named):
        alike = 100 // len(named) + (position < 100 % len(named))
        relation = cells.get(f"heir{place}_relation") or "other"
        yield cells[f"heir{place}_name"], relation, shares[position] or alike
