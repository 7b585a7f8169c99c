CREATE VIEW members_merged_person AS
SELECT done.gone_id AS person_id, done.id AS merge_id
FROM members_merge AS done
WHERE NOT EXISTS (SELECT 1 FROM members_mergeundo WHERE undone_id = done.id)
---
CREATE VIEW members_admitted_move AS
SELECT moved.kind, moved.record, done.gone_id AS from_id, done.kept_id AS to_id
FROM members_mergedrecord AS moved
JOIN members_merge AS done ON done.id = moved.merge_id
WHERE moved.is_moved AND NOT EXISTS (SELECT 1 FROM members_mergeundo WHERE undone_id = done.id)
UNION ALL
SELECT moved.kind, moved.record, done.kept_id, done.gone_id
FROM members_mergedrecord AS moved
JOIN members_merge AS done ON done.id = moved.merge_id
WHERE moved.is_moved AND EXISTS (SELECT 1 FROM members_mergeundo WHERE undone_id = done.id)
    AND NOT EXISTS (SELECT 1 FROM members_merged_person WHERE person_id = done.gone_id)
---
DROP TRIGGER members_claim_refuses_update
---
CREATE TRIGGER members_claim_refuses_update
BEFORE UPDATE ON members_claim
WHEN NEW.person_id IS OLD.person_id
    OR NEW.id IS NOT OLD.id
    OR NEW.key IS NOT OLD.key
    OR NEW.fund_id IS NOT OLD.fund_id
    OR NEW.year IS NOT OLD.year
    OR NEW.number IS NOT OLD.number
    OR NEW.membership_id IS NOT OLD.membership_id
    OR NEW.term_id IS NOT OLD.term_id
    OR NEW.category IS NOT OLD.category
    OR NEW.occurred_on IS NOT OLD.occurred_on
    OR NEW.until_on IS NOT OLD.until_on
    OR NEW.heir_id IS NOT OLD.heir_id
    OR NEW.facts IS NOT OLD.facts
    OR NEW.judged IS NOT OLD.judged
    OR NEW.steps IS NOT OLD.steps
    OR NEW.amount IS NOT OLD.amount
    OR NEW.reason IS NOT OLD.reason
    OR NEW.claimant IS NOT OLD.claimant
    OR NEW.filed_on IS NOT OLD.filed_on
    OR NEW.by_id IS NOT OLD.by_id
    OR NEW.at IS NOT OLD.at
    OR NOT EXISTS (
        SELECT 1 FROM members_admitted_move
        WHERE kind = 'claim' AND record = OLD.id AND from_id = OLD.person_id AND to_id = NEW.person_id
    )
BEGIN
    SELECT RAISE(ABORT, 'a claim is never changed');
END
---
DROP TRIGGER members_claimedday_refuses_update
---
CREATE TRIGGER members_claimedday_refuses_update
BEFORE UPDATE ON members_claimedday
WHEN NEW.person_id IS OLD.person_id
    OR NEW.id IS NOT OLD.id
    OR NEW.claim_id IS NOT OLD.claim_id
    OR NEW.day IS NOT OLD.day
    OR NOT EXISTS (
        SELECT 1 FROM members_admitted_move
        WHERE kind = 'claimedday' AND record = OLD.id AND from_id = OLD.person_id AND to_id = NEW.person_id
    )
BEGIN
    SELECT RAISE(ABORT, 'a day held by a claim is never changed');
END
---
DROP TRIGGER members_payout_refuses_update
---
CREATE TRIGGER members_payout_refuses_update
BEFORE UPDATE ON members_payout
WHEN NEW.person_id IS OLD.person_id
    OR NEW.id IS NOT OLD.id
    OR NEW.key IS NOT OLD.key
    OR NEW.claim_id IS NOT OLD.claim_id
    OR NEW.transfer_id IS NOT OLD.transfer_id
    OR NEW.voucher_id IS NOT OLD.voucher_id
    OR NEW.fund_id IS NOT OLD.fund_id
    OR NEW.category IS NOT OLD.category
    OR NEW.outsider IS NOT OLD.outsider
    OR NEW.amount IS NOT OLD.amount
    OR NEW."on" IS NOT OLD."on"
    OR NEW.by_id IS NOT OLD.by_id
    OR NEW.at IS NOT OLD.at
    OR NEW.proof IS NOT OLD.proof
    OR NOT EXISTS (
        SELECT 1 FROM members_admitted_move
        WHERE kind = 'payout' AND record = OLD.id AND from_id = OLD.person_id AND to_id = NEW.person_id
    )
BEGIN
    SELECT RAISE(ABORT, 'a payout is never changed');
END
---
DROP TRIGGER members_consent_refuses_update
---
CREATE TRIGGER members_consent_refuses_update
BEFORE UPDATE ON members_consent
WHEN NEW.person_id IS OLD.person_id
    OR NEW.id IS NOT OLD.id
    OR NEW.key IS NOT OLD.key
    OR NEW.fund_id IS NOT OLD.fund_id
    OR NEW.version IS NOT OLD.version
    OR NEW.consenter IS NOT OLD.consenter
    OR NEW.guardian IS NOT OLD.guardian
    OR NEW.given_on IS NOT OLD.given_on
    OR NEW.by_id IS NOT OLD.by_id
    OR NEW.at IS NOT OLD.at
    OR NOT EXISTS (
        SELECT 1 FROM members_admitted_move
        WHERE kind = 'consent' AND record = OLD.id AND from_id = OLD.person_id AND to_id = NEW.person_id
    )
BEGIN
    SELECT RAISE(ABORT, 'a consent is never changed');
END
---
DROP TRIGGER members_membership_keeps_its_fund
---
CREATE TRIGGER members_membership_keeps_its_fund
BEFORE UPDATE ON members_membership
WHEN NEW.fund_id <> OLD.fund_id
    OR (OLD.number IS NOT NULL AND NEW.number IS NOT OLD.number)
    OR (NEW.branch_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM funds_branch WHERE id = NEW.branch_id AND fund_id = NEW.fund_id))
    OR (NEW.person_id <> OLD.person_id AND NOT EXISTS (
        SELECT 1 FROM members_admitted_move
        WHERE kind = 'membership' AND record = OLD.id AND from_id = OLD.person_id AND to_id = NEW.person_id
    ))
BEGIN
    SELECT RAISE(ABORT, 'a membership keeps its fund, its person and its number');
END
---
CREATE TRIGGER members_membership_is_not_of_a_merged_entry
BEFORE INSERT ON members_membership
BEGIN
    SELECT RAISE(ABORT, 'this entry was merged into another')
    WHERE EXISTS (SELECT 1 FROM members_merged_person WHERE person_id = NEW.person_id);
END
---
CREATE TRIGGER members_claim_is_not_of_a_merged_entry
BEFORE INSERT ON members_claim
BEGIN
    SELECT RAISE(ABORT, 'this entry was merged into another')
    WHERE EXISTS (SELECT 1 FROM members_merged_person WHERE person_id = NEW.person_id);
END
---
CREATE TRIGGER members_consent_is_not_of_a_merged_entry
BEFORE INSERT ON members_consent
BEGIN
    SELECT RAISE(ABORT, 'this entry was merged into another')
    WHERE EXISTS (SELECT 1 FROM members_merged_person WHERE person_id = NEW.person_id);
END
---
CREATE TRIGGER members_claim_moves_with_its_membership
BEFORE UPDATE OF person_id ON members_claim
BEGIN
    SELECT RAISE(ABORT, 'a claim stays with the person of its membership')
    WHERE NEW.membership_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM members_membership WHERE id = NEW.membership_id AND person_id = NEW.person_id
    );
END
---
CREATE TRIGGER members_payout_moves_with_its_claim
BEFORE UPDATE OF person_id ON members_payout
BEGIN
    SELECT RAISE(ABORT, 'a payout stays with the person of its claim')
    WHERE NOT EXISTS (SELECT 1 FROM members_claim WHERE id = NEW.claim_id AND person_id = NEW.person_id);
END
---
CREATE TRIGGER members_claimedday_moves_with_its_claim
BEFORE UPDATE OF person_id ON members_claimedday
BEGIN
    SELECT RAISE(ABORT, 'a day is held for the person of its claim')
    WHERE NOT EXISTS (SELECT 1 FROM members_claim WHERE id = NEW.claim_id AND person_id = NEW.person_id);
    SELECT RAISE(ABORT, 'one event is paid once')
    WHERE EXISTS (
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
            AND NOT EXISTS (SELECT 1 FROM members_claim_over AS over_now WHERE over_now.claim_id = mine.id)
    );
END
---
CREATE TRIGGER members_merge_is_of_two_live_entries
BEFORE INSERT ON members_merge
BEGIN
    SELECT RAISE(ABORT, 'an entry is merged once, and never into one that was merged')
    WHERE EXISTS (SELECT 1 FROM members_merged_person WHERE person_id IN (NEW.kept_id, NEW.gone_id));
    SELECT RAISE(ABORT, 'two citizen IDs are two people, and who was erased is nobody')
    WHERE EXISTS (
        SELECT 1 FROM members_person AS kept, members_person AS gone
        WHERE kept.id = NEW.kept_id AND gone.id = NEW.gone_id AND (
            kept.citizen_hash <> gone.citizen_hash OR kept.erased_on IS NOT NULL OR gone.erased_on IS NOT NULL
        )
    );
END
---
CREATE TRIGGER members_mergedrecord_is_of_the_merged
BEFORE INSERT ON members_mergedrecord
BEGIN
    SELECT RAISE(ABORT, 'a merge moves what was of the entry given up')
    WHERE NOT EXISTS (
        SELECT 1 FROM members_merge AS done
        WHERE done.id = NEW.merge_id AND NOT EXISTS (SELECT 1 FROM members_mergeundo WHERE undone_id = done.id)
            AND CASE WHEN NEW.is_moved THEN done.gone_id ELSE done.kept_id END = CASE NEW.kind
            WHEN 'membership' THEN (SELECT person_id FROM members_membership WHERE id = NEW.record)
            WHEN 'claim' THEN (SELECT person_id FROM members_claim WHERE id = NEW.record)
            WHEN 'claimedday' THEN (SELECT person_id FROM members_claimedday WHERE id = NEW.record)
            WHEN 'payout' THEN (SELECT person_id FROM members_payout WHERE id = NEW.record)
            WHEN 'consent' THEN (SELECT person_id FROM members_consent WHERE id = NEW.record)
        END
    );
END
---
CREATE TRIGGER members_mergeundo_is_of_the_last_merge
BEFORE INSERT ON members_mergeundo
BEGIN
    SELECT RAISE(ABORT, 'a merge is undone before those it rests on')
    WHERE EXISTS (
        SELECT 1 FROM members_merge AS done
        JOIN members_merged_person AS later ON later.person_id = done.kept_id
        WHERE done.id = NEW.undone_id
    );
    SELECT RAISE(ABORT, 'who was erased is not made two again')
    WHERE EXISTS (
        SELECT 1 FROM members_merge AS done
        JOIN members_person AS person ON person.id IN (done.kept_id, done.gone_id)
        WHERE done.id = NEW.undone_id AND person.erased_on IS NOT NULL
    );
END
---
CREATE TRIGGER members_merge_refuses_update
BEFORE UPDATE ON members_merge
BEGIN
    SELECT RAISE(ABORT, 'a merge is never changed');
END
---
CREATE TRIGGER members_merge_refuses_delete
BEFORE DELETE ON members_merge
BEGIN
    SELECT RAISE(ABORT, 'a merge is never deleted');
END
---
CREATE TRIGGER members_merge_refuses_replace
BEFORE INSERT ON members_merge
WHEN EXISTS (SELECT 1 FROM members_merge WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM members_merge WHERE key = NEW.key)
BEGIN
    SELECT RAISE(ABORT, 'a merge is never replaced: UNIQUE constraint failed');
END
---
CREATE TRIGGER members_mergedrecord_refuses_update
BEFORE UPDATE ON members_mergedrecord
BEGIN
    SELECT RAISE(ABORT, 'what a merge moved is never changed');
END
---
CREATE TRIGGER members_mergedrecord_refuses_delete
BEFORE DELETE ON members_mergedrecord
BEGIN
    SELECT RAISE(ABORT, 'what a merge moved is never deleted');
END
---
CREATE TRIGGER members_mergedrecord_refuses_replace
BEFORE INSERT ON members_mergedrecord
WHEN EXISTS (SELECT 1 FROM members_mergedrecord WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM members_mergedrecord WHERE merge_id = NEW.merge_id AND kind = NEW.kind AND record = NEW.record)
BEGIN
    SELECT RAISE(ABORT, 'what a merge moved is never replaced: UNIQUE constraint failed');
END
---
CREATE TRIGGER members_mergeundo_refuses_update
BEFORE UPDATE ON members_mergeundo
BEGIN
    SELECT RAISE(ABORT, 'the undo of a merge is never changed');
END
---
CREATE TRIGGER members_mergeundo_refuses_delete
BEFORE DELETE ON members_mergeundo
BEGIN
    SELECT RAISE(ABORT, 'the undo of a merge is never deleted');
END
---
CREATE TRIGGER members_mergeundo_refuses_replace
BEFORE INSERT ON members_mergeundo
WHEN EXISTS (SELECT 1 FROM members_mergeundo WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM members_mergeundo WHERE key = NEW.key)
    OR EXISTS (SELECT 1 FROM members_mergeundo WHERE undone_id = NEW.undone_id)
BEGIN
    SELECT RAISE(ABORT, 'the undo of a merge is never replaced: UNIQUE constraint failed');
END
---
CREATE TRIGGER members_distinction_refuses_update
BEFORE UPDATE ON members_distinction
BEGIN
    SELECT RAISE(ABORT, 'that two entries are two people is never changed');
END
---
CREATE TRIGGER members_distinction_refuses_delete
BEFORE DELETE ON members_distinction
BEGIN
    SELECT RAISE(ABORT, 'that two entries are two people is never deleted');
END
---
CREATE TRIGGER members_distinction_refuses_replace
BEFORE INSERT ON members_distinction
WHEN EXISTS (SELECT 1 FROM members_distinction WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM members_distinction WHERE key = NEW.key)
BEGIN
    SELECT RAISE(ABORT, 'that two entries are two people is never replaced: UNIQUE constraint failed');
END
---
CREATE TRIGGER members_distinctionwithdrawal_refuses_update
BEFORE UPDATE ON members_distinctionwithdrawal
BEGIN
    SELECT RAISE(ABORT, 'that two entries are looked at again is never changed');
END
---
CREATE TRIGGER members_distinctionwithdrawal_refuses_delete
BEFORE DELETE ON members_distinctionwithdrawal
BEGIN
    SELECT RAISE(ABORT, 'that two entries are looked at again is never deleted');
END
---
CREATE TRIGGER members_distinctionwithdrawal_refuses_replace
BEFORE INSERT ON members_distinctionwithdrawal
WHEN EXISTS (SELECT 1 FROM members_distinctionwithdrawal WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM members_distinctionwithdrawal WHERE key = NEW.key)
    OR EXISTS (SELECT 1 FROM members_distinctionwithdrawal WHERE withdrawn_id = NEW.withdrawn_id)
BEGIN
    SELECT RAISE(ABORT, 'that two entries are looked at again is never replaced: UNIQUE constraint failed');
END
