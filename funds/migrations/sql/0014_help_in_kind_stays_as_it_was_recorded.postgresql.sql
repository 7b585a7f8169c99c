CREATE TRIGGER funds_inkind_refuses_change
BEFORE UPDATE OR DELETE ON funds_inkind
FOR EACH ROW EXECUTE FUNCTION refuse_change('help in kind')
---
CREATE TRIGGER funds_inkind_refuses_truncate
BEFORE TRUNCATE ON funds_inkind
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('help in kind')
---
CREATE TRIGGER funds_inkindwithdrawal_refuses_change
BEFORE UPDATE OR DELETE ON funds_inkindwithdrawal
FOR EACH ROW EXECUTE FUNCTION refuse_change('help in kind taken back')
---
CREATE TRIGGER funds_inkindwithdrawal_refuses_truncate
BEFORE TRUNCATE ON funds_inkindwithdrawal
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('help in kind taken back')
---
CREATE OR REPLACE FUNCTION funds_account_keeps_its_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.fund_id, NEW.kind, NEW.line, NEW.outsiders, NEW.round)
        <> (OLD.fund_id, OLD.kind, OLD.line, OLD.outsiders, OLD.round)
    THEN
        RAISE EXCEPTION 'an account keeps its place in the chart' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
