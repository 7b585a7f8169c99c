import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

HOME = Path(__file__).parents[3]
YASOTHON = HOME / "funds" / "data" / "rulebooks" / "yasothon.toml"
FIVE_NIGHTS = {
    "term": "hospital",
    "joined_on": "2560-02-01",
    "occurred_on": "2566-08-01",
    "until_on": "2566-08-06",
    "used": [{"on": "2566-03-01", "nights": 18}],
}


def answer(case, *options, rulebook=YASOTHON):
    out = io.StringIO()
    written = case if isinstance(case, str) else json.dumps(case)
    call_command("entitlement", "--rulebook", str(rulebook), *options, stdin=io.StringIO(written), stdout=out)
    return json.loads(out.getvalue())


def refusal(case, *options, **more):
    with translation.override("en"), pytest.raises(CommandError) as raised:
        answer(case, *options, **more)
    return raised.value.returncode, str(raised.value)


def test_a_case_is_answered_with_its_sum_its_steps_and_what_is_left():
    found = answer(FIVE_NIGHTS)

    assert (found["amount"], found["eligible"]) == ("200.00", True)
    assert found["remaining"] == {"hospital.nights.year": 0, "hospital.baht.year": "0.00"}
    assert found["lines"] == [
        {"on": "2023-08-01", "unit": "night", "units": 1, "amount": "100.00"},
        {"on": "2023-08-02", "unit": "night", "units": 1, "amount": "100.00"},
    ]
    assert [(step["code"], step["clause"], step["passed"]) for step in found["steps"]] == [
        ("member_since", "ข้อ 12", True),
        ("pays_units_left", "ข้อ 12", True),
        ("cap_baht_within", "ข้อ 12", True),
        ("total", "ข้อ 12", True),
    ]
    assert found["steps"][1]["en"] == (
        "นอนโรงพยาบาล: 5 nights, 18 of 20 nights a year used, pays 2 nights × 100 = 200 baht (ข้อ 12)"
    )


def test_days_may_be_of_either_era_and_fields_have_short_names():
    short = {"term": "hospital", "joined": "2017-02-01", "from": "2023-08-01", "to": "2023-08-06",
             "used": [{"on": "2023-03-01", "nights": 18}]}  # fmt: skip

    assert answer(short) == answer(FIVE_NIGHTS)


def test_the_lines_of_an_answer_go_back_in_as_what_was_used():
    first = answer({**FIVE_NIGHTS, "occurred_on": "2566-12-30", "until_on": "2567-01-02", "used": []})
    used = [{"on": "2566-12-30", "until": "2567-01-02", "lines": first["lines"]}]

    second = answer({**FIVE_NIGHTS, "occurred_on": "2566-05-01", "until_on": "2566-05-21", "used": used})

    assert (first["amount"], second["amount"]) == ("300.00", "1800.00")


def test_the_day_it_happened_picks_the_version(tmp_path):
    newer = tmp_path / "newer.toml"
    text = YASOTHON.read_text(encoding="utf-8")
    newer.write_text(text.replace("2548-01-01", "2566-08-02").replace("baht = 100\n", "baht = 150\n"), encoding="utf-8")

    amounts = [
        answer({**FIVE_NIGHTS, "used": [], "occurred_on": day, "until_on": "2566-08-06"}, "--rulebook", str(newer))
        for day in ("2566-08-01", "2566-08-02")
    ]

    assert [each["amount"] for each in amounts] == ["500.00", "600.00"]


def test_a_book_not_yet_in_force_is_judged_by_only_when_asked():
    early = {
        **FIVE_NIGHTS,
        "joined_on": "2540-01-01",
        "occurred_on": "2547-05-01",
        "until_on": "2547-05-02",
        "used": [],
    }

    assert answer(early)["eligible"] is False
    assert answer(early, "--as-if-in-force")["amount"] == "100.00"


@pytest.mark.parametrize(
    ("case", "says"),
    [
        ("[", "The case is not JSON: "),
        ("[]", "a table of fields is needed here"),
        ({**FIVE_NIGHTS, "term": "dental"}, "“term”: the rule book has no “dental”; it has: birth, hospital, "),
        ({**FIVE_NIGHTS, "occurred_on": "2566-02-30"}, "“occurred_on”: February 2023 has 28 days; there is no day 30."),
        ({**FIVE_NIGHTS, "until_on": "2566-07-01"}, "“until_on”: this day is before the first"),
        ({**FIVE_NIGHTS, "until_on": "2586-07-01"}, "“until_on”: a stay of more than ten years cannot be judged"),
        ({**FIVE_NIGHTS, "nights": 4}, "“nights”: the two days make 5, not 4"),
        ({**FIVE_NIGHTS, "nigths": 4}, "“nigths”: there is no such field here; known are: arrears, "),
        ({**FIVE_NIGHTS, "on": "2566-08-01"}, "“on” and “occurred_on” say the same"),
        ({**FIVE_NIGHTS, "used": [{"nights": 3}]}, "used[1], “on”: this field is missing"),
        ({**FIVE_NIGHTS, "used": [{"on": "2566-01-01", "amount": "1.234"}]}, "used[1], “amount”: an amount has"),
        ({**FIVE_NIGHTS, "used": {"on": "2566-01-01"}}, "“used”: a list of tables is needed"),
        ({**FIVE_NIGHTS, "until_on": None}, "The rule asks for “until_on”, which the case does not give."),
        ({**FIVE_NIGHTS, "joined_on": None, "term": "death", "used": []}, "The rule asks for “joined_on”"),
        ({**FIVE_NIGHTS, "claimant_role": "son"}, "“claimant_role”: “son” is none of: member, "),
        ({**FIVE_NIGHTS, "arrears": -1}, "“arrears”: a whole number of zero or more is needed, not -1"),
    ],
)  # fmt: skip
def test_bad_input_is_explained_with_exit_status_2(case, says):
    status, message = refusal(case)

    assert status == 2
    assert says in message


def test_a_rule_book_that_cannot_be_read_is_explained_with_exit_status_2(tmp_path):
    bad = tmp_path / "bad.toml"
    bad.write_text('fund = "F"\n', encoding="utf-8")

    status, message = refusal(FIVE_NIGHTS, rulebook=bad)

    assert (status, message.splitlines()[1:]) == (
        2,
        ["“title”: this field is missing", "“in_force_from”: this field is missing"],
    )
    assert refusal(FIVE_NIGHTS, rulebook=tmp_path / "none.toml")[0] == 2


def test_a_check_prints_every_fault_and_fails_when_one_blocks(tmp_path):
    printed = tmp_path / "printed.toml"
    text = YASOTHON.read_text(encoding="utf-8")
    printed.write_text(text.replace('to = "15 years"', 'to = "18 years"'), encoding="utf-8")

    assert answer("", "--check") == {"faults": []}
    out = io.StringIO()
    with translation.override("en"), pytest.raises(CommandError) as raised:
        call_command("entitlement", "--check", rulebook=[printed], stdout=out)
    assert raised.value.returncode == 1
    assert json.loads(out.getvalue()) == {
        "faults": [
            {
                "code": "overlap",
                "term": "death",
                "blocking": True,
                "says": "เสียชีวิต: two steps for Length of membership 15 years 1 day to 18 years (ข้อ 14)",
            }
        ]
    }


def test_the_command_needs_no_database(tmp_path):
    environment = {**os.environ, "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none", "PORTAL_DATA_DIR": str(tmp_path)}

    done = subprocess.run(  # noqa: S603 -- our own command, by full path
        [sys.executable, str(HOME / "manage.py"), "entitlement", "--rulebook", str(YASOTHON)],
        input=json.dumps(FIVE_NIGHTS), capture_output=True, text=True, env=environment, check=False, timeout=60,
    )  # fmt: skip

    assert (done.returncode, json.loads(done.stdout)["amount"], done.stderr) == (0, "200.00", "")
