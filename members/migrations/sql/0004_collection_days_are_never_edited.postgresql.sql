CREATE TRIGGER members_collection_refuses_change
BEFORE UPDATE OR DELETE ON members_collection
FOR EACH ROW EXECUTE FUNCTION refuse_change('a collection day')
---
CREATE TRIGGER members_lapsewarning_refuses_change
BEFORE UPDATE OR DELETE ON members_lapsewarning
FOR EACH ROW EXECUTE FUNCTION refuse_change('a warning before lapse')
---
CREATE OR REPLACE FUNCTION members_collection_stays_in_its_fund() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM funds_account WHERE id = NEW.into_id AND fund_id = NEW.fund_id)
        OR (NEW.branch_id IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM funds_branch WHERE id = NEW.branch_id AND fund_id = NEW.fund_id))
        OR NEW.difference <> NEW.counted - NEW.total THEN
        RAISE EXCEPTION 'a collection day stays in its fund, and its difference is what was counted less its receipts' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER members_collection_stays_in_its_fund
BEFORE INSERT ON members_collection
FOR EACH ROW EXECUTE FUNCTION members_collection_stays_in_its_fund()
