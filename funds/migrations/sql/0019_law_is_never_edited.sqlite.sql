CREATE TRIGGER funds_regulation_refuses_update
BEFORE UPDATE ON funds_regulation
BEGIN
    SELECT RAISE(ABORT, 'a regulation is never changed');
END
---
CREATE TRIGGER funds_regulation_refuses_delete
BEFORE DELETE ON funds_regulation
BEGIN
    SELECT RAISE(ABORT, 'a regulation is never deleted');
END
---
CREATE TRIGGER funds_regulation_follows_the_last
BEFORE INSERT ON funds_regulation
WHEN EXISTS (
    SELECT 1 FROM funds_regulation WHERE fund_id = NEW.fund_id AND in_force_from > NEW.in_force_from
)
BEGIN
    SELECT RAISE(ABORT, 'a regulation begins after the last one');
END
---
CREATE TRIGGER funds_term_refuses_update
BEFORE UPDATE ON funds_term
BEGIN
    SELECT RAISE(ABORT, 'a benefit of a regulation is never changed');
END
---
CREATE TRIGGER funds_term_refuses_delete
BEFORE DELETE ON funds_term
BEGIN
    SELECT RAISE(ABORT, 'a benefit of a regulation is never deleted');
END
---
CREATE TRIGGER funds_term_comes_with_its_regulation
BEFORE INSERT ON funds_term
WHEN (SELECT COUNT(*) FROM funds_term WHERE regulation_id = NEW.regulation_id)
    >= (SELECT term_count FROM funds_regulation WHERE id = NEW.regulation_id)
BEGIN
    SELECT RAISE(ABORT, 'no benefit is added to a regulation');
END
---
CREATE TRIGGER funds_regulationdraft_adopted_is_kept
BEFORE UPDATE ON funds_regulationdraft
WHEN OLD.regulation_id IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'a draft that was adopted is never changed');
END
---
CREATE TRIGGER funds_regulationdraft_adopted_stays
BEFORE DELETE ON funds_regulationdraft
WHEN OLD.regulation_id IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'a draft that was adopted is never deleted');
END
