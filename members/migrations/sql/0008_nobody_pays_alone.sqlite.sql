CREATE VIEW members_claim_stake AS
SELECT claim.id AS claim_id, actor.account_id AS user_id
FROM members_claim AS claim
JOIN members_person AS subject ON subject.id = claim.person_id
JOIN members_person AS actor ON actor.account_id IS NOT NULL
WHERE actor.id = subject.id
    OR (actor.house_number <> '' AND actor.house_number = subject.house_number
        AND COALESCE(actor.moo, 0) = COALESCE(subject.moo, 0) AND actor.place = subject.place)
    OR claim.claimant IN (
        TRIM(actor.title || actor.first_name || ' ' || actor.last_name),
        TRIM(actor.first_name || ' ' || actor.last_name)
    )
    OR EXISTS (
        SELECT 1
        FROM members_beneficiary AS named
        WHERE named.membership_id = claim.membership_id
            AND (named.valid_until IS NULL OR named.valid_until >= claim.occurred_on)
            AND named.name IN (
                TRIM(actor.title || actor.first_name || ' ' || actor.last_name),
                TRIM(actor.first_name || ' ' || actor.last_name)
            )
    )
---
CREATE VIEW members_claim_maker AS
SELECT id AS claim_id, by_id AS user_id FROM members_claim
UNION ALL
SELECT claim_id, by_id FROM members_claimstep WHERE act = 'repaired'
---
CREATE VIEW members_claim_needs AS
SELECT claim.id AS claim_id, step.id AS step_id, step.position, step.who, step.count
FROM members_claim AS claim
JOIN funds_signingstep AS step ON step.above < claim.amount
WHERE step.rule_id = (
    SELECT rule.id
    FROM funds_signingrule AS rule
    WHERE rule.fund_id = claim.fund_id AND rule.since <= claim.filed_on
    ORDER BY rule.since DESC
    LIMIT 1
)
---
CREATE VIEW members_claim_round AS
SELECT claim.id AS claim_id,
    1 + (SELECT COUNT(*) FROM members_claimstep WHERE claim_id = claim.id AND act = 'returned') AS round,
    (SELECT COUNT(*) FROM members_claimstep WHERE claim_id = claim.id AND act = 'returned')
        > (SELECT COUNT(*) FROM members_claimstep WHERE claim_id = claim.id AND act = 'repaired') AS is_returned,
    EXISTS (SELECT 1 FROM members_claimstep WHERE claim_id = claim.id AND act = 'withdrawn') AS is_withdrawn
FROM members_claim AS claim
---
CREATE TRIGGER members_claimstep_refuses_update
BEFORE UPDATE ON members_claimstep
BEGIN
    SELECT RAISE(ABORT, 'a step of a claim is never changed');
END
---
CREATE TRIGGER members_claimstep_refuses_delete
BEFORE DELETE ON members_claimstep
BEGIN
    SELECT RAISE(ABORT, 'a step of a claim is never deleted');
END
---
CREATE TRIGGER members_signature_refuses_update
BEFORE UPDATE ON members_signature
BEGIN
    SELECT RAISE(ABORT, 'a signature is never changed');
END
---
CREATE TRIGGER members_signature_refuses_delete
BEFORE DELETE ON members_signature
BEGIN
    SELECT RAISE(ABORT, 'a signature is never deleted');
END
---
CREATE TRIGGER members_standin_refuses_update
BEFORE UPDATE ON members_standin
BEGIN
    SELECT RAISE(ABORT, 'standing in is never changed');
END
---
CREATE TRIGGER members_standin_refuses_delete
BEFORE DELETE ON members_standin
BEGIN
    SELECT RAISE(ABORT, 'standing in is never deleted');
END
---
DROP TRIGGER members_decision_is_by_another_person
---
DROP TRIGGER members_payout_follows_its_decision
---
CREATE TRIGGER members_claim_is_filed_without_a_stake
AFTER INSERT ON members_claim
BEGIN
    SELECT RAISE(ABORT, 'a claim is filed by someone with no stake in it')
    WHERE EXISTS (SELECT 1 FROM members_claim_stake WHERE claim_id = NEW.id AND user_id = NEW.by_id);
END
---
CREATE TRIGGER members_standin_is_by_the_province
BEFORE INSERT ON members_standin
BEGIN
    SELECT RAISE(ABORT, 'only an officer of the province stands in')
    WHERE NOT EXISTS (
        SELECT 1
        FROM members_claim AS claim
        JOIN funds_fund AS fund ON fund.id = claim.fund_id
        JOIN funds_appointment AS held ON held.province_id = fund.province_id
        WHERE claim.id = NEW.claim_id AND held.user_id = NEW.by_id
            AND held.since <= NEW."on" AND (held.until IS NULL OR held.until >= NEW."on")
    );
END
---
CREATE TRIGGER members_claimstep_keeps_its_order
BEFORE INSERT ON members_claimstep
BEGIN
    SELECT RAISE(ABORT, 'a claim takes its steps in order')
    WHERE EXISTS (SELECT 1 FROM members_claim_round WHERE claim_id = NEW.claim_id AND is_withdrawn)
    OR (NEW.act = 'returned' AND (
        EXISTS (SELECT 1 FROM members_decision WHERE claim_id = NEW.claim_id)
        OR EXISTS (SELECT 1 FROM members_claim_round WHERE claim_id = NEW.claim_id AND is_returned)
    ))
    OR (NEW.act = 'repaired'
        AND NOT EXISTS (SELECT 1 FROM members_claim_round WHERE claim_id = NEW.claim_id AND is_returned))
    OR (NEW.act = 'withdrawn' AND (
        EXISTS (SELECT 1 FROM members_payout WHERE claim_id = NEW.claim_id)
        OR EXISTS (SELECT 1 FROM members_decision WHERE claim_id = NEW.claim_id AND verdict = 'refuse')
    ))
    OR (NEW.act = 'confirmed' AND NOT EXISTS (SELECT 1 FROM members_payout WHERE claim_id = NEW.claim_id));
END
---
CREATE TRIGGER members_signature_is_by_another_person
BEFORE INSERT ON members_signature
BEGIN
    SELECT RAISE(ABORT, 'a claim is signed by another person with no stake in it')
    WHERE EXISTS (SELECT 1 FROM members_claim_maker WHERE claim_id = NEW.claim_id AND user_id = NEW.by_id)
    OR EXISTS (SELECT 1 FROM members_claim_stake WHERE claim_id = NEW.claim_id AND user_id = NEW.by_id);
    SELECT RAISE(ABORT, 'a signature is under a claim that waits for it, and never for more')
    WHERE NEW.amount > (SELECT amount FROM members_claim WHERE id = NEW.claim_id)
    OR EXISTS (SELECT 1 FROM members_decision WHERE claim_id = NEW.claim_id)
    OR NOT EXISTS (
        SELECT 1
        FROM members_claim_round
        WHERE claim_id = NEW.claim_id AND round = NEW.round AND NOT is_returned AND NOT is_withdrawn
    )
    OR NOT EXISTS (SELECT 1 FROM members_claim_needs WHERE claim_id = NEW.claim_id AND step_id = NEW.step_id);
    SELECT RAISE(ABORT, 'a step is signed by those whom the rule names')
    WHERE NOT (EXISTS (
            SELECT 1
            FROM members_claim AS claim
            JOIN funds_signingstep AS step ON step.id = NEW.step_id
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
CREATE TRIGGER members_decision_is_by_another_person
BEFORE INSERT ON members_decision
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
CREATE TRIGGER members_payout_follows_its_decision
BEFORE INSERT ON members_payout
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
