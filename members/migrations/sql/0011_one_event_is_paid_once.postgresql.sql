CREATE VIEW members_claim_over AS
SELECT claim_id FROM members_decision WHERE verdict = 'refuse'
UNION ALL
SELECT claim_id FROM members_claimstep WHERE act = 'withdrawn'
UNION ALL
SELECT payout.claim_id
FROM members_payout AS payout
JOIN funds_transfer AS back ON back.reversal_of_id = payout.transfer_id
---
CREATE TRIGGER members_claimedday_refuses_change
BEFORE UPDATE OR DELETE ON members_claimedday
FOR EACH ROW EXECUTE FUNCTION refuse_change('a day held by a claim')
---
CREATE OR REPLACE FUNCTION members_claimedday_is_held_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Two funds that file at the same moment wait for each other here, and then see each other's days.
    PERFORM 1 FROM members_person WHERE id = NEW.person_id FOR NO KEY UPDATE;
    IF NOT EXISTS (SELECT 1 FROM members_claim WHERE id = NEW.claim_id AND person_id = NEW.person_id) THEN
        RAISE EXCEPTION 'a day is held for the person of its claim' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM members_claimedday WHERE person_id = NEW.person_id AND claim_id <> NEW.claim_id)
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
    ) THEN
        RAISE EXCEPTION 'one event is paid once' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER members_claimedday_is_held_once
BEFORE INSERT ON members_claimedday
FOR EACH ROW EXECUTE FUNCTION members_claimedday_is_held_once()
---
CREATE OR REPLACE FUNCTION members_payout_holds_its_days() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT COUNT(*) FROM members_claimedday WHERE claim_id = NEW.claim_id)
    < (
        SELECT GREATEST(1, COALESCE(until_on, occurred_on) - occurred_on)
        FROM members_claim
        WHERE id = NEW.claim_id
    ) THEN
        RAISE EXCEPTION 'a claim that is paid holds its days' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER members_payout_holds_its_days
BEFORE INSERT ON members_payout
FOR EACH ROW EXECUTE FUNCTION members_payout_holds_its_days()
