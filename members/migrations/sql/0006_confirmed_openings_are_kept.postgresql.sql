CREATE TRIGGER members_openingcheck_refuses_change
BEFORE UPDATE OR DELETE ON members_openingcheck
FOR EACH ROW EXECUTE FUNCTION refuse_change('a confirmed opening')
---
CREATE OR REPLACE FUNCTION members_opening_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM members_openingcheck
        JOIN members_membership ON members_membership.fund_id = members_openingcheck.fund_id
        WHERE members_membership.id = OLD.membership_id
    ) THEN
        RAISE EXCEPTION 'the facts of a confirmed opening are never changed' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER members_opening_is_kept
BEFORE UPDATE OR DELETE ON members_opening
FOR EACH ROW EXECUTE FUNCTION members_opening_is_kept()
