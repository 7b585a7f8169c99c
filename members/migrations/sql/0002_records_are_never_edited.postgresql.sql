CREATE TRIGGER members_membershipstep_refuses_change
BEFORE UPDATE OR DELETE ON members_membershipstep
FOR EACH ROW EXECUTE FUNCTION refuse_change('a step of a membership')
---
CREATE TRIGGER members_contribution_refuses_change
BEFORE UPDATE OR DELETE ON members_contribution
FOR EACH ROW EXECUTE FUNCTION refuse_change('a contribution')
---
CREATE TRIGGER members_claim_refuses_change
BEFORE UPDATE OR DELETE ON members_claim
FOR EACH ROW EXECUTE FUNCTION refuse_change('a claim')
---
CREATE TRIGGER members_decision_refuses_change
BEFORE UPDATE OR DELETE ON members_decision
FOR EACH ROW EXECUTE FUNCTION refuse_change('a decision')
---
CREATE TRIGGER members_payout_refuses_change
BEFORE UPDATE OR DELETE ON members_payout
FOR EACH ROW EXECUTE FUNCTION refuse_change('a payout')
---
CREATE OR REPLACE FUNCTION members_membership_stays_in_its_fund() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.branch_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM funds_branch WHERE id = NEW.branch_id AND fund_id = NEW.fund_id) THEN
        RAISE EXCEPTION 'a membership stays in its fund' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER members_membership_stays_in_its_fund
BEFORE INSERT ON members_membership
FOR EACH ROW EXECUTE FUNCTION members_membership_stays_in_its_fund()
---
CREATE OR REPLACE FUNCTION members_membership_keeps_its_fund() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.fund_id <> OLD.fund_id OR NEW.person_id <> OLD.person_id
        OR (OLD.number IS NOT NULL AND NEW.number IS DISTINCT FROM OLD.number)
        OR (NEW.branch_id IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM funds_branch WHERE id = NEW.branch_id AND fund_id = NEW.fund_id)) THEN
        RAISE EXCEPTION 'a membership keeps its fund, its person and its number' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER members_membership_keeps_its_fund
BEFORE UPDATE ON members_membership
FOR EACH ROW EXECUTE FUNCTION members_membership_keeps_its_fund()
---
CREATE OR REPLACE FUNCTION members_contribution_stays_in_its_fund() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM members_membership WHERE id = NEW.membership_id AND fund_id = NEW.fund_id)
        OR NOT EXISTS (SELECT 1 FROM funds_receipt WHERE id = NEW.receipt_id AND fund_id = NEW.fund_id) THEN
        RAISE EXCEPTION 'a contribution stays in its fund' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER members_contribution_stays_in_its_fund
BEFORE INSERT ON members_contribution
FOR EACH ROW EXECUTE FUNCTION members_contribution_stays_in_its_fund()
---
CREATE OR REPLACE FUNCTION members_claim_stays_in_its_fund() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.membership_id IS NOT NULL AND NOT EXISTS (
        SELECT 1
        FROM members_membership
        WHERE id = NEW.membership_id AND fund_id = NEW.fund_id AND person_id = NEW.person_id
    ) THEN
        RAISE EXCEPTION 'a claim stays in its fund and with its person' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER members_claim_stays_in_its_fund
BEFORE INSERT ON members_claim
FOR EACH ROW EXECUTE FUNCTION members_claim_stays_in_its_fund()
---
CREATE OR REPLACE FUNCTION members_decision_is_by_another_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT by_id FROM members_claim WHERE id = NEW.claim_id) = NEW.by_id
        OR NEW.amount > (SELECT amount FROM members_claim WHERE id = NEW.claim_id) THEN
        RAISE EXCEPTION 'a claim is decided by another person, and never raised' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER members_decision_is_by_another_person
BEFORE INSERT ON members_decision
FOR EACH ROW EXECUTE FUNCTION members_decision_is_by_another_person()
---
CREATE OR REPLACE FUNCTION members_payout_follows_its_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
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
    ) THEN
        RAISE EXCEPTION 'a payout is what another person approved' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER members_payout_follows_its_decision
BEFORE INSERT ON members_payout
FOR EACH ROW EXECUTE FUNCTION members_payout_follows_its_decision()
