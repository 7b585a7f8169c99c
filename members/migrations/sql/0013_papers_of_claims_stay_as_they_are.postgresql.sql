CREATE TRIGGER members_paperseen_refuses_change
BEFORE UPDATE OR DELETE ON members_paperseen
FOR EACH ROW EXECUTE FUNCTION refuse_change('that an original was seen')
---
CREATE TRIGGER members_claimfile_refuses_change
BEFORE UPDATE OR DELETE ON members_claimfile
FOR EACH ROW EXECUTE FUNCTION refuse_change('a file of a claim')
---
CREATE OR REPLACE FUNCTION members_claimfile_stays_in_its_fund() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT fund_id FROM members_claim WHERE id = NEW.claim_id)
    <> (SELECT fund_id FROM funds_attachment WHERE id = NEW.attachment_id) THEN
        RAISE EXCEPTION 'a file stays in its fund' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER members_claimfile_stays_in_its_fund
BEFORE INSERT ON members_claimfile
FOR EACH ROW EXECUTE FUNCTION members_claimfile_stays_in_its_fund()
