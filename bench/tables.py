"""Invented funds as the four files that `manage.py load_tables` reads: the same numbers give the same bytes.

`python -m bench.tables province|region|nation FOLDER [--funds N]`. Each fund draws from a generator of its own, so that
province 1 is the same, row for row, at every scale: what it costs among six million members can be compared with what
it costs alone. Its members pay monthly, all others yearly. Citizen IDs begin with 9, which nobody holds.
"""

import argparse
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import TextIO

from welfare.citizen import check_digit

SCALES = {"province": (18, 1), "region": (500, 20), "nation": (6_000, 77)}  # funds, provinces
HOME, HOME_MEMBERS, MEMBERS = 18, 727, 1_000  # funds of province 1; members of a fund there, and elsewhere
FIRST_YEAR, MONTHS = 2016, 120
A_MONTH, A_YEAR = "30.00", "365.00"
HELP = (  # number of the category, share, usual baht
    ("1", 5, 1000),
    ("2", 45, 600),
    ("3", 15, 500),
    ("5", 12, 1000),
    ("6", 10, 500),
    ("7", 5, 1500),
    ("8", 8, 700),
)


def _words(text: str) -> list[str]:
    return text.split()


MEN = _words("สมชาย ประเสริฐ วิชัย สุชาติ บุญมี สุรชัย ทองดี มานพ อนุชา กิตติ วีระ ไพโรจน์ ศักดิ์ดา ธนพล อาหมัด ฮาซัน")
WOMEN = _words("สมหมาย มาลี สุภาพร สมศรี อุไร ทองคำ รัตนา กัลยา สุนีย์ พรทิพย์ อรุณี ศิริพร บัวลอย วันเพ็ญ ฟาติมะห์ นูรียะห์")
ENDINGS = _words("ชัย พงษ์ ศักดิ์ พร ศรี รัตน์ วรรณ ทิพย์ นันท์ พันธ์ เทพ โชค ธร ดา ภา วัฒน์")
FIRST = _words("แก้ว คำ จันทร์ ชัย ทอง ธรรม นาค บุญ ปัญญา พงษ์ เพชร มณี เมือง รัตน ราช วงศ์ ศรี แสง สิงห์ สุข สุวรรณ หอม อินทร์ ใจ")
SECOND = _words("กุล งาม ดี ทรัพย์ เดช นคร บุตร ประเสริฐ พันธ์ ภักดี มูล วงศ์ วัฒน์ ศักดิ์ สกุล สวัสดิ์ สาร สิทธิ์ แสน อ่อน โพธิ์ เรือน เจริญ นิล")
THIRD = ["", "", "", *_words("ศรี ชัย ทอง พงษ์ รักษ์ เกษม")]


def _pool(names: list[str], power: float) -> tuple[list[str], list[float]]:
    """Give names with cumulative weights: few are common, most are rare."""
    return names, list(accumulate(1 / (place + 3) ** power for place in range(len(names))))


GIVEN = tuple(_pool([*names, *(name + end for name in names for end in ENDINGS)], 0.9) for names in (MEN, WOMEN))
FAMILIES = _pool([a + b + c for c in THIRD for a in FIRST for b in SECOND], 0.5)


def _name(rng: Random, sex: int) -> tuple[str, str]:
    given, family = GIVEN[sex], FAMILIES
    return rng.choices(given[0], cum_weights=given[1])[0], rng.choices(family[0], cum_weights=family[1])[0]


def _identity(number: int) -> str:
    twelve = f"9{number:011d}"
    return twelve + check_digit(twelve)


def _day(rng: Random, month: int) -> str:
    return f"{FIRST_YEAR + month // 12}-{month % 12 + 1:02d}-{rng.randint(1, 28):02d}"


class Fund:
    """One fund, drawn from its number alone."""

    def __init__(self, number: int, province: int) -> None:
        self.rng, self.number, self.province = Random(f"fund {number}"), number, province  # noqa: S311
        usual = HOME_MEMBERS if number <= HOME else MEMBERS
        self.members = max(30, round(usual * self.rng.lognormvariate(-0.06, 0.35)))
        self.lives: list[tuple[int, int, str, str]] = []  # first month, month after the last, citizen ID, name

    def row(self) -> str:
        started = f"{self.rng.randint(2008, 2015)}-0{self.rng.randint(1, 9)}-15"
        name = f"กองทุนสวัสดิการชุมชนตำบลที่ {self.number}"
        return f"{self.number}\t{self.province}\t{name}\t{self.rng.randint(1, 50) * 1000}.00\t{started}\n"

    def member_rows(self, first_id: int) -> Iterator[str]:
        rng = self.rng
        for place in range(self.members):
            sex = int(rng.random() < 0.57)
            given, family = _name(rng, sex)
            title = ("นาย", "นาง" if rng.random() < 0.6 else "นางสาว")[sex]
            joined, fate = int(rng.random() ** 1.5 * (MONTHS - 1)), rng.random()
            gone = rng.randint(joined + 1, MONTHS - 1) if fate < 0.13 and joined < MONTHS - 2 else MONTHS
            standing = "1" if gone == MONTHS else "3" if fate < 0.05 else "2"
            identity = _identity(self.number * 10**5 + place)
            self.lives.append((joined, gone, identity, f"{title}{given} {family}"))
            born = f"{rng.randint(1935, 2010)}-{rng.randint(1, 12):02d}-15"
            left = r"\N" if gone == MONTHS else _day(rng, gone)
            yield (
                f"{first_id + place}\t{self.number}\t{place + 1}\t{identity}\t{title}\t{given}\t{family}\t{sex}\t{born}"
                f"\t{_day(rng, joined)}\t{left}\t{standing}\n"
            )

    def contribution_rows(self, first_id: int, first_member: int) -> Iterator[str]:
        step, amount = (1, A_MONTH) if self.number <= HOME else (12, A_YEAR)
        for place, (joined, gone, _identity, _name) in enumerate(self.lives):
            for month in range(-(-joined // step) * step, gone, step):
                period = f"{FIRST_YEAR + month // 12}-{month % 12 + 1:02d}-01"
                yield f"{first_id}\t{self.number}\t{first_member + place}\t{period}\t{amount}\n"
                first_id += 1

    def payout_rows(self, first_id: int, first_member: int) -> Iterator[str]:
        """Give about one help a member, to members and neighbours; none for a death, which comes once."""
        rng = self.rng
        kinds, weights = (
            [kind for kind, _weight, _baht in HELP],
            list(accumulate(weight for _kind, weight, _baht in HELP)),
        )
        usual = {kind: baht for kind, _weight, baht in HELP}
        for kind in rng.choices(kinds, cum_weights=weights, k=self.members):
            month = rng.randrange(MONTHS)
            if rng.random() < 0.86:
                place = rng.randrange(self.members)
                _joined, _gone, identity, name = self.lives[place]
                who = str(first_member + place)
            else:
                who, identity = r"\N", _identity(10**10 + self.number * 10**5 + rng.randrange(self.members))
                name = " ".join(_name(rng, rng.randrange(2)))
            baht = usual[kind] * rng.randint(1, 4) // 2
            yield f"{first_id}\t{self.number}\t{who}\t{identity}\t{name}\t{kind}\t{baht}.00\t{_day(rng, month)}\n"
            first_id += 1


def write(folder: Path, scale: str, *, funds: int | None = None) -> dict[str, int]:
    """Write the four files of a scale, or of its first `funds`, and give how many rows each has."""
    folder.mkdir(parents=True, exist_ok=True)
    most, provinces = SCALES[scale]
    files: dict[str, TextIO] = {}
    counts = dict.fromkeys(("fund", "member", "contribution", "payout"), 0)
    try:
        for name in counts:
            files[name] = (folder / f"{name}.tsv").open("w", encoding="utf-8", newline="\n")
        for number in range(1, (funds or most) + 1):
            fund = Fund(number, 1 if number <= HOME else 2 + (number - HOME - 1) % (provinces - 1))
            member = counts["member"] + 1
            rows = {
                "fund": [fund.row()],
                "member": list(fund.member_rows(member)),
                "contribution": list(fund.contribution_rows(counts["contribution"] + 1, member)),
                "payout": list(fund.payout_rows(counts["payout"] + 1, member)),
            }
            for name, found in rows.items():
                files[name].writelines(found)
                counts[name] += len(found)
    finally:
        for file in files.values():
            file.close()
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("scale", choices=SCALES)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--funds", type=int, help="only the first of them")
    options = parser.parse_args()
    print(write(options.folder, options.scale, funds=options.funds))


if __name__ == "__main__":
    main()
