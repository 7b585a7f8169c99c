CREATE TRIGGER funds_policy_refuses_change
BEFORE UPDATE OR DELETE ON funds_policy
FOR EACH ROW EXECUTE FUNCTION refuse_change('a version of the rules of paying in')
---
CREATE TRIGGER funds_rate_refuses_change
BEFORE UPDATE OR DELETE ON funds_rate
FOR EACH ROW EXECUTE FUNCTION refuse_change('a contribution rate')
---
CREATE TRIGGER funds_share_refuses_change
BEFORE UPDATE OR DELETE ON funds_share
FOR EACH ROW EXECUTE FUNCTION refuse_change('a share of contributions')
---
CREATE TRIGGER funds_cashcount_refuses_change
BEFORE UPDATE OR DELETE ON funds_cashcount
FOR EACH ROW EXECUTE FUNCTION refuse_change('a cash count')
---
CREATE TRIGGER funds_monthclose_refuses_change
BEFORE UPDATE OR DELETE ON funds_monthclose
FOR EACH ROW EXECUTE FUNCTION refuse_change('a month close')
---
CREATE TRIGGER funds_monthreopening_refuses_change
BEFORE UPDATE OR DELETE ON funds_monthreopening
FOR EACH ROW EXECUTE FUNCTION refuse_change('a month reopening')
---
CREATE TRIGGER funds_statement_refuses_change
BEFORE UPDATE OR DELETE ON funds_statement
FOR EACH ROW EXECUTE FUNCTION refuse_change('a statement')
---
CREATE TRIGGER funds_bankline_refuses_change
BEFORE UPDATE OR DELETE ON funds_bankline
FOR EACH ROW EXECUTE FUNCTION refuse_change('a bank line')
---
CREATE TRIGGER funds_correction_refuses_change
BEFORE UPDATE OR DELETE ON funds_correction
FOR EACH ROW EXECUTE FUNCTION refuse_change('a correction')
---
CREATE TRIGGER funds_correctiondecision_refuses_change
BEFORE UPDATE OR DELETE ON funds_correctiondecision
FOR EACH ROW EXECUTE FUNCTION refuse_change('a decision on a correction')
---
CREATE OR REPLACE FUNCTION funds_transfer_stays_out_of_closed_months() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1
        FROM funds_monthclose AS closed
        LEFT JOIN funds_monthreopening AS reopened ON reopened.close_id = closed.id
        WHERE closed.fund_id = NEW.fund_id AND closed.month = date_trunc('month', NEW."on")::date AND reopened.id IS NULL
    ) THEN
        RAISE EXCEPTION 'a closed month takes no entries' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER funds_transfer_stays_out_of_closed_months
BEFORE INSERT ON funds_transfer
FOR EACH ROW EXECUTE FUNCTION funds_transfer_stays_out_of_closed_months()
---
CREATE OR REPLACE FUNCTION funds_monthclose_stands_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1
        FROM funds_monthclose AS closed
        LEFT JOIN funds_monthreopening AS reopened ON reopened.close_id = closed.id
        WHERE closed.fund_id = NEW.fund_id AND closed.month = NEW.month AND reopened.id IS NULL
    ) THEN
        RAISE EXCEPTION 'a month is closed once' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER funds_monthclose_stands_once
BEFORE INSERT ON funds_monthclose
FOR EACH ROW EXECUTE FUNCTION funds_monthclose_stands_once()
---
CREATE OR REPLACE FUNCTION funds_monthreopening_is_by_another_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT by_id FROM funds_monthclose WHERE id = NEW.close_id) = NEW.by_id THEN
        RAISE EXCEPTION 'a month is reopened by another person' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER funds_monthreopening_is_by_another_person
BEFORE INSERT ON funds_monthreopening
FOR EACH ROW EXECUTE FUNCTION funds_monthreopening_is_by_another_person()
---
CREATE OR REPLACE FUNCTION funds_correction_stays_in_its_fund() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.receipt_id IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM funds_receipt WHERE id = NEW.receipt_id AND fund_id = NEW.fund_id))
        OR (NEW.voucher_id IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM funds_voucher WHERE id = NEW.voucher_id AND fund_id = NEW.fund_id))
        OR (NEW.transfer_id IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM funds_transfer WHERE id = NEW.transfer_id AND fund_id = NEW.fund_id)) THEN
        RAISE EXCEPTION 'a correction stays in its fund' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER funds_correction_stays_in_its_fund
BEFORE INSERT ON funds_correction
FOR EACH ROW EXECUTE FUNCTION funds_correction_stays_in_its_fund()
---
CREATE OR REPLACE FUNCTION funds_correctiondecision_is_by_another_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.needed AND (SELECT by_id FROM funds_correction WHERE id = NEW.correction_id) = NEW.by_id THEN
        RAISE EXCEPTION 'a correction above the limit is decided by another person' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER funds_correctiondecision_is_by_another_person
BEFORE INSERT ON funds_correctiondecision
FOR EACH ROW EXECUTE FUNCTION funds_correctiondecision_is_by_another_person()
---
CREATE OR REPLACE FUNCTION funds_cashcount_stays_in_its_fund() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM funds_account WHERE id = NEW.account_id AND fund_id = NEW.fund_id AND kind = 'cash') THEN
        RAISE EXCEPTION 'a cash count is of a cash box of its fund' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER funds_cashcount_stays_in_its_fund
BEFORE INSERT ON funds_cashcount
FOR EACH ROW EXECUTE FUNCTION funds_cashcount_stays_in_its_fund()
---
CREATE OR REPLACE FUNCTION funds_bankline_stays_in_its_fund() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM funds_account WHERE id = NEW.account_id AND fund_id = NEW.fund_id AND kind = 'bank') THEN
        RAISE EXCEPTION 'a bank line is of a bank account of its fund' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER funds_bankline_stays_in_its_fund
BEFORE INSERT ON funds_bankline
FOR EACH ROW EXECUTE FUNCTION funds_bankline_stays_in_its_fund()
---
CREATE OR REPLACE FUNCTION funds_bankmatch_is_the_same_money() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1
        FROM funds_bankline AS line
        JOIN funds_transfer AS entry ON entry.id = NEW.transfer_id
        WHERE line.id = NEW.line_id AND (
            (line.amount = entry.amount AND entry.debit_id = line.account_id)
            OR (line.amount = -entry.amount AND entry.credit_id = line.account_id)
        )
    ) THEN
        RAISE EXCEPTION 'a bank line is matched to an entry of the same sum in its account' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER funds_bankmatch_is_the_same_money
BEFORE INSERT ON funds_bankmatch
FOR EACH ROW EXECUTE FUNCTION funds_bankmatch_is_the_same_money()
