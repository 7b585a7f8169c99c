CREATE TRIGGER members_import_refuses_change
BEFORE UPDATE OR DELETE ON members_import
FOR EACH ROW EXECUTE FUNCTION refuse_change('that a file was taken in')
---
CREATE TRIGGER members_importwithdrawal_refuses_change
BEFORE UPDATE OR DELETE ON members_importwithdrawal
FOR EACH ROW EXECUTE FUNCTION refuse_change('that a file was taken back')
---
CREATE OR REPLACE FUNCTION members_importedmember_stays_in_its_fund() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT fund_id FROM members_membership WHERE id = NEW.membership_id)
    <> (SELECT fund_id FROM members_import WHERE id = NEW.made_by_id) THEN
        RAISE EXCEPTION 'what a file made stays in its fund' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER members_importedmember_stays_in_its_fund
BEFORE INSERT ON members_importedmember
FOR EACH ROW EXECUTE FUNCTION members_importedmember_stays_in_its_fund()
