CREATE OR REPLACE FUNCTION members_claim_is_filed_without_a_stake() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM members_importedclaim WHERE claim_id = NEW.id) THEN
        RETURN NEW;
    END IF;
    IF EXISTS (SELECT 1 FROM members_claim_stake WHERE claim_id = NEW.id AND user_id = NEW.by_id) THEN
        RAISE EXCEPTION 'a claim is filed by someone with no stake in it' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE OR REPLACE FUNCTION members_decision_is_by_another_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM members_importedclaim WHERE claim_id = NEW.claim_id) THEN
        RETURN NEW;
    END IF;
    IF EXISTS (SELECT 1 FROM members_claim_maker WHERE claim_id = NEW.claim_id AND user_id = NEW.by_id)
    OR EXISTS (SELECT 1 FROM members_claim_stake WHERE claim_id = NEW.claim_id AND user_id = NEW.by_id)
    OR EXISTS (
        SELECT 1
        FROM members_signature AS signed
        JOIN members_claim_round AS now ON now.claim_id = signed.claim_id AND now.round = signed.round
        WHERE signed.claim_id = NEW.claim_id AND signed.by_id = NEW.by_id
    )
    OR NEW.amount > (SELECT amount FROM members_claim WHERE id = NEW.claim_id) THEN
        RAISE EXCEPTION 'a claim is decided by another person, and never raised' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM members_claim_round WHERE claim_id = NEW.claim_id AND (is_returned OR is_withdrawn)) THEN
        RAISE EXCEPTION 'a claim that went back or was withdrawn is not decided' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.verdict = 'approve' AND EXISTS (
        SELECT 1
        FROM members_claim_needs AS step
        JOIN members_claim_round AS now ON now.claim_id = step.claim_id
        WHERE step.claim_id = NEW.claim_id AND step.count > (
            SELECT COUNT(*)
            FROM members_signature AS signed
            WHERE signed.claim_id = step.claim_id AND signed.step_id = step.step_id AND signed.round = now.round
        ) + CASE
            WHEN step.position = (SELECT MAX(position) FROM members_claim_needs WHERE claim_id = NEW.claim_id) THEN 1
            ELSE 0
        END
    ) THEN
        RAISE EXCEPTION 'a claim is approved when all have signed whom the rule asks for' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.verdict = 'approve' AND EXISTS (SELECT 1 FROM members_claim_needs WHERE claim_id = NEW.claim_id)
    AND NOT (EXISTS (
            SELECT 1
            FROM members_claim AS claim
            JOIN members_claim_needs AS step ON step.claim_id = claim.id AND step.position = (
                SELECT MAX(position) FROM members_claim_needs WHERE claim_id = NEW.claim_id
            )
            JOIN funds_appointment AS held ON held.user_id = NEW.by_id AND held.fund_id = claim.fund_id
                AND held.since <= NEW."on" AND (held.until IS NULL OR held.until >= NEW."on")
            LEFT JOIN members_membership AS member ON member.id = claim.membership_id
            WHERE claim.id = NEW.claim_id AND (
                (step.who = 'chair' AND held.office = 'chair')
                OR (step.who = 'committee' AND held.office IN ('chair', 'committee'))
                OR (step.who = 'branch' AND held.office = 'committee'
                    AND (member.branch_id IS NULL OR held.branch_id = member.branch_id))
            )
        )
        OR EXISTS (SELECT 1 FROM members_standin WHERE claim_id = NEW.claim_id AND by_id = NEW.by_id)) THEN
        RAISE EXCEPTION 'a step is signed by those whom the rule names' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE OR REPLACE FUNCTION members_payout_follows_its_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM members_importedclaim WHERE claim_id = NEW.claim_id) THEN
        RETURN NEW;
    END IF;
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
    )
    OR EXISTS (SELECT 1 FROM members_claim_round WHERE claim_id = NEW.claim_id AND is_withdrawn) THEN
        RAISE EXCEPTION 'a payout is what another person approved' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM members_claim_maker WHERE claim_id = NEW.claim_id AND user_id = NEW.by_id)
    OR EXISTS (SELECT 1 FROM members_claim_stake WHERE claim_id = NEW.claim_id AND user_id = NEW.by_id)
    OR EXISTS (SELECT 1 FROM members_signature WHERE claim_id = NEW.claim_id AND by_id = NEW.by_id)
    OR EXISTS (
        SELECT 1
        FROM funds_voucher AS voucher
        JOIN members_person AS payer ON payer.account_id = NEW.by_id
        WHERE voucher.id = NEW.voucher_id AND voucher.payee IN (
            TRIM(payer.title || payer.first_name || ' ' || payer.last_name),
            TRIM(payer.first_name || ' ' || payer.last_name)
        )
    ) THEN
        RAISE EXCEPTION 'a payout is made by someone who neither filed nor signed, and has no stake' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE OR REPLACE FUNCTION members_importedclaim_stands_before_its_claim() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM members_claim WHERE id = NEW.claim_id)
    OR NOT EXISTS (SELECT 1 FROM members_import WHERE id = NEW.made_by_id AND kind = 'payouts') THEN
        RAISE EXCEPTION 'a claim of the paper is one from its beginning' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER members_importedclaim_stands_before_its_claim
BEFORE INSERT ON members_importedclaim
FOR EACH ROW EXECUTE FUNCTION members_importedclaim_stands_before_its_claim()
---
CREATE TRIGGER members_importedclaim_refuses_change
BEFORE UPDATE OR DELETE ON members_importedclaim
FOR EACH ROW EXECUTE FUNCTION refuse_change('that a claim was decided on paper')
---
CREATE OR REPLACE FUNCTION members_claim_of_the_paper_stays_in_its_fund() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1
        FROM members_importedclaim AS made
        JOIN members_import AS file ON file.id = made.made_by_id
        WHERE made.claim_id = NEW.id AND (file.fund_id <> NEW.fund_id OR file.by_id <> NEW.by_id)
    ) THEN
        RAISE EXCEPTION 'what a file made stays in its fund and with who took it in' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER members_claim_of_the_paper_stays_in_its_fund
AFTER INSERT ON members_claim
FOR EACH ROW EXECUTE FUNCTION members_claim_of_the_paper_stays_in_its_fund()
---
CREATE OR REPLACE FUNCTION members_payout_of_the_paper_moves_no_money() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM members_importedclaim WHERE claim_id = NEW.claim_id)
    AND NOT EXISTS (
        SELECT 1
        FROM members_claim AS claim
        JOIN members_decision AS decision ON decision.claim_id = claim.id
        JOIN funds_transfer AS transfer ON transfer.id = NEW.transfer_id
        JOIN funds_account AS credit ON credit.id = transfer.credit_id
        JOIN funds_voucher AS voucher ON voucher.id = NEW.voucher_id
        WHERE claim.id = NEW.claim_id AND decision.verdict = 'approve' AND decision.amount = NEW.amount
            AND claim.fund_id = NEW.fund_id AND claim.person_id = NEW.person_id
            AND claim.category = NEW.category AND (claim.membership_id IS NULL) = NEW.outsider
            AND transfer.fund_id = NEW.fund_id AND transfer.amount = NEW.amount AND transfer."on" = NEW."on"
            AND voucher.fund_id = NEW.fund_id AND voucher.amount = NEW.amount AND credit.kind = 'opening'
    ) THEN
        RAISE EXCEPTION 'a payout of the paper follows its claim, and takes no money out of the fund' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER members_payout_of_the_paper_moves_no_money
BEFORE INSERT ON members_payout
FOR EACH ROW EXECUTE FUNCTION members_payout_of_the_paper_moves_no_money()
---
CREATE OR REPLACE FUNCTION members_importedreceipt_stays_in_its_fund() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1
        FROM funds_receipt AS receipt
        JOIN members_import AS file ON file.fund_id = receipt.fund_id AND file.kind = 'contributions'
        WHERE receipt.id = NEW.receipt_id AND file.id = NEW.made_by_id
    ) THEN
        RAISE EXCEPTION 'what a file made stays in its fund' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER members_importedreceipt_stays_in_its_fund
BEFORE INSERT ON members_importedreceipt
FOR EACH ROW EXECUTE FUNCTION members_importedreceipt_stays_in_its_fund()
---
CREATE TRIGGER members_importedreceipt_refuses_change
BEFORE UPDATE OR DELETE ON members_importedreceipt
FOR EACH ROW EXECUTE FUNCTION refuse_change('that a receipt was taken in')
---
CREATE TRIGGER members_importedclaim_refuses_truncate
BEFORE TRUNCATE ON members_importedclaim
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('that a claim was decided on paper')
---
CREATE TRIGGER members_importedreceipt_refuses_truncate
BEFORE TRUNCATE ON members_importedreceipt
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('that a receipt was taken in')
