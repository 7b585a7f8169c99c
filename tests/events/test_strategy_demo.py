from events import standing
from events.demo import strategy
from events.models import SigningWay

from .strategy_acts import DAY, make_resolution


def test_the_demo_holds_a_strategy_signed_by_all_and_handed_over_and_a_draft_that_nobody_signed(
    province, province_admin, province_officer, chair
):
    make_resolution(province, by=province_admin)

    signed = strategy.make(province, by=province_admin, second=province_officer)

    state, draft = standing.of(signed), standing.of(signed.strategy.versions.get(number=3))
    assert state.hand_over
    assert (state.is_in_force, state.hand_over.on, state.hand_over.receiver) == (True, DAY, "")
    assert [(each.party.place, each.way) for each in state.signatures] == [
        (1, SigningWay.LINK), (2, SigningWay.ACCOUNT), (3, SigningWay.LINK), (4, SigningWay.LINK),
        (5, SigningWay.PAPER),
    ]  # fmt: skip
    assert (draft.adoption, draft.signatures, len(draft.waiting)) == (None, (), 5)
    assert [aim.title for aim in signed.document.aims] == [f"ยุทธศาสตร์ที่ {digit}" for digit in "๑๒๓๔๕๖"]
