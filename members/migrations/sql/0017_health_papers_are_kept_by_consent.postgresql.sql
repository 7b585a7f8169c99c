CREATE TRIGGER members_consent_refuses_change
BEFORE UPDATE OR DELETE ON members_consent
FOR EACH ROW EXECUTE FUNCTION refuse_change('a consent')
---
CREATE TRIGGER members_consent_refuses_truncate
BEFORE TRUNCATE ON members_consent
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('a consent')
---
CREATE TRIGGER members_consentwithdrawal_refuses_change
BEFORE UPDATE OR DELETE ON members_consentwithdrawal
FOR EACH ROW EXECUTE FUNCTION refuse_change('the withdrawal of a consent')
---
CREATE TRIGGER members_consentwithdrawal_refuses_truncate
BEFORE TRUNCATE ON members_consentwithdrawal
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('the withdrawal of a consent')
---
CREATE OR REPLACE FUNCTION members_claimfile_needs_consent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
    SELECT 1 FROM members_claim AS claim
    WHERE claim.id = NEW.claim_id AND claim.category IN ('illness', 'disadvantaged') AND NOT EXISTS (
        SELECT 1 FROM members_consent AS consent
        WHERE consent.person_id = claim.person_id AND consent.fund_id = claim.fund_id AND NOT EXISTS (
            SELECT 1 FROM members_consentwithdrawal WHERE consent_id = consent.id
        )
    )
    ) THEN
        RAISE EXCEPTION 'a health paper is kept by consent' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER members_claimfile_needs_consent
BEFORE INSERT ON members_claimfile
FOR EACH ROW EXECUTE FUNCTION members_claimfile_needs_consent()
