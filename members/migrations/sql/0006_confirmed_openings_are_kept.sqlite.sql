CREATE TRIGGER members_openingcheck_refuses_update
BEFORE UPDATE ON members_openingcheck
BEGIN
    SELECT RAISE(ABORT, 'a confirmed opening is never changed');
END
---
CREATE TRIGGER members_openingcheck_refuses_delete
BEFORE DELETE ON members_openingcheck
BEGIN
    SELECT RAISE(ABORT, 'a confirmed opening is never deleted');
END
---
CREATE TRIGGER members_opening_is_kept_on_update
BEFORE UPDATE ON members_opening
WHEN EXISTS (
    SELECT 1 FROM members_openingcheck
    JOIN members_membership ON members_membership.fund_id = members_openingcheck.fund_id
    WHERE members_membership.id = OLD.membership_id
)
BEGIN
    SELECT RAISE(ABORT, 'the facts of a confirmed opening are never changed');
END
---
CREATE TRIGGER members_opening_is_kept_on_delete
BEFORE DELETE ON members_opening
WHEN EXISTS (
    SELECT 1 FROM members_openingcheck
    JOIN members_membership ON members_membership.fund_id = members_openingcheck.fund_id
    WHERE members_membership.id = OLD.membership_id
)
BEGIN
    SELECT RAISE(ABORT, 'the facts of a confirmed opening are never deleted');
END
