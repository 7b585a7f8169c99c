CREATE TRIGGER members_contribution_refuses_replace
BEFORE INSERT ON members_contribution
WHEN EXISTS (SELECT 1 FROM members_contribution WHERE id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'a contribution is never replaced: UNIQUE constraint failed');
END
---
CREATE TRIGGER members_membershipstep_refuses_replace
BEFORE INSERT ON members_membershipstep
WHEN EXISTS (SELECT 1 FROM members_membershipstep WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM members_membershipstep WHERE key = NEW.key)
BEGIN
    SELECT RAISE(ABORT, 'a step of a membership is never replaced: UNIQUE constraint failed');
END
---
CREATE TRIGGER members_claim_refuses_replace
BEFORE INSERT ON members_claim
WHEN EXISTS (SELECT 1 FROM members_claim WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM members_claim WHERE key = NEW.key)
    OR EXISTS (SELECT 1 FROM members_claim WHERE fund_id = NEW.fund_id AND year = NEW.year AND number = NEW.number)
BEGIN
    SELECT RAISE(ABORT, 'a claim is never replaced: UNIQUE constraint failed');
END
---
CREATE TRIGGER members_decision_refuses_replace
BEFORE INSERT ON members_decision
WHEN EXISTS (SELECT 1 FROM members_decision WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM members_decision WHERE key = NEW.key)
    OR EXISTS (SELECT 1 FROM members_decision WHERE claim_id = NEW.claim_id)
BEGIN
    SELECT RAISE(ABORT, 'a decision is never replaced: UNIQUE constraint failed');
END
---
CREATE TRIGGER members_payout_refuses_replace
BEFORE INSERT ON members_payout
WHEN EXISTS (SELECT 1 FROM members_payout WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM members_payout WHERE key = NEW.key)
    OR EXISTS (SELECT 1 FROM members_payout WHERE claim_id = NEW.claim_id)
    OR EXISTS (SELECT 1 FROM members_payout WHERE transfer_id = NEW.transfer_id)
    OR EXISTS (SELECT 1 FROM members_payout WHERE voucher_id = NEW.voucher_id)
BEGIN
    SELECT RAISE(ABORT, 'a payout is never replaced: UNIQUE constraint failed');
END
---
CREATE TRIGGER members_collection_refuses_replace
BEFORE INSERT ON members_collection
WHEN EXISTS (SELECT 1 FROM members_collection WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM members_collection WHERE key = NEW.key)
BEGIN
    SELECT RAISE(ABORT, 'a collection day is never replaced: UNIQUE constraint failed');
END
