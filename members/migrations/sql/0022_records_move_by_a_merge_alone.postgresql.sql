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
CREATE OR REPLACE FUNCTION members_moves_by_a_merge() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.person_id = OLD.person_id
    OR to_jsonb(NEW) - 'person_id' IS DISTINCT FROM to_jsonb(OLD) - 'person_id'
    OR NOT EXISTS (
        SELECT 1 FROM members_admitted_move
        WHERE kind = TG_ARGV[0] AND record = OLD.id AND from_id = OLD.person_id AND to_id = NEW.person_id
    ) THEN
        RAISE EXCEPTION '% is never changed', TG_ARGV[1] USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
DROP TRIGGER members_claim_refuses_change ON members_claim
---
CREATE TRIGGER members_claim_refuses_change
BEFORE DELETE ON members_claim
FOR EACH ROW EXECUTE FUNCTION refuse_change('a claim')
---
CREATE TRIGGER members_claim_refuses_update
BEFORE UPDATE ON members_claim
FOR EACH ROW EXECUTE FUNCTION members_moves_by_a_merge('claim', 'a claim')
---
DROP TRIGGER members_claimedday_refuses_change ON members_claimedday
---
CREATE TRIGGER members_claimedday_refuses_change
BEFORE DELETE ON members_claimedday
FOR EACH ROW EXECUTE FUNCTION refuse_change('a day held by a claim')
---
CREATE TRIGGER members_claimedday_refuses_update
BEFORE UPDATE ON members_claimedday
FOR EACH ROW EXECUTE FUNCTION members_moves_by_a_merge('claimedday', 'a day held by a claim')
---
DROP TRIGGER members_payout_refuses_change ON members_payout
---
CREATE TRIGGER members_payout_refuses_change
BEFORE DELETE ON members_payout
FOR EACH ROW EXECUTE FUNCTION refuse_change('a payout')
---
CREATE TRIGGER members_payout_refuses_update
BEFORE UPDATE ON members_payout
FOR EACH ROW EXECUTE FUNCTION members_moves_by_a_merge('payout', 'a payout')
---
DROP TRIGGER members_consent_refuses_change ON members_consent
---
CREATE TRIGGER members_consent_refuses_change
BEFORE DELETE ON members_consent
FOR EACH ROW EXECUTE FUNCTION refuse_change('a consent')
---
CREATE TRIGGER members_consent_refuses_update
BEFORE UPDATE ON members_consent
FOR EACH ROW EXECUTE FUNCTION members_moves_by_a_merge('consent', 'a consent')
---
CREATE OR REPLACE FUNCTION members_membership_keeps_its_fund() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.fund_id <> OLD.fund_id
        OR (OLD.number IS NOT NULL AND NEW.number IS DISTINCT FROM OLD.number)
        OR (NEW.branch_id IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM funds_branch WHERE id = NEW.branch_id AND fund_id = NEW.fund_id))
        OR (NEW.person_id <> OLD.person_id AND NOT EXISTS (
            SELECT 1 FROM members_admitted_move
            WHERE kind = 'membership' AND record = OLD.id AND from_id = OLD.person_id AND to_id = NEW.person_id
        )) THEN
        RAISE EXCEPTION 'a membership keeps its fund, its person and its number'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE OR REPLACE FUNCTION members_membership_is_not_of_a_merged_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Who merges at this moment is waited for here, and then seen.
    PERFORM 1 FROM members_person WHERE id = NEW.person_id FOR KEY SHARE;
    IF EXISTS (SELECT 1 FROM members_merged_person WHERE person_id = NEW.person_id) THEN
        RAISE EXCEPTION 'this entry was merged into another' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER members_membership_is_not_of_a_merged_entry
BEFORE INSERT ON members_membership
FOR EACH ROW EXECUTE FUNCTION members_membership_is_not_of_a_merged_entry()
---
CREATE OR REPLACE FUNCTION members_claim_is_not_of_a_merged_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Who merges at this moment is waited for here, and then seen.
    PERFORM 1 FROM members_person WHERE id = NEW.person_id FOR KEY SHARE;
    IF EXISTS (SELECT 1 FROM members_merged_person WHERE person_id = NEW.person_id) THEN
        RAISE EXCEPTION 'this entry was merged into another' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER members_claim_is_not_of_a_merged_entry
BEFORE INSERT ON members_claim
FOR EACH ROW EXECUTE FUNCTION members_claim_is_not_of_a_merged_entry()
---
CREATE OR REPLACE FUNCTION members_consent_is_not_of_a_merged_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Who merges at this moment is waited for here, and then seen.
    PERFORM 1 FROM members_person WHERE id = NEW.person_id FOR KEY SHARE;
    IF EXISTS (SELECT 1 FROM members_merged_person WHERE person_id = NEW.person_id) THEN
        RAISE EXCEPTION 'this entry was merged into another' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER members_consent_is_not_of_a_merged_entry
BEFORE INSERT ON members_consent
FOR EACH ROW EXECUTE FUNCTION members_consent_is_not_of_a_merged_entry()
---
CREATE OR REPLACE FUNCTION members_claim_moves_with_its_membership() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.membership_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM members_membership WHERE id = NEW.membership_id AND person_id = NEW.person_id
    ) THEN
        RAISE EXCEPTION 'a claim stays with the person of its membership' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER members_claim_moves_with_its_membership
BEFORE UPDATE OF person_id ON members_claim
FOR EACH ROW EXECUTE FUNCTION members_claim_moves_with_its_membership()
---
CREATE OR REPLACE FUNCTION members_payout_moves_with_its_claim() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM members_claim WHERE id = NEW.claim_id AND person_id = NEW.person_id) THEN
        RAISE EXCEPTION 'a payout stays with the person of its claim' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER members_payout_moves_with_its_claim
BEFORE UPDATE OF person_id ON members_payout
FOR EACH ROW EXECUTE FUNCTION members_payout_moves_with_its_claim()
---
CREATE OR REPLACE FUNCTION members_claimedday_moves_with_its_claim() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM members_claim WHERE id = NEW.claim_id AND person_id = NEW.person_id) THEN
        RAISE EXCEPTION 'a day is held for the person of its claim' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF EXISTS (
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
    ) THEN
        RAISE EXCEPTION 'one event is paid once' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER members_claimedday_moves_with_its_claim
BEFORE UPDATE OF person_id ON members_claimedday
FOR EACH ROW EXECUTE FUNCTION members_claimedday_moves_with_its_claim()
---
CREATE OR REPLACE FUNCTION members_merge_is_of_two_live_entries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM members_person WHERE id IN (NEW.kept_id, NEW.gone_id) ORDER BY id FOR UPDATE;
    IF EXISTS (SELECT 1 FROM members_merged_person WHERE person_id IN (NEW.kept_id, NEW.gone_id)) THEN
        RAISE EXCEPTION 'an entry is merged once, and never into one that was merged' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF EXISTS (
        SELECT 1 FROM members_person AS kept, members_person AS gone
        WHERE kept.id = NEW.kept_id AND gone.id = NEW.gone_id AND (
            kept.citizen_hash <> gone.citizen_hash OR kept.erased_on IS NOT NULL OR gone.erased_on IS NOT NULL
        )
    ) THEN
        RAISE EXCEPTION 'two citizen IDs are two people, and who was erased is nobody' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER members_merge_is_of_two_live_entries
BEFORE INSERT ON members_merge
FOR EACH ROW EXECUTE FUNCTION members_merge_is_of_two_live_entries()
---
CREATE OR REPLACE FUNCTION members_mergedrecord_is_of_the_merged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM members_merge AS done
        WHERE done.id = NEW.merge_id AND NOT EXISTS (SELECT 1 FROM members_mergeundo WHERE undone_id = done.id)
            AND CASE WHEN NEW.is_moved THEN done.gone_id ELSE done.kept_id END = CASE NEW.kind
            WHEN 'membership' THEN (SELECT person_id FROM members_membership WHERE id = NEW.record)
            WHEN 'claim' THEN (SELECT person_id FROM members_claim WHERE id = NEW.record)
            WHEN 'claimedday' THEN (SELECT person_id FROM members_claimedday WHERE id = NEW.record)
            WHEN 'payout' THEN (SELECT person_id FROM members_payout WHERE id = NEW.record)
            WHEN 'consent' THEN (SELECT person_id FROM members_consent WHERE id = NEW.record)
        END
    ) THEN
        RAISE EXCEPTION 'a merge moves what was of the entry given up' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER members_mergedrecord_is_of_the_merged
BEFORE INSERT ON members_mergedrecord
FOR EACH ROW EXECUTE FUNCTION members_mergedrecord_is_of_the_merged()
---
CREATE OR REPLACE FUNCTION members_mergeundo_is_of_the_last_merge() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM members_person WHERE id IN (
        SELECT kept_id FROM members_merge WHERE id = NEW.undone_id
        UNION ALL SELECT gone_id FROM members_merge WHERE id = NEW.undone_id
    ) ORDER BY id FOR UPDATE;
    IF EXISTS (
        SELECT 1 FROM members_merge AS done
        JOIN members_merged_person AS later ON later.person_id = done.kept_id
        WHERE done.id = NEW.undone_id
    ) THEN
        RAISE EXCEPTION 'a merge is undone before those it rests on' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF EXISTS (
        SELECT 1 FROM members_merge AS done
        JOIN members_person AS person ON person.id IN (done.kept_id, done.gone_id)
        WHERE done.id = NEW.undone_id AND person.erased_on IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'who was erased is not made two again' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER members_mergeundo_is_of_the_last_merge
BEFORE INSERT ON members_mergeundo
FOR EACH ROW EXECUTE FUNCTION members_mergeundo_is_of_the_last_merge()
---
CREATE TRIGGER members_merge_refuses_change
BEFORE UPDATE OR DELETE ON members_merge
FOR EACH ROW EXECUTE FUNCTION refuse_change('a merge')
---
CREATE TRIGGER members_merge_refuses_truncate
BEFORE TRUNCATE ON members_merge
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('a merge')
---
CREATE TRIGGER members_mergedrecord_refuses_change
BEFORE UPDATE OR DELETE ON members_mergedrecord
FOR EACH ROW EXECUTE FUNCTION refuse_change('what a merge moved')
---
CREATE TRIGGER members_mergedrecord_refuses_truncate
BEFORE TRUNCATE ON members_mergedrecord
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('what a merge moved')
---
CREATE TRIGGER members_mergeundo_refuses_change
BEFORE UPDATE OR DELETE ON members_mergeundo
FOR EACH ROW EXECUTE FUNCTION refuse_change('the undo of a merge')
---
CREATE TRIGGER members_mergeundo_refuses_truncate
BEFORE TRUNCATE ON members_mergeundo
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('the undo of a merge')
---
CREATE TRIGGER members_distinction_refuses_change
BEFORE UPDATE OR DELETE ON members_distinction
FOR EACH ROW EXECUTE FUNCTION refuse_change('that two entries are two people')
---
CREATE TRIGGER members_distinction_refuses_truncate
BEFORE TRUNCATE ON members_distinction
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('that two entries are two people')
---
CREATE TRIGGER members_distinctionwithdrawal_refuses_change
BEFORE UPDATE OR DELETE ON members_distinctionwithdrawal
FOR EACH ROW EXECUTE FUNCTION refuse_change('that two entries are looked at again')
---
CREATE TRIGGER members_distinctionwithdrawal_refuses_truncate
BEFORE TRUNCATE ON members_distinctionwithdrawal
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('that two entries are looked at again')
