CREATE TRIGGER members_consent_refuses_update
BEFORE UPDATE ON members_consent
BEGIN
    SELECT RAISE(ABORT, 'a consent is never changed');
END
---
CREATE TRIGGER members_consent_refuses_delete
BEFORE DELETE ON members_consent
BEGIN
    SELECT RAISE(ABORT, 'a consent is never deleted');
END
---
CREATE TRIGGER members_consent_refuses_replace
BEFORE INSERT ON members_consent
WHEN EXISTS (SELECT 1 FROM members_consent WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM members_consent WHERE key = NEW.key)
BEGIN
    SELECT RAISE(ABORT, 'a consent is never replaced: UNIQUE constraint failed');
END
---
CREATE TRIGGER members_consentwithdrawal_refuses_update
BEFORE UPDATE ON members_consentwithdrawal
BEGIN
    SELECT RAISE(ABORT, 'the withdrawal of a consent is never changed');
END
---
CREATE TRIGGER members_consentwithdrawal_refuses_delete
BEFORE DELETE ON members_consentwithdrawal
BEGIN
    SELECT RAISE(ABORT, 'the withdrawal of a consent is never deleted');
END
---
CREATE TRIGGER members_consentwithdrawal_refuses_replace
BEFORE INSERT ON members_consentwithdrawal
WHEN EXISTS (SELECT 1 FROM members_consentwithdrawal WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM members_consentwithdrawal WHERE consent_id = NEW.consent_id)
BEGIN
    SELECT RAISE(ABORT, 'the withdrawal of a consent is never replaced: UNIQUE constraint failed');
END
---
CREATE TRIGGER members_claimfile_needs_consent
BEFORE INSERT ON members_claimfile
WHEN EXISTS (
    SELECT 1 FROM members_claim AS claim
    WHERE claim.id = NEW.claim_id AND claim.category IN ('illness', 'disadvantaged') AND NOT EXISTS (
        SELECT 1 FROM members_consent AS consent
        WHERE consent.person_id = claim.person_id AND consent.fund_id = claim.fund_id AND NOT EXISTS (
            SELECT 1 FROM members_consentwithdrawal WHERE consent_id = consent.id
        )
    )
)
BEGIN
    SELECT RAISE(ABORT, 'a health paper is kept by consent');
END
