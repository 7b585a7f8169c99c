CREATE OR REPLACE FUNCTION members_person_erased_leads_to_nobody() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.erased_on IS NOT NULL AND (
    NEW.citizen_id <> '' OR NEW.phone <> '' OR NEW.house_number <> '' OR NEW.moo IS NOT NULL OR NEW.place <> ''
    OR NEW.account_id IS NOT NULL
) THEN
        RAISE EXCEPTION 'an erased person leads to nobody' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER members_person_erased_leads_to_nobody
BEFORE UPDATE ON members_person
FOR EACH ROW EXECUTE FUNCTION members_person_erased_leads_to_nobody()
