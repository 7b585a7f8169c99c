CREATE TRIGGER funds_bankimport_refuses_change
BEFORE UPDATE OR DELETE ON funds_bankimport
FOR EACH ROW EXECUTE FUNCTION refuse_change('an import of bank lines')
---
CREATE OR REPLACE FUNCTION funds_account_keeps_its_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.fund_id, NEW.kind, NEW.line, NEW.outsiders) <> (OLD.fund_id, OLD.kind, OLD.line, OLD.outsiders) THEN
        RAISE EXCEPTION 'an account keeps its place in the chart' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER funds_account_keeps_its_place
BEFORE UPDATE ON funds_account
FOR EACH ROW EXECUTE FUNCTION funds_account_keeps_its_place()
---
CREATE OR REPLACE FUNCTION funds_series_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.fund_id, NEW."of", NEW.year) <> (OLD.fund_id, OLD."of", OLD.year) OR NEW.last < OLD.last THEN
        RAISE EXCEPTION 'a running number only grows' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER funds_series_only_grows
BEFORE UPDATE ON funds_series
FOR EACH ROW EXECUTE FUNCTION funds_series_only_grows()
---
CREATE TRIGGER funds_series_refuses_delete
BEFORE DELETE ON funds_series
FOR EACH ROW WHEN (OLD.last > 0) EXECUTE FUNCTION refuse_change('a running number')
---
CREATE OR REPLACE FUNCTION funds_cashcount_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.total <> COALESCE(
        (SELECT SUM(piece.key::bigint * piece.value::bigint) FROM jsonb_each_text(NEW.pieces) AS piece), 0
    ) THEN
        RAISE EXCEPTION 'a cash count is the sum of its notes and coins' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER funds_cashcount_adds_up
BEFORE INSERT ON funds_cashcount
FOR EACH ROW EXECUTE FUNCTION funds_cashcount_adds_up()
---
CREATE OR REPLACE FUNCTION funds_statement_has_equal_sides() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1
        FROM (VALUES ('received'), ('held')) AS side(name)
        WHERE NEW.total <> COALESCE((
            SELECT SUM((line ->> 'satang')::bigint)
            FROM jsonb_array_elements(NEW.figures -> side.name) AS part, jsonb_array_elements(part) AS line
        ), 0)
    ) THEN
        RAISE EXCEPTION 'both sides of a statement are equal' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER funds_statement_has_equal_sides
BEFORE INSERT ON funds_statement
FOR EACH ROW EXECUTE FUNCTION funds_statement_has_equal_sides()
---
CREATE OR REPLACE FUNCTION funds_transfer_stays_out_of_closed_months() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1
        FROM funds_monthclose AS closed
        LEFT JOIN funds_monthreopening AS reopened ON reopened.close_id = closed.id
        WHERE closed.fund_id = NEW.fund_id AND closed.month >= date_trunc('month', NEW."on")::date
            AND reopened.id IS NULL
    ) THEN
        RAISE EXCEPTION 'a closed month takes no entries' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER funds_transfer_refuses_truncate
BEFORE TRUNCATE ON funds_transfer
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('a transfer')
---
CREATE TRIGGER funds_receipt_refuses_truncate
BEFORE TRUNCATE ON funds_receipt
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('a receipt')
---
CREATE TRIGGER funds_voucher_refuses_truncate
BEFORE TRUNCATE ON funds_voucher
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('a voucher')
---
CREATE TRIGGER funds_cashcount_refuses_truncate
BEFORE TRUNCATE ON funds_cashcount
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('a cash count')
---
CREATE TRIGGER funds_monthclose_refuses_truncate
BEFORE TRUNCATE ON funds_monthclose
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('a month close')
---
CREATE TRIGGER funds_monthreopening_refuses_truncate
BEFORE TRUNCATE ON funds_monthreopening
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('a month reopening')
---
CREATE TRIGGER funds_statement_refuses_truncate
BEFORE TRUNCATE ON funds_statement
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('a statement')
---
CREATE TRIGGER funds_bankimport_refuses_truncate
BEFORE TRUNCATE ON funds_bankimport
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('an import of bank lines')
---
CREATE TRIGGER funds_bankline_refuses_truncate
BEFORE TRUNCATE ON funds_bankline
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('a bank line')
---
CREATE TRIGGER funds_bankwithdrawal_refuses_truncate
BEFORE TRUNCATE ON funds_bankwithdrawal
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('an import taken back')
---
CREATE TRIGGER funds_bankmatch_refuses_truncate
BEFORE TRUNCATE ON funds_bankmatch
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('a match of a bank line')
---
CREATE TRIGGER funds_correction_refuses_truncate
BEFORE TRUNCATE ON funds_correction
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('a correction')
---
CREATE TRIGGER funds_correctiondecision_refuses_truncate
BEFORE TRUNCATE ON funds_correctiondecision
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('a decision on a correction')
