CREATE TRIGGER funds_officialpaper_refuses_update
BEFORE UPDATE ON funds_officialpaper
BEGIN
    SELECT RAISE(ABORT, 'an official paper is never changed');
END
---
CREATE TRIGGER funds_officialpaper_refuses_delete
BEFORE DELETE ON funds_officialpaper
BEGIN
    SELECT RAISE(ABORT, 'an official paper is never deleted');
END
---
CREATE TRIGGER funds_officialpaper_refuses_replace
BEFORE INSERT ON funds_officialpaper
WHEN EXISTS (SELECT 1 FROM funds_officialpaper WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM funds_officialpaper WHERE key = NEW.key)
BEGIN
    SELECT RAISE(ABORT, 'an official paper is never replaced: UNIQUE constraint failed');
END
---
CREATE TRIGGER funds_yearanswers_refuses_update
BEFORE UPDATE ON funds_yearanswers
BEGIN
    SELECT RAISE(ABORT, 'answers of a year are never changed');
END
---
CREATE TRIGGER funds_yearanswers_refuses_delete
BEFORE DELETE ON funds_yearanswers
BEGIN
    SELECT RAISE(ABORT, 'answers of a year are never deleted');
END
---
CREATE TRIGGER funds_yearanswers_refuses_replace
BEFORE INSERT ON funds_yearanswers
WHEN EXISTS (SELECT 1 FROM funds_yearanswers WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM funds_yearanswers WHERE key = NEW.key)
BEGIN
    SELECT RAISE(ABORT, 'answers of a year are never replaced: UNIQUE constraint failed');
END
