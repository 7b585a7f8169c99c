CREATE TRIGGER funds_villagepopulation_refuses_update
BEFORE UPDATE ON funds_villagepopulation
BEGIN
    SELECT RAISE(ABORT, 'people of a village are never changed');
END
---
CREATE TRIGGER funds_villagepopulation_refuses_delete
BEFORE DELETE ON funds_villagepopulation
BEGIN
    SELECT RAISE(ABORT, 'people of a village are never deleted');
END
---
CREATE TRIGGER funds_villagepopulation_refuses_replace
BEFORE INSERT ON funds_villagepopulation
WHEN EXISTS (SELECT 1 FROM funds_villagepopulation WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM funds_villagepopulation WHERE key = NEW.key)
BEGIN
    SELECT RAISE(ABORT, 'people of a village are never replaced: UNIQUE constraint failed');
END
