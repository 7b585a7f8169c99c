CREATE TRIGGER funds_bankwithdrawal_refuses_change
BEFORE UPDATE OR DELETE ON funds_bankwithdrawal
FOR EACH ROW EXECUTE FUNCTION refuse_change('an import taken back')
---
CREATE TRIGGER funds_bankmatch_refuses_update
BEFORE UPDATE ON funds_bankmatch
FOR EACH ROW EXECUTE FUNCTION refuse_change('a match of a bank line')
---
CREATE OR REPLACE FUNCTION funds_correction_is_asked_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1
        FROM funds_correction AS earlier
        LEFT JOIN funds_correctiondecision AS decided ON decided.correction_id = earlier.id
        WHERE (decided.id IS NULL OR decided.is_done) AND (
            earlier.receipt_id = NEW.receipt_id OR earlier.voucher_id = NEW.voucher_id
            OR earlier.transfer_id = NEW.transfer_id
        )
    ) THEN
        RAISE EXCEPTION 'a paper is turned back once' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER funds_correction_is_asked_once
BEFORE INSERT ON funds_correction
FOR EACH ROW EXECUTE FUNCTION funds_correction_is_asked_once()
---
CREATE OR REPLACE FUNCTION funds_bankwithdrawal_leaves_no_match() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1
        FROM funds_bankmatch AS matched
        JOIN funds_bankline AS line ON line.id = matched.line_id
        WHERE line.bank_import_id = NEW.bank_import_id
    ) THEN
        RAISE EXCEPTION 'an import with matched lines is not taken back' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER funds_bankwithdrawal_leaves_no_match
BEFORE INSERT ON funds_bankwithdrawal
FOR EACH ROW EXECUTE FUNCTION funds_bankwithdrawal_leaves_no_match()
---
CREATE OR REPLACE FUNCTION funds_bankimport_is_taken_in_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1
        FROM funds_bankimport AS earlier
        LEFT JOIN funds_bankwithdrawal AS back ON back.bank_import_id = earlier.id
        WHERE earlier.account_id = NEW.account_id AND earlier.sha256 = NEW.sha256 AND back.id IS NULL
    ) THEN
        RAISE EXCEPTION 'a file of bank lines is taken in once' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER funds_bankimport_is_taken_in_once
BEFORE INSERT ON funds_bankimport
FOR EACH ROW EXECUTE FUNCTION funds_bankimport_is_taken_in_once()
---
CREATE OR REPLACE FUNCTION funds_bankmatch_is_of_a_standing_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1
        FROM funds_bankline AS line
        JOIN funds_bankwithdrawal AS back ON back.bank_import_id = line.bank_import_id
        WHERE line.id = NEW.line_id
    ) THEN
        RAISE EXCEPTION 'a line of an import that was taken back is not matched' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER funds_bankmatch_is_of_a_standing_line
BEFORE INSERT ON funds_bankmatch
FOR EACH ROW EXECUTE FUNCTION funds_bankmatch_is_of_a_standing_line()
---
CREATE OR REPLACE FUNCTION funds_bankmatch_stays_in_closed_months() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1
        FROM funds_bankline AS line
        JOIN funds_transfer AS entry ON entry.id = OLD.transfer_id
        JOIN funds_monthclose AS closed ON closed.fund_id = line.fund_id
        LEFT JOIN funds_monthreopening AS reopened ON reopened.close_id = closed.id
        WHERE line.id = OLD.line_id AND reopened.id IS NULL AND (
            closed.month = date_trunc('month', line."on")::date OR closed.month = date_trunc('month', entry."on")::date
        )
    ) THEN
        RAISE EXCEPTION 'a match of a closed month stays' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
END
$$
---
CREATE TRIGGER funds_bankmatch_stays_in_closed_months
BEFORE DELETE ON funds_bankmatch
FOR EACH ROW EXECUTE FUNCTION funds_bankmatch_stays_in_closed_months()
