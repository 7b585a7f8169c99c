CREATE TRIGGER funds_inkind_refuses_update
BEFORE UPDATE ON funds_inkind
BEGIN
    SELECT RAISE(ABORT, 'help in kind is never changed');
END
---
CREATE TRIGGER funds_inkind_refuses_delete
BEFORE DELETE ON funds_inkind
BEGIN
    SELECT RAISE(ABORT, 'help in kind is never deleted');
END
---
CREATE TRIGGER funds_inkind_refuses_replace
BEFORE INSERT ON funds_inkind
WHEN EXISTS (SELECT 1 FROM funds_inkind WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM funds_inkind WHERE key = NEW.key)
BEGIN
    SELECT RAISE(ABORT, 'help in kind is never replaced: UNIQUE constraint failed');
END
---
CREATE TRIGGER funds_inkindwithdrawal_refuses_update
BEFORE UPDATE ON funds_inkindwithdrawal
BEGIN
    SELECT RAISE(ABORT, 'help in kind taken back is never changed');
END
---
CREATE TRIGGER funds_inkindwithdrawal_refuses_delete
BEFORE DELETE ON funds_inkindwithdrawal
BEGIN
    SELECT RAISE(ABORT, 'help in kind taken back is never deleted');
END
---
CREATE TRIGGER funds_inkindwithdrawal_refuses_replace
BEFORE INSERT ON funds_inkindwithdrawal
WHEN EXISTS (SELECT 1 FROM funds_inkindwithdrawal WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM funds_inkindwithdrawal WHERE key = NEW.key)
    OR EXISTS (SELECT 1 FROM funds_inkindwithdrawal WHERE in_kind_id = NEW.in_kind_id)
BEGIN
    SELECT RAISE(ABORT, 'help in kind taken back is never replaced: UNIQUE constraint failed');
END
---
CREATE TRIGGER funds_account_keeps_its_place
BEFORE UPDATE ON funds_account
WHEN NEW.fund_id <> OLD.fund_id OR NEW.kind <> OLD.kind OR NEW.line <> OLD.line OR NEW.outsiders <> OLD.outsiders
    OR NEW.round <> OLD.round
BEGIN
    SELECT RAISE(ABORT, 'an account keeps its place in the chart');
END
