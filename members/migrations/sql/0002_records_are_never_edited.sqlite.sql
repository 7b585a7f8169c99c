CREATE TRIGGER members_membershipstep_refuses_update
BEFORE UPDATE ON members_membershipstep
BEGIN
    SELECT RAISE(ABORT, 'a step of a membership is never changed');
END
---
CREATE TRIGGER members_membershipstep_refuses_delete
BEFORE DELETE ON members_membershipstep
BEGIN
    SELECT RAISE(ABORT, 'a step of a membership is never deleted');
END
---
CREATE TRIGGER members_contribution_refuses_update
BEFORE UPDATE ON members_contribution
BEGIN
    SELECT RAISE(ABORT, 'a contribution is never changed');
END
---
CREATE TRIGGER members_contribution_refuses_delete
BEFORE DELETE ON members_contribution
BEGIN
    SELECT RAISE(ABORT, 'a contribution is never deleted');
END
---
CREATE TRIGGER members_claim_refuses_update
BEFORE UPDATE ON members_claim
BEGIN
    SELECT RAISE(ABORT, 'a claim is never changed');
END
---
CREATE TRIGGER members_claim_refuses_delete
BEFORE DELETE ON members_claim
BEGIN
    SELECT RAISE(ABORT, 'a claim is never deleted');
END
---
CREATE TRIGGER members_decision_refuses_update
BEFORE UPDATE ON members_decision
BEGIN
    SELECT RAISE(ABORT, 'a decision is never changed');
END
---
CREATE TRIGGER members_decision_refuses_delete
BEFORE DELETE ON members_decision
BEGIN
    SELECT RAISE(ABORT, 'a decision is never deleted');
END
---
CREATE TRIGGER members_payout_refuses_update
BEFORE UPDATE ON members_payout
BEGIN
    SELECT RAISE(ABORT, 'a payout is never changed');
END
---
CREATE TRIGGER members_payout_refuses_delete
BEFORE DELETE ON members_payout
BEGIN
    SELECT RAISE(ABORT, 'a payout is never deleted');
END
---
CREATE TRIGGER members_membership_stays_in_its_fund
BEFORE INSERT ON members_membership
WHEN NEW.branch_id IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM funds_branch WHERE id = NEW.branch_id AND fund_id = NEW.fund_id)
BEGIN
    SELECT RAISE(ABORT, 'a membership stays in its fund');
END
---
CREATE TRIGGER members_membership_keeps_its_fund
BEFORE UPDATE ON members_membership
WHEN NEW.fund_id <> OLD.fund_id OR NEW.person_id <> OLD.person_id
    OR (OLD.number IS NOT NULL AND NEW.number IS NOT OLD.number)
    OR (NEW.branch_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM funds_branch WHERE id = NEW.branch_id AND fund_id = NEW.fund_id))
BEGIN
    SELECT RAISE(ABORT, 'a membership keeps its fund, its person and its number');
END
---
CREATE TRIGGER members_contribution_stays_in_its_fund
BEFORE INSERT ON members_contribution
WHEN NOT EXISTS (SELECT 1 FROM members_membership WHERE id = NEW.membership_id AND fund_id = NEW.fund_id)
    OR NOT EXISTS (SELECT 1 FROM funds_receipt WHERE id = NEW.receipt_id AND fund_id = NEW.fund_id)
BEGIN
    SELECT RAISE(ABORT, 'a contribution stays in its fund');
END
---
CREATE TRIGGER members_claim_stays_in_its_fund
BEFORE INSERT ON members_claim
WHEN NEW.membership_id IS NOT NULL AND NOT EXISTS (
    SELECT 1
    FROM members_membership
    WHERE id = NEW.membership_id AND fund_id = NEW.fund_id AND person_id = NEW.person_id
)
BEGIN
    SELECT RAISE(ABORT, 'a claim stays in its fund and with its person');
END
---
CREATE TRIGGER members_decision_is_by_another_person
BEFORE INSERT ON members_decision
WHEN (SELECT by_id FROM members_claim WHERE id = NEW.claim_id) = NEW.by_id
    OR NEW.amount > (SELECT amount FROM members_claim WHERE id = NEW.claim_id)
BEGIN
    SELECT RAISE(ABORT, 'a claim is decided by another person, and never raised');
END
---
CREATE TRIGGER members_payout_follows_its_decision
BEFORE INSERT ON members_payout
WHEN NOT EXISTS (
    SELECT 1
    FROM members_claim AS claim
    JOIN members_decision AS decision ON decision.claim_id = claim.id
    JOIN funds_transfer AS transfer ON transfer.id = NEW.transfer_id
    JOIN funds_voucher AS voucher ON voucher.id = NEW.voucher_id
    WHERE claim.id = NEW.claim_id AND decision.verdict = 'approve' AND decision.amount = NEW.amount
        AND decision.by_id <> NEW.by_id AND claim.fund_id = NEW.fund_id AND claim.person_id = NEW.person_id
        AND claim.category = NEW.category AND (claim.membership_id IS NULL) = NEW.outsider
        AND transfer.fund_id = NEW.fund_id AND transfer.amount = NEW.amount AND transfer."on" = NEW."on"
        AND voucher.fund_id = NEW.fund_id AND voucher.amount = NEW.amount
)
BEGIN
    SELECT RAISE(ABORT, 'a payout is what another person approved');
END
