CREATE TRIGGER members_signalclosing_refuses_update
BEFORE UPDATE ON members_signalclosing
BEGIN
    SELECT RAISE(ABORT, 'a closing of a signal is never changed');
END
---
CREATE TRIGGER members_signalclosing_refuses_delete
BEFORE DELETE ON members_signalclosing
BEGIN
    SELECT RAISE(ABORT, 'a closing of a signal is never deleted');
END
---
CREATE TRIGGER members_signalclosing_refuses_replace
BEFORE INSERT ON members_signalclosing
WHEN EXISTS (SELECT 1 FROM members_signalclosing WHERE id = NEW.id OR key = NEW.key)
BEGIN
    SELECT RAISE(ABORT, 'a closing of a signal is never replaced: UNIQUE constraint failed');
END
---
CREATE TRIGGER members_signalreopening_refuses_update
BEFORE UPDATE ON members_signalreopening
BEGIN
    SELECT RAISE(ABORT, 'a reopening of a signal is never changed');
END
---
CREATE TRIGGER members_signalreopening_refuses_delete
BEFORE DELETE ON members_signalreopening
BEGIN
    SELECT RAISE(ABORT, 'a reopening of a signal is never deleted');
END
---
CREATE TRIGGER members_signalreopening_refuses_replace
BEFORE INSERT ON members_signalreopening
WHEN EXISTS (SELECT 1 FROM members_signalreopening WHERE id = NEW.id OR key = NEW.key)
BEGIN
    SELECT RAISE(ABORT, 'a reopening of a signal is never replaced: UNIQUE constraint failed');
END
