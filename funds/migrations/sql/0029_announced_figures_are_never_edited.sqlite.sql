CREATE TRIGGER funds_publishedfigure_refuses_update
BEFORE UPDATE ON funds_publishedfigure
BEGIN
    SELECT RAISE(ABORT, 'an announced figure is never changed');
END
---
CREATE TRIGGER funds_publishedfigure_refuses_delete
BEFORE DELETE ON funds_publishedfigure
BEGIN
    SELECT RAISE(ABORT, 'an announced figure is never deleted');
END
---
CREATE TRIGGER funds_publishedfigure_refuses_replace
BEFORE INSERT ON funds_publishedfigure
WHEN EXISTS (SELECT 1 FROM funds_publishedfigure WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM funds_publishedfigure WHERE key = NEW.key)
BEGIN
    SELECT RAISE(ABORT, 'an announced figure is never replaced: UNIQUE constraint failed');
END
---
CREATE TRIGGER funds_publishedexplanation_refuses_update
BEFORE UPDATE ON funds_publishedexplanation
BEGIN
    SELECT RAISE(ABORT, 'an explanation of an announced figure is never changed');
END
---
CREATE TRIGGER funds_publishedexplanation_refuses_delete
BEFORE DELETE ON funds_publishedexplanation
BEGIN
    SELECT RAISE(ABORT, 'an explanation of an announced figure is never deleted');
END
---
CREATE TRIGGER funds_publishedexplanation_refuses_replace
BEFORE INSERT ON funds_publishedexplanation
WHEN EXISTS (SELECT 1 FROM funds_publishedexplanation WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM funds_publishedexplanation WHERE key = NEW.key)
BEGIN
    SELECT RAISE(ABORT, 'an explanation of an announced figure is never replaced: UNIQUE constraint failed');
END
