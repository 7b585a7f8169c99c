"""How the database would find what a page asks: by an index whose beginning is given, or by reading a whole table."""

import json
import re
from collections.abc import Iterator
from typing import Any

from django.db import connection

# What grows with the country: nobody waits until one of these was read from end to end.
LARGE = frozenset({
    "members_person", "members_membership", "members_contribution", "members_claim", "members_claimedday",
    "members_claimstep", "members_decision", "members_payout", "members_opening", "members_membershipstep",
    "members_helped", "members_helpedinprovince", "funds_transfer", "funds_receipt", "funds_voucher",
    "funds_account", "welfare_logentry",
})  # fmt: skip
WITH_SQLITE = re.compile(r"SCAN (\w+)(?! VIRTUAL)")
# An empty table is read whole by preference. So what is asked is whether there is another way at all.
ONLY_BY_INDEX = ("enable_seqscan", "enable_hashjoin", "enable_mergejoin")


def read_whole(sql: str, params: Any) -> list[str]:
    """Name the large tables that the statement cannot but read from end to end."""
    if not sql.lstrip().upper().startswith(("SELECT", "WITH")):
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
            names = {alias: table for table, alias in re.findall(r'"(\w+)" ([A-Z]\d+)\b', sql)}
            found = [match[1] for row in cursor.fetchall() if (match := WITH_SQLITE.match(row[3]))]
            return [name for name in found if names.get(name, name) in LARGE]
        for switch in ONLY_BY_INDEX:
            cursor.execute(f"SET LOCAL {switch} = off")
        cursor.execute(f"EXPLAIN (VERBOSE, FORMAT JSON) {sql}", params)
        (found,) = cursor.fetchone()
        for switch in ONLY_BY_INDEX:
            cursor.execute(f"SET LOCAL {switch} = on")
    plan = found if isinstance(found, list) else json.loads(found)
    # Of two ways to look into another table, row by row or all at once beforehand, it takes by what it counted.
    hashed = set(re.findall(r"hashed (SubPlan \d+)", json.dumps(plan)))
    return [node["Relation Name"] for node in _nodes(plan[0]["Plan"], hashed) if _reads_all(node)]


def _nodes(node: dict[str, Any], left_out: set[str]) -> Iterator[dict[str, Any]]:
    if node.get("Subplan Name") in left_out:
        return
    yield node
    for each in node.get("Plans", ()):
        yield from _nodes(each, left_out)


def _reads_all(node: dict[str, Any]) -> bool:
    """Tell a table that no index leads into; which of two it takes for three rows says nothing of a million."""
    return node.get("Relation Name") in LARGE and node["Node Type"] == "Seq Scan"
