"""Typed reading of a table that a person wrote: every fault is collected, named by line, table and field."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from funds.rules.tenure import Span, parse_day, parse_span
from welfare.thai import arabic_digits

_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.-]+)\s*\]\]?")
_KEY = re.compile(r"\s*([\w-]+)\s*=")


class Lines:
    """Where each table and field of a TOML text stands; of other writings no line is known."""

    def __init__(self, text: str = "") -> None:
        self._line: dict[str, int] = {}
        counts: dict[str, int] = {}
        table = ""
        for number, line in enumerate(text.splitlines(), start=1):
            if header := _HEADER.match(line):
                table = self._path(header[2].split("."), header[1] == "[[", counts)
                self._line.setdefault(table, number)
            elif key := _KEY.match(line):
                self._line.setdefault(f"{table}.{key[1]}".lstrip("."), number)

    @staticmethod
    def _path(names: list[str], is_list: bool, counts: dict[str, int]) -> str:
        """Give the path of a header, counting the rows of every list of tables: term[2].pays[1]."""
        path = ""
        for place, name in enumerate(names):
            path = f"{path}.{name}".lstrip(".")
            if is_list and place == len(names) - 1:
                counts[path] = counts.get(path, 0) + 1
            if path in counts:
                path = f"{path}[{counts[path]}]"
        return path

    def of(self, path: str) -> int | None:
        """Give the line of a field, else of the nearest table around it."""
        while path:
            for place in (path, path.rpartition("[")[0]):
                if place in self._line:
                    return self._line[place]
            path = path.rpartition(".")[0]
        return None


class Problem(str):
    """A problem in words; `path` and `field` are its place in the text, `says` it without the place."""

    path: str
    field: str
    says: str

    @classmethod
    def of(cls, words: str, *, path: str, field: str, says: str) -> "Problem":
        problem = cls(words)
        problem.path, problem.field, problem.says = path, field, says
        return problem


class Table:
    """One table being read. Reading a field marks it as known; `finish` complains of the rest."""

    def __init__(
        self, given: object, path: str, problems: list[str], lines: Lines | None = None, name: str = ""
    ) -> None:
        self.path = path
        self.name = name
        self.problems = problems
        self.lines = lines or Lines()
        self.fields: Mapping[str, object] = given if isinstance(given, Mapping) else {}
        self._known: set[str] = set()
        if not isinstance(given, Mapping):
            self.complain("", _("a table of fields is needed here"))

    def complain(self, field: str, problem: str) -> None:
        """Note a problem of a field, or of the table where `field` is empty."""
        line = self.lines.of(f"{self.path}.{field}".strip("."))
        where = [_("line %(line)s") % {"line": line}] if line else []
        where += [self.path + (f" ({self.name})" if self.name else "")] if self.path else []
        where += [f"“{field}”"] if field else []
        words = ", ".join(where) + ": " + problem if where else problem
        self.problems.append(Problem.of(words, path=self.path, field=field, says=problem))

    def has(self, field: str) -> bool:
        return self.fields.get(field) is not None

    def take(self, field: str) -> object:
        """Give a field as it was written, None when it is not there."""
        self._known.add(field)
        return self.fields.get(field)

    def finish(self) -> None:
        """Complain of every field that nothing has read."""
        for field in self.fields:
            if field not in self._known:
                known = ", ".join(sorted(self._known))
                self.complain(field, _("there is no such field here; known are: %(known)s") % {"known": known})

    def needs(self, field: str) -> bool:
        """Say whether a field is there, and complain when it is not."""
        if self.has(field):
            return True
        self._known.add(field)
        self.complain(field, _("this field is missing"))
        return False

    def text(self, field: str, *, is_needed: bool = False) -> str:
        given = self.take(field)
        if given is None or given == "":
            if is_needed:
                self.complain(field, _("this field is missing"))
            return ""
        if isinstance(given, str):
            return given.strip()
        self.complain(field, _("text in quotation marks is needed, not %(given)s") % {"given": given})
        return ""

    def choice(self, field: str, options: Iterable[str], default: str) -> str:
        given = self.text(field)
        if given in ("", *options):
            return given or default
        choices = ", ".join(options)
        self.complain(field, _("“%(given)s” is none of: %(choices)s") % {"given": given, "choices": choices})
        return default

    def flag(self, field: str, default: bool | None = None) -> bool | None:
        given = self.take(field)
        if given is None or isinstance(given, bool):
            return default if given is None else given
        self.complain(field, _("true or false is needed, not %(given)s") % {"given": given})
        return default

    def number(self, field: str) -> Decimal | None:
        given = self.take(field)
        if given is None:
            return None
        if isinstance(given, int | float | Decimal | str) and not isinstance(given, bool):
            try:
                number = Decimal(arabic_digits(str(given)).replace(",", "").strip())
            except InvalidOperation:
                pass
            else:
                if number.is_finite():
                    return number
        self.complain(field, _("a number is needed, not %(given)s") % {"given": given})
        return None

    def baht(self, field: str) -> Decimal | None:
        """Read an amount of baht with two decimals, zero or more."""
        amount = self.number(field)
        if amount is None:
            return None
        if amount < 0:
            self.complain(field, _("an amount cannot be less than zero"))
            return None
        exact = amount.quantize(Decimal("0.01")) if abs(amount) < 10**12 else None
        if exact is None or exact != amount:
            self.complain(field, _("an amount has at most two decimals, and is less than a million million"))
            return None
        return exact

    def count(self, field: str) -> int | None:
        number = self.number(field)
        if number is None:
            return None
        if number != number.to_integral_value() or not 0 <= number < 10**9:
            self.complain(field, _("a whole number of zero or more is needed, not %(given)s") % {"given": number})
            return None
        return int(number)

    def span(self, field: str, *, is_years: bool = False) -> Span | None:
        """Read a length of time; with `is_years` a bare number is years."""
        given = self.take(field)
        if given is None:
            return None
        bare = arabic_digits(str(given)).strip()
        if is_years and not isinstance(given, bool) and bare.isdecimal() and len(bare) < 4:
            return Span(int(bare) * 12)
        if not isinstance(given, str):
            self.complain(field, _("a length of time is needed, such as “6 months”, not %(given)s") % {"given": given})
            return None
        try:
            return parse_span(given)
        except ValueError as problem:
            self.complain(field, str(problem))
            return None

    def day(self, field: str, *, is_needed: bool = False) -> date | None:
        given = self.take(field)
        if given is None:
            if is_needed:
                self.complain(field, _("this field is missing"))
            return None
        found = as_day(given)
        if isinstance(found, str):
            self.complain(field, found)
            return None
        return found

    def texts(self, field: str) -> tuple[str, ...] | None:
        given = self.take(field)
        if given is None:
            return None
        if isinstance(given, str):
            given = [given]
        if isinstance(given, list | tuple) and all(isinstance(each, str) for each in given):
            return tuple(each.strip() for each in given)
        self.complain(field, _("a list of texts is needed, not %(given)s") % {"given": given})
        return None

    def table(self, field: str) -> "Table | None":
        """Give the table under a field, None when it is not there."""
        given = self.take(field)
        if given is None:
            return None
        return Table(given, f"{self.path}.{field}".lstrip("."), self.problems, self.lines, self.name)

    def tables(self, field: str) -> "list[Table]":
        """Give the tables of a list of tables, none when it is not there."""
        given = self.take(field)
        if given is None:
            return []
        if not isinstance(given, list | tuple):
            self.complain(field, _("a list of tables is needed, written as [[%(field)s]]") % {"field": field})
            return []
        path = f"{self.path}.{field}".lstrip(".")
        return [
            Table(each, f"{path}[{number}]", self.problems, self.lines, self.name)
            for number, each in enumerate(given, start=1)
        ]


def as_day(given: object) -> date | str:
    """Give a written day as a date, or say why it is none."""
    try:
        if isinstance(given, date):
            return parse_day(given.isoformat()[:10])
        if isinstance(given, int | str) and not isinstance(given, bool):
            return parse_day(str(given))
    except ValueError as problem:
        return str(problem)
    return _("a date is needed, such as 2566-08-01, not %(given)s") % {"given": given}
