CREATE TRIGGER members_import_refuses_update
BEFORE UPDATE ON members_import
BEGIN
    SELECT RAISE(ABORT, 'that a file was taken in is never changed');
END
---
CREATE TRIGGER members_import_refuses_delete
BEFORE DELETE ON members_import
BEGIN
    SELECT RAISE(ABORT, 'that a file was taken in is never deleted');
END
---
CREATE TRIGGER members_importwithdrawal_refuses_update
BEFORE UPDATE ON members_importwithdrawal
BEGIN
    SELECT RAISE(ABORT, 'that a file was taken back is never changed');
END
---
CREATE TRIGGER members_importwithdrawal_refuses_delete
BEFORE DELETE ON members_importwithdrawal
BEGIN
    SELECT RAISE(ABORT, 'that a file was taken back is never deleted');
END
---
CREATE TRIGGER members_importedmember_stays_in_its_fund
BEFORE INSERT ON members_importedmember
WHEN (SELECT fund_id FROM members_membership WHERE id = NEW.membership_id)
    <> (SELECT fund_id FROM members_import WHERE id = NEW.made_by_id)
BEGIN
    SELECT RAISE(ABORT, 'what a file made stays in its fund');
END
