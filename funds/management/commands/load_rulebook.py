"""Record a rule book written as TOML as the law of one fund."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Q

from funds import regulations
from funds.models import Fund
from funds.rules import rulebooks
from welfare.models import User

# Who enters what nobody is named for: an account that nobody can sign in with.
SERVER = "server"


class Command(BaseCommand):
    help = "Adopt the rule book in FILE for the fund with the code FUND. docs/rulebooks.md says how one is written."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("fund", help="the fund's code, for example rawai, or its whole name")
        parser.add_argument("file", type=Path, help="the rule book, as TOML")
        parser.add_argument("--by", help="user name of who enters it; without it the trail names the server")

    def handle(self, *args: Any, fund: str, file: Path, by: str | None, **options: Any) -> None:
        where, who = found_fund(fund), _who(by)
        try:
            regulation = regulations.adopt(where, rulebooks.load(file.read_text(encoding="utf-8-sig")), by=who)
        except OSError as problem:
            raise CommandError(f"{file} cannot be read: {problem.strerror}.") from None
        except UnicodeDecodeError:
            raise CommandError(f"{file} is not text in UTF-8.") from None
        except rulebooks.RuleBookNotUnderstood as problem:
            raise CommandError("\n".join(problem.problems)) from None
        except (regulations.AlreadyAdopted, regulations.NotPublishable) as problem:
            raise CommandError(str(problem)) from None
        count = regulation.terms.count()
        self.stdout.write(f"{regulation.title}: {count} benefits, in force from {regulation.in_force_from}.")


def found_fund(given: str) -> Fund:
    """Give the fund of that code or whole name."""
    fund = Fund.objects.filter(Q(code=given) | Q(name_th=given) | Q(name_en=given)).first()
    if fund is None:
        known = ", ".join(Fund.objects.order_by("code").values_list("code", flat=True))
        raise CommandError(f"There is no fund with the code {given!r}. There are: {known}.")
    return fund


def _who(name: str | None) -> User:
    if name is None:
        user, is_new = User.objects.get_or_create(
            username=SERVER, defaults={"display_name": "คำสั่งที่เครื่องแม่ข่าย", "is_active": False}
        )
        if is_new:
            user.set_unusable_password()
            user.save(update_fields=["password"])
        return user
    try:
        return User.objects.get(username=name)
    except User.DoesNotExist:
        raise CommandError(f"There is no user {name!r}.") from None
