CREATE TRIGGER funds_matchamendment_refuses_change
BEFORE UPDATE OR DELETE ON funds_matchamendment
FOR EACH ROW EXECUTE FUNCTION refuse_change('an amendment of an approval')
---
CREATE TRIGGER funds_matchamendment_refuses_truncate
BEFORE TRUNCATE ON funds_matchamendment
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('an amendment of an approval')
---
CREATE OR REPLACE FUNCTION funds_matchamendment_is_of_an_approved_match() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM funds_matchverdict WHERE request_id = NEW.request_id AND outcome = 'approved') THEN
        RAISE EXCEPTION 'only an approved match is amended' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM funds_matchrequest WHERE id = NEW.request_id AND (amount < NEW.amount OR heads < NEW.heads)) THEN
        RAISE EXCEPTION 'more is approved than was asked for' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM funds_matchrequest WHERE id = NEW.request_id AND by_id = NEW.by_id) THEN
        RAISE EXCEPTION 'who sends a request does not approve it' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER funds_matchamendment_is_of_an_approved_match
BEFORE INSERT ON funds_matchamendment
FOR EACH ROW EXECUTE FUNCTION funds_matchamendment_is_of_an_approved_match()
