DROP TRIGGER members_claim_is_filed_without_a_stake
---
CREATE TRIGGER members_claim_is_filed_without_a_stake
AFTER INSERT ON members_claim
WHEN NOT EXISTS (SELECT 1 FROM members_importedclaim WHERE claim_id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'a claim is filed by someone with no stake in it')
    WHERE EXISTS (SELECT 1 FROM members_claim_stake WHERE claim_id = NEW.id AND user_id = NEW.by_id);
END
---
DROP TRIGGER members_decision_is_by_another_person
---
CREATE TRIGGER members_decision_is_by_another_person
BEFORE INSERT ON members_decision
WHEN NOT EXISTS (SELECT 1 FROM members_importedclaim WHERE claim_id = NEW.claim_id)
BEGIN
    SELECT RAISE(ABORT, 'a claim is decided by another person, and never raised')
    WHERE EXISTS (SELECT 1 FROM members_claim_maker WHERE claim_id = NEW.claim_id AND user_id = NEW.by_id)
    OR EXISTS (SELECT 1 FROM members_claim_stake WHERE claim_id = NEW.claim_id AND user_id = NEW.by_id)
    OR EXISTS (
        SELECT 1
        FROM members_signature AS signed
        JOIN members_claim_round AS now ON now.claim_id = signed.claim_id AND now.round = signed.round
        WHERE signed.claim_id = NEW.claim_id AND signed.by_id = NEW.by_id
    )
    OR NEW.amount > (SELECT amount FROM members_claim WHERE id = NEW.claim_id);
    SELECT RAISE(ABORT, 'a claim that went back or was withdrawn is not decided')
    WHERE EXISTS (SELECT 1 FROM members_claim_round WHERE claim_id = NEW.claim_id AND (is_returned OR is_withdrawn));
    SELECT RAISE(ABORT, 'a claim is approved when all have signed whom the rule asks for')
    WHERE NEW.verdict = 'approve' AND EXISTS (
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
    );
    SELECT RAISE(ABORT, 'a step is signed by those whom the rule names')
    WHERE NEW.verdict = 'approve' AND EXISTS (SELECT 1 FROM members_claim_needs WHERE claim_id = NEW.claim_id)
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
        OR EXISTS (SELECT 1 FROM members_standin WHERE claim_id = NEW.claim_id AND by_id = NEW.by_id));
END
---
DROP TRIGGER members_payout_follows_its_decision
---
CREATE TRIGGER members_payout_follows_its_decision
BEFORE INSERT ON members_payout
WHEN NOT EXISTS (SELECT 1 FROM members_importedclaim WHERE claim_id = NEW.claim_id)
BEGIN
    SELECT RAISE(ABORT, 'a payout is what another person approved')
    WHERE NOT EXISTS (
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
    OR EXISTS (SELECT 1 FROM members_claim_round WHERE claim_id = NEW.claim_id AND is_withdrawn);
    SELECT RAISE(ABORT, 'a payout is made by someone who neither filed nor signed, and has no stake')
    WHERE EXISTS (SELECT 1 FROM members_claim_maker WHERE claim_id = NEW.claim_id AND user_id = NEW.by_id)
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
    );
END
---
CREATE TRIGGER members_importedclaim_stands_before_its_claim
BEFORE INSERT ON members_importedclaim
BEGIN
    SELECT RAISE(ABORT, 'a claim of the paper is one from its beginning')
    WHERE EXISTS (SELECT 1 FROM members_claim WHERE id = NEW.claim_id)
    OR NOT EXISTS (SELECT 1 FROM members_import WHERE id = NEW.made_by_id AND kind = 'payouts');
END
---
CREATE TRIGGER members_importedclaim_refuses_update
BEFORE UPDATE ON members_importedclaim
BEGIN
    SELECT RAISE(ABORT, 'that a claim was decided on paper is never changed');
END
---
CREATE TRIGGER members_importedclaim_refuses_delete
BEFORE DELETE ON members_importedclaim
BEGIN
    SELECT RAISE(ABORT, 'that a claim was decided on paper is never deleted');
END
---
CREATE TRIGGER members_importedclaim_refuses_replace
BEFORE INSERT ON members_importedclaim
WHEN EXISTS (SELECT 1 FROM members_importedclaim WHERE id = NEW.id OR claim_id = NEW.claim_id)
BEGIN
    SELECT RAISE(ABORT, 'that a claim was decided on paper is never replaced: UNIQUE constraint failed');
END
---
CREATE TRIGGER members_claim_of_the_paper_stays_in_its_fund
AFTER INSERT ON members_claim
WHEN EXISTS (
    SELECT 1
    FROM members_importedclaim AS made
    JOIN members_import AS file ON file.id = made.made_by_id
    WHERE made.claim_id = NEW.id AND (file.fund_id <> NEW.fund_id OR file.by_id <> NEW.by_id)
)
BEGIN
    SELECT RAISE(ABORT, 'what a file made stays in its fund and with who took it in');
END
---
CREATE TRIGGER members_payout_of_the_paper_moves_no_money
BEFORE INSERT ON members_payout
WHEN EXISTS (SELECT 1 FROM members_importedclaim WHERE claim_id = NEW.claim_id)
BEGIN
    SELECT RAISE(ABORT, 'a payout of the paper follows its claim, and takes no money out of the fund')
    WHERE NOT EXISTS (
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
    );
END
---
CREATE TRIGGER members_importedreceipt_stays_in_its_fund
BEFORE INSERT ON members_importedreceipt
WHEN NOT EXISTS (
    SELECT 1
    FROM funds_receipt AS receipt
    JOIN members_import AS file ON file.fund_id = receipt.fund_id AND file.kind = 'contributions'
    WHERE receipt.id = NEW.receipt_id AND file.id = NEW.made_by_id
)
BEGIN
    SELECT RAISE(ABORT, 'what a file made stays in its fund');
END
---
CREATE TRIGGER members_importedreceipt_refuses_update
BEFORE UPDATE ON members_importedreceipt
BEGIN
    SELECT RAISE(ABORT, 'that a receipt was taken in is never changed');
END
---
CREATE TRIGGER members_importedreceipt_refuses_delete
BEFORE DELETE ON members_importedreceipt
BEGIN
    SELECT RAISE(ABORT, 'that a receipt was taken in is never deleted');
END
