CREATE TRIGGER members_collection_refuses_update
BEFORE UPDATE ON members_collection
BEGIN
    SELECT RAISE(ABORT, 'a collection day is never changed');
END
---
CREATE TRIGGER members_collection_refuses_delete
BEFORE DELETE ON members_collection
BEGIN
    SELECT RAISE(ABORT, 'a collection day is never deleted');
END
---
CREATE TRIGGER members_lapsewarning_refuses_update
BEFORE UPDATE ON members_lapsewarning
BEGIN
    SELECT RAISE(ABORT, 'a warning before lapse is never changed');
END
---
CREATE TRIGGER members_lapsewarning_refuses_delete
BEFORE DELETE ON members_lapsewarning
BEGIN
    SELECT RAISE(ABORT, 'a warning before lapse is never deleted');
END
---
CREATE TRIGGER members_collection_stays_in_its_fund
BEFORE INSERT ON members_collection
WHEN NOT EXISTS (SELECT 1 FROM funds_account WHERE id = NEW.into_id AND fund_id = NEW.fund_id)
    OR (NEW.branch_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM funds_branch WHERE id = NEW.branch_id AND fund_id = NEW.fund_id))
    OR NEW.difference <> NEW.counted - NEW.total
BEGIN
    SELECT RAISE(ABORT, 'a collection day stays in its fund, and its difference is what was counted less its receipts');
END
