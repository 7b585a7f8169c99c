"""Plain fields written as TOML, which the standard library reads but does not write."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any


def write(fields: Mapping[str, Any]) -> str:
    """Write texts, numbers, flags, lists, tables and lists of tables; rows of "steps" stand on a line each."""
    lines: list[str] = []
    _write(lines, "", fields)
    return "\n".join(lines).lstrip("\n") + "\n"


def _write(lines: list[str], path: str, fields: Mapping[str, Any]) -> None:
    """Write the plain fields of a table, then its tables, then its lists of tables."""
    tables: list[tuple[str, Mapping[str, Any]]] = []
    for key, value in fields.items():
        name = f"{path}.{key}".lstrip(".")
        if isinstance(value, Mapping):
            tables.append((f"[{name}]", value))
        elif key == "steps":
            rows = [f"  {{ {', '.join(f'{each} = {_toml(of[each])}' for each in of)} }}," for of in value]
            lines += ["steps = [", *rows, "]"]
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            tables += [(f"[[{name}]]", row) for row in value]
        else:
            lines.append(f"{key} = {_toml(value)}")
    for header, table in sorted(tables, key=lambda each: each[0].startswith("[[")):
        lines += ["", header]
        _write(lines, header.strip("[]"), table)


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(_toml(each) for each in value)}]"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
    escaped = re.sub(r"[\x00-\x1f\x7f]", lambda found: f"\\u{ord(found[0]):04x}", escaped)
    return f'"{escaped}"'
