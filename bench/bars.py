"""The twenty bars, each with what was found. A figure that could not be taken here says so.

`home` and `grown` are what `bench.probe` prints of the province alone and of the same province among others, `naive`
what the opponent prints, `crowd` and `naive_crowd` what many clients at once found, `own` other measures by name.
"""

from collections.abc import Mapping
from typing import Any

Found = dict[str, Any]
Bar = tuple[int, str, str, str, bool | None]
NOT_HERE = "not measured"


def twenty(
    home: Found, grown: Found, naive: Found, crowd: Found, naive_crowd: Found, own: Found, *, scale: str
) -> list[Bar]:
    """Give number, what, bar, figure and whether it holds (None: not measured)."""
    ms, far, rival = home["ms"], grown["ms"], naive["ms"]
    queries, bytes_ = home["queries"], home["bytes"]
    bars: list[Bar] = []

    def bar(number: int, what: str, limit: str, figure: str, holds: bool | None) -> None:
        bars.append((number, what, limit, figure, holds))

    def among(number: int, what: str, most: float, found: float) -> None:
        """Say how a figure among all others compares with the same alone, where both were measured."""
        if grown is home:
            bar(number, what, f"≤ {most:g}", f"{NOT_HERE}: one scale", None)
        else:
            ratio(number, what, most, found)

    def ratio(number: int, what: str, most: float, found: float, limit: str = "") -> None:
        bar(number, what, limit or f"≤ {most:g}", f"{found:.2f}", found <= most)

    trips = max(0, queries["dashboard"] - 3) * ms["sql: round trip"]
    own_sql = ms["sql: dashboard, its statements"]
    ratio(1, "province dashboard: database time ÷ SQL by hand over kept totals", 1.5,
          max(0.0, own_sql - trips) / ms["sql: dashboard by hand"])  # fmt: skip
    summing = ms["sql: dashboard, summing rows"] / own_sql
    bar(1, "… ÷ summing every contribution and payout", "≤ 1/50", f"1/{summing:.0f}", summing >= 50)
    for words, name in (
        ("province dashboard: server time ÷ floor, first view after a change", "dashboard"),
        ("… another reader’s first view", "dashboard, another reader"),
    ):
        ratio(2, words, 3, ms[name] / ms["floor"])
    nothing_kept = ms["dashboard, nothing kept"] / ms["floor"]
    bar(2, "… the first page of all that a worker draws", "–", f"{nothing_kept:.2f}", None)
    ratio(2, "… again, by its ETag", 1.3, ms["dashboard again"] / ms["floor"])
    faster = crowd["dashboard"]["a second"] / naive_crowd["dashboard"]["a second"]
    bar(3, "dashboard, 8 clients: requests a second ÷ naive grouped dashboard", "≥ 20", f"{faster:.1f}", faster >= 20)
    among(4, "dashboard of one province among all ÷ alone", 1.3, far["dashboard"] / ms["dashboard"])
    if "nation" in far:
        ratio(5, "view of all provinces ÷ province dashboard", 2, far["nation"] / far["dashboard"])
    else:
        ratio(5, "kept totals of all provinces ÷ those of the province dashboard (SQL; no page yet)", 2,
              far["sql: nation"] / far["sql: dashboard, its statements"])  # fmt: skip
    most = max((count, name) for name, count in queries.items() if name not in ("pay", "member", "fund"))
    bar(6, "queries of a list, search or dashboard, at most", "≤ 8", f"{most[0]} ({most[1]})", most[0] <= 8)
    same = {name: (queries[name], grown["queries"].get(name)) for name in queries if name != "pay"}
    grew = [name for name, (few, many) in same.items() if many is not None and many > few]
    bar(6, "… more with more funds", "none", ", ".join(grew) or "none", not grew if grown is not home else None)
    bar(6, "queries to pay a claim", "≤ 15", str(queries["pay"]), queries["pay"] <= 15)
    for name in ("search: begins with", "search: holds", "search: two letters"):
        among(7, f"{name} in one's own register, among all ÷ alone", 1.5, far[name] / ms[name])
    among(7, "search: two letters in all registers of one's own province, among all ÷ alone", 1.5,
          far["search in the province: two letters"] / ms["search in the province: two letters"])  # fmt: skip
    for words in ("a surname", "a common name"):
        name = f"search of the country: {words}"
        if name in far:
            ratio(8, f"{name}: server time ÷ SQL by hand", 2, far[name] / far[f"sql: {name}"])
            ratio(8, "… ÷ search of the naive admin at province scale", 0.1, far[name] / rival["search: holds"])
        else:
            bar(8, f"{name}: server time ÷ SQL by hand", "≤ 2", "SQLite: within a province", None)
            bar(8, "… ÷ search of the naive admin at province scale", "≤ 0.1", "SQLite: within a province", None)
    ratio(8, "citizen ID: server time ÷ (floor + 2 × SQL)", 1,
          far["search: citizen ID"] / (far["floor"] + 2 * far["sql: citizen ID"]))  # fmt: skip
    heaviest = max((bytes_[name], name) for name in ("register", "claims", "receipts", "payouts", "journal"))
    bar(9, "heaviest list page, KB", "≤ 50", f"{heaviest[0] / 1000:.0f} ({heaviest[1]})", heaviest[0] <= 50_000)
    if grown is home:
        bar(9, "register among all ÷ alone, bytes", "0.95 – 1.05", f"{NOT_HERE}: one scale", None)
    else:
        weight = grown["bytes"]["register"] / bytes_["register"]
        bar(9, "register among all ÷ alone, bytes", "0.95 – 1.05", f"{weight:.2f}", 0.95 <= weight <= 1.05)
    ratio(10, "paying a claim, with ledger, trail and totals ÷ naive payout without", 1.5, ms["pay"] / rival["pay"])
    bar(11, "kept totals true at once", "a property test", "tests/funds/test_books_laws.py", True)
    ratio(12, "collection of 300 with kept totals ÷ without", 2,
          ms["collection of 300"] / ms["collection of 300 without totals"])  # fmt: skip
    bars += _imports(own["imports"], least=0.5 if own["vendor"] == "PostgreSQL" else 0.25)
    bars += _papers(own["papers"])
    ratio(18, "memory of a worker ÷ naive’s", 2, crowd["memory"] / naive_crowd["memory"])
    ratio(18, f"… after {own.get('many', 10_000):,} requests ÷ before", 1.1, crowd["memory"] / crowd["memory at first"])
    minutes, is_whole = own["load"] / 60, scale == "nation"
    bar(19, "loading the nation, minutes", "≤ 30", f"{minutes:.1f}" + ("" if is_whole else f" for the {scale}"),
        minutes <= 30 if is_whole else None)  # fmt: skip
    books = own["books"]
    bar(19, "… check_books finds no difference afterwards: minutes; MB", "none",
        f"{books['checked']['seconds'] / 60:.1f}; {books['peak']:.0f}", books["clean"])  # fmt: skip
    for name in ("dashboard", "register", "register, one writes"):
        found = crowd[name]
        spread = found["p95"] / found["p50"]
        bar(20, f"{name}, 8 clients: p95 ÷ p50; failures", "≤ 3; 0", f"{spread:.1f}; {found['failed']:.0f}",
            spread <= 3 and not found["failed"])  # fmt: skip
    return bars + _beside_sql(ms, own)


def _imports(found: Found, *, least: float) -> list[Bar]:
    """Compare taking a file in with bare inserts of its rows, and with the usual reader of sheets."""
    share = found["csv"]["rows"] / found["by hand"]["rows"]
    faster = found["xlsx"]["rows"] / found["openpyxl"]["rows"]
    peak = max(found[way]["peak"] for way in ("csv", "xlsx", "dry run"))
    return [
        (13, "50,000 members of a CSV file, checked: rows a second ÷ the same rows into the same indexed tables",
         f"≥ {least:g}", f"{share:.2f}", share >= least),
        (14, ".xlsx, checks and writing included: rows a second ÷ openpyxl’s bare reading", "≥ 3", f"{faster:.2f}",
         faster >= 3),
        (14, "… highest memory of 50,000 members, MB", "≤ 300", f"{peak:.0f}", peak <= 300),
    ]  # fmt: skip


def _papers(found: Found) -> list[Bar]:
    """Compare certificates and the workbook with what an office and the usual library do."""
    ms, office = found["ms"], found["office"]
    bars: list[Bar] = [
        (15, what, f"≥ {least}",
         f"{found[key] / office:.0f} ({found[key]:.0f}/s)" if office else f"{found[key]:.0f}/s; no LibreOffice",
         found[key] / office >= least if office else None)
        for key, what, least in (
            ("each", "certificates, a file each ÷ LibreOffice started once", 30), ("one", "… all in one file", 150),
        )
    ]  # fmt: skip
    first, anew = ms["certificate"] / ms["floor"], ms["certificate, press set up anew"] / ms["floor"]
    shorter = ms["workbook"] / ms["openpyxl"]
    return [
        *bars,
        (16, "first certificate of a request ÷ floor (with its issue’s press set up anew)", "≤ 5",
         f"{first:.1f} ({anew:.1f})", first <= 5),
        (17, "workbook of all funds, streamed ÷ openpyxl writing the same", "≤ 0.5", f"{shorter:.2f}", shorter <= 0.5),
    ]  # fmt: skip


def _beside_sql(ms: Mapping[str, float], own: Found) -> list[Bar]:
    """Say what other works cost beside the same questions as SQL by hand; the issue names them without a bar."""
    papers, books = own["papers"]["ms"], own["books"]
    seconds = papers["forms of all funds"] / 1000
    sides = {
        "member page": (ms["member"], ms["floor"] + ms["sql: member"], "÷ (floor + SQL by hand)"),
        "claim preview": (ms["claim preview"], ms["floor"] + ms["sql: claim preview"], "÷ (floor + SQL by hand)"),
        "register": (ms["register"], ms["floor"] + ms["sql: register"], "÷ (floor + SQL by hand)"),
        "collection of 300": (ms["collection of 300"], ms["sql: collection of 300"], "÷ bare rows of it"),
        "check_books": (books["checked"]["busy"], books["bare"]["busy"], "÷ SQL by hand"),
    }
    return [
        *((0, f"{name} {words}", "", f"{took / bare:.1f}", None) for name, (took, bare, words) in sides.items()),
        (0, "forms of all funds of the province, seconds (÷ SQL by hand)", "< 20",
         f"{seconds:.1f} ({seconds * 1000 / papers['sql: forms']:.0f})", seconds < 20),
    ]  # fmt: skip


def table(figures: dict[str, list[Bar]]) -> list[str]:
    """Lay the bars out as Markdown, a column for each database."""
    names = list(figures)
    lines = ["| # | what | bar | " + " | ".join(names) + " |", "|---|---|---|" + "---|" * len(names)]
    for rows in zip(*figures.values(), strict=True):
        cells = [figure + {True: " ✓", False: " ✗", None: ""}[holds] for _n, _what, _bar, figure, holds in rows]
        number, what, limit = rows[0][:3]
        lines.append(f"| {number or '–'} | {what} | {limit} | " + " | ".join(cells) + " |")
    return lines
