"""How a database is built, in words that do not depend on the order in which its parts were made."""

import re
from collections.abc import Callable, Iterable
from typing import Any

Ask = Callable[[str], Iterable[tuple[Any, ...]]]

# Everything that a migration can leave in PostgreSQL's schema, a kind and a name each.
IN_POSTGRESQL = """
SELECT 'column', table_name || '.' || column_name,
       concat_ws(' ', data_type, character_maximum_length, numeric_precision, numeric_scale, is_nullable,
                 column_default, collation_name, identity_generation)
  FROM information_schema.columns WHERE table_schema = 'public'
UNION ALL SELECT 'rule', conrelid::regclass || '.' || conname, pg_get_constraintdef(oid)
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT 'trigger', tgrelid::regclass || '.' || tgname, pg_get_triggerdef(oid)
  FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT 'function', proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prokind = 'f'
UNION ALL SELECT 'view', viewname, definition FROM pg_views WHERE schemaname = 'public'
"""


def of(vendor: str, ask: Ask) -> dict[tuple[str, str], Any]:
    """Give every table, index, trigger and view of the database that answers `ask`, by its kind and name."""
    if vendor == "postgresql":
        return {(kind, name): without_casts(told) for kind, name, told in ask(IN_POSTGRESQL)}
    return {
        (kind, name): parts_of(sql) if kind == "table" else one_line(sql or "")
        for kind, name, sql in ask("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
    }


def without_casts(told: str) -> str:
    """Leave out where PostgreSQL writes that a text is a text, which it does otherwise after a copy was put back."""
    return re.sub(r"[()]|::(character varying|text)(\[\])?", "", told)


def one_line(sql: str) -> str:
    return re.sub(r"\s+", " ", sql)


def parts_of(table: str) -> list[str]:
    """Give what stands between the outer brackets of CREATE TABLE: columns and rules, sorted."""
    inside, depth, quote, parts = table[table.index("(") + 1 : table.rindex(")")], 0, "", [""]
    for letter in inside:
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "'\"":
            quote = letter
        depth += (letter == "(") - (letter == ")") if not quote else 0
        if letter == "," and not depth and not quote:
            parts.append("")
        else:
            parts[-1] += letter
    return sorted(one_line(part).strip() for part in parts)
