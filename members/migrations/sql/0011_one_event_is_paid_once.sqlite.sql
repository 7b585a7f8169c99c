CREATE VIEW members_claim_over AS
SELECT claim_id FROM members_decision WHERE verdict = 'refuse'
UNION ALL
SELECT claim_id FROM members_claimstep WHERE act = 'withdrawn'
UNION ALL
SELECT payout.claim_id
FROM members_payout AS payout
JOIN funds_transfer AS back ON back.reversal_of_id = payout.transfer_id
---
CREATE TRIGGER members_claimedday_refuses_update
BEFORE UPDATE ON members_claimedday
BEGIN
    SELECT RAISE(ABORT, 'a day held by a claim is never changed');
END
---
CREATE TRIGGER members_claimedday_refuses_delete
BEFORE DELETE ON members_claimedday
BEGIN
    SELECT RAISE(ABORT, 'a day held by a claim is never deleted');
END
---
CREATE TRIGGER members_claimedday_is_held_once
BEFORE INSERT ON members_claimedday
BEGIN
    SELECT RAISE(ABORT, 'a day is held for the person of its claim')
    WHERE NOT EXISTS (SELECT 1 FROM members_claim WHERE id = NEW.claim_id AND person_id = NEW.person_id);
    SELECT RAISE(ABORT, 'one event is paid once')
    WHERE EXISTS (SELECT 1 FROM members_claimedday WHERE person_id = NEW.person_id AND claim_id <> NEW.claim_id)
    AND EXISTS (
        SELECT 1
        FROM members_claim AS mine
        LEFT JOIN funds_term AS my_term ON my_term.id = mine.term_id
        JOIN members_claimedday AS held ON held.person_id = NEW.person_id
            AND (held.day = NEW.day OR mine.category IN ('death', 'funeral'))
        JOIN members_claim AS other ON other.id = held.claim_id AND other.id <> mine.id
            AND other.category = mine.category
        LEFT JOIN funds_term AS other_term ON other_term.id = other.term_id
        WHERE mine.id = NEW.claim_id
            AND (
                other.fund_id <> mine.fund_id
                OR my_term.code IS NULL OR other_term.code IS NULL OR my_term.code = other_term.code
                OR (mine.membership_id IS NULL) <> (other.membership_id IS NULL)
            )
            AND (
                other.fund_id <> mine.fund_id
                OR mine.heir_id IS NULL OR other.heir_id IS NULL OR mine.heir_id = other.heir_id
            )
            AND NOT EXISTS (SELECT 1 FROM members_claim_over AS over_now WHERE over_now.claim_id = other.id)
    );
END
---
CREATE TRIGGER members_payout_holds_its_days
BEFORE INSERT ON members_payout
BEGIN
    SELECT RAISE(ABORT, 'a claim that is paid holds its days')
    WHERE (SELECT COUNT(*) FROM members_claimedday WHERE claim_id = NEW.claim_id)
    < (
        SELECT MAX(1, CAST(julianday(COALESCE(until_on, occurred_on)) - julianday(occurred_on) AS INTEGER))
        FROM members_claim
        WHERE id = NEW.claim_id
    );
END
