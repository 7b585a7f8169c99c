CREATE TRIGGER funds_regulation_refuses_change
BEFORE UPDATE OR DELETE ON funds_regulation
FOR EACH ROW EXECUTE FUNCTION refuse_change('a regulation')
---
CREATE OR REPLACE FUNCTION funds_regulation_follows_the_last() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM funds_regulation WHERE fund_id = NEW.fund_id AND in_force_from > NEW.in_force_from
    ) THEN
        RAISE EXCEPTION 'a regulation begins after the last one' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER funds_regulation_follows_the_last
BEFORE INSERT ON funds_regulation
FOR EACH ROW EXECUTE FUNCTION funds_regulation_follows_the_last()
---
CREATE TRIGGER funds_term_refuses_change
BEFORE UPDATE OR DELETE ON funds_term
FOR EACH ROW EXECUTE FUNCTION refuse_change('a benefit of a regulation')
---
CREATE OR REPLACE FUNCTION funds_term_comes_with_its_regulation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT COUNT(*) FROM funds_term WHERE regulation_id = NEW.regulation_id)
        >= (SELECT term_count FROM funds_regulation WHERE id = NEW.regulation_id) THEN
        RAISE EXCEPTION 'no benefit is added to a regulation' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER funds_term_comes_with_its_regulation
BEFORE INSERT ON funds_term
FOR EACH ROW EXECUTE FUNCTION funds_term_comes_with_its_regulation()
---
CREATE OR REPLACE FUNCTION funds_regulationdraft_adopted_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a draft that was adopted is never changed' USING ERRCODE = 'integrity_constraint_violation';
END
$$
---
CREATE TRIGGER funds_regulationdraft_adopted_is_kept
BEFORE UPDATE OR DELETE ON funds_regulationdraft
FOR EACH ROW WHEN (OLD.regulation_id IS NOT NULL) EXECUTE FUNCTION funds_regulationdraft_adopted_is_kept()
