"""The whole day of the assembly: it gathers and adopts, gives certificates, signs its strategy, and is checked."""

from pathlib import Path

from funds.models import Fund
from tests.browser.certificates import issue_and_check
from tests.browser.conftest import NewPage
from tests.browser.strategies import sign_and_hand_over
from tests.browser.test_assembly_day import gather
from welfare.models import User


def test_the_day_from_the_plan_to_what_a_stranger_can_check(
    new_page: NewPage, faults: list[str], fund: Fund, secretary: User, chair: User, province_admin: User,
    province_officer: User, tmp_path: Path,
) -> None:  # fmt: skip
    gather(new_page, faults, fund, secretary, province_admin, province_officer)
    issue_and_check(new_page, faults, fund.province, province_admin)
    sign_and_hand_over(new_page, fund, chair, province_admin, province_officer, tmp_path)
