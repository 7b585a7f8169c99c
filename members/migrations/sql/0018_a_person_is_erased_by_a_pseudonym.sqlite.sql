CREATE TRIGGER members_person_erased_leads_to_nobody
BEFORE UPDATE ON members_person
WHEN NEW.erased_on IS NOT NULL AND (
    NEW.citizen_id <> '' OR NEW.phone <> '' OR NEW.house_number <> '' OR NEW.moo IS NOT NULL OR NEW.place <> ''
    OR NEW.account_id IS NOT NULL
)
BEGIN
    SELECT RAISE(ABORT, 'an erased person leads to nobody');
END
