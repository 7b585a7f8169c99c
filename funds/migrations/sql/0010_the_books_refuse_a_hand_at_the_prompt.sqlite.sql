CREATE TRIGGER funds_bankimport_refuses_update
BEFORE UPDATE ON funds_bankimport
BEGIN
    SELECT RAISE(ABORT, 'an import of bank lines is never changed');
END
---
CREATE TRIGGER funds_bankimport_refuses_delete
BEFORE DELETE ON funds_bankimport
BEGIN
    SELECT RAISE(ABORT, 'an import of bank lines is never deleted');
END
---
CREATE TRIGGER funds_account_keeps_its_place
BEFORE UPDATE ON funds_account
WHEN NEW.fund_id <> OLD.fund_id OR NEW.kind <> OLD.kind OR NEW.line <> OLD.line OR NEW.outsiders <> OLD.outsiders
BEGIN
    SELECT RAISE(ABORT, 'an account keeps its place in the chart');
END
---
CREATE TRIGGER funds_series_only_grows
BEFORE UPDATE ON funds_series
WHEN NEW.fund_id <> OLD.fund_id OR NEW."of" <> OLD."of" OR NEW.year <> OLD.year OR NEW.last < OLD.last
BEGIN
    SELECT RAISE(ABORT, 'a running number only grows');
END
---
CREATE TRIGGER funds_series_refuses_delete
BEFORE DELETE ON funds_series
WHEN OLD.last > 0
BEGIN
    SELECT RAISE(ABORT, 'a running number is never deleted');
END
---
CREATE TRIGGER funds_cashcount_adds_up
BEFORE INSERT ON funds_cashcount
WHEN NEW.total <> COALESCE((SELECT SUM(CAST(key AS INTEGER) * value) FROM json_each(NEW.pieces)), 0)
BEGIN
    SELECT RAISE(ABORT, 'a cash count is the sum of its notes and coins');
END
---
CREATE TRIGGER funds_statement_has_equal_sides
BEFORE INSERT ON funds_statement
WHEN NEW.total <> COALESCE((
        SELECT SUM(json_extract(line.value, '$.satang'))
        FROM json_each(NEW.figures, '$.received') AS part, json_each(part.value) AS line
    ), 0)
    OR NEW.total <> COALESCE((
        SELECT SUM(json_extract(line.value, '$.satang'))
        FROM json_each(NEW.figures, '$.held') AS part, json_each(part.value) AS line
    ), 0)
BEGIN
    SELECT RAISE(ABORT, 'both sides of a statement are equal');
END
---
DROP TRIGGER funds_transfer_stays_out_of_closed_months
---
CREATE TRIGGER funds_transfer_stays_out_of_closed_months
BEFORE INSERT ON funds_transfer
WHEN EXISTS (
    SELECT 1
    FROM funds_monthclose AS closed
    LEFT JOIN funds_monthreopening AS reopened ON reopened.close_id = closed.id
    WHERE closed.fund_id = NEW.fund_id AND closed.month >= substr(NEW."on", 1, 7) || '-01' AND reopened.id IS NULL
)
BEGIN
    SELECT RAISE(ABORT, 'a closed month takes no entries');
END
---
CREATE TRIGGER funds_transfer_refuses_replace
BEFORE INSERT ON funds_transfer
WHEN EXISTS (SELECT 1 FROM funds_transfer WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM funds_transfer WHERE key = NEW.key)
    OR EXISTS (SELECT 1 FROM funds_transfer WHERE reversal_of_id = NEW.reversal_of_id)
BEGIN
    SELECT RAISE(ABORT, 'a transfer is never replaced: UNIQUE constraint failed');
END
---
CREATE TRIGGER funds_receipt_refuses_replace
BEFORE INSERT ON funds_receipt
WHEN EXISTS (SELECT 1 FROM funds_receipt WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM funds_receipt WHERE key = NEW.key)
    OR EXISTS (SELECT 1 FROM funds_receipt WHERE fund_id = NEW.fund_id AND year = NEW.year AND number = NEW.number)
BEGIN
    SELECT RAISE(ABORT, 'a receipt is never replaced: UNIQUE constraint failed');
END
---
CREATE TRIGGER funds_voucher_refuses_replace
BEFORE INSERT ON funds_voucher
WHEN EXISTS (SELECT 1 FROM funds_voucher WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM funds_voucher WHERE key = NEW.key)
    OR EXISTS (SELECT 1 FROM funds_voucher WHERE fund_id = NEW.fund_id AND year = NEW.year AND number = NEW.number)
BEGIN
    SELECT RAISE(ABORT, 'a voucher is never replaced: UNIQUE constraint failed');
END
---
CREATE TRIGGER funds_cashcount_refuses_replace
BEFORE INSERT ON funds_cashcount
WHEN EXISTS (SELECT 1 FROM funds_cashcount WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM funds_cashcount WHERE key = NEW.key)
BEGIN
    SELECT RAISE(ABORT, 'a cash count is never replaced: UNIQUE constraint failed');
END
---
CREATE TRIGGER funds_monthclose_refuses_replace
BEFORE INSERT ON funds_monthclose
WHEN EXISTS (SELECT 1 FROM funds_monthclose WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM funds_monthclose WHERE key = NEW.key)
BEGIN
    SELECT RAISE(ABORT, 'a month close is never replaced: UNIQUE constraint failed');
END
---
CREATE TRIGGER funds_monthreopening_refuses_replace
BEFORE INSERT ON funds_monthreopening
WHEN EXISTS (SELECT 1 FROM funds_monthreopening WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM funds_monthreopening WHERE key = NEW.key)
    OR EXISTS (SELECT 1 FROM funds_monthreopening WHERE close_id = NEW.close_id)
BEGIN
    SELECT RAISE(ABORT, 'a month reopening is never replaced: UNIQUE constraint failed');
END
---
CREATE TRIGGER funds_statement_refuses_replace
BEFORE INSERT ON funds_statement
WHEN EXISTS (SELECT 1 FROM funds_statement WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM funds_statement WHERE key = NEW.key)
BEGIN
    SELECT RAISE(ABORT, 'a statement is never replaced: UNIQUE constraint failed');
END
---
CREATE TRIGGER funds_bankimport_refuses_replace
BEFORE INSERT ON funds_bankimport
WHEN EXISTS (SELECT 1 FROM funds_bankimport WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM funds_bankimport WHERE key = NEW.key)
BEGIN
    SELECT RAISE(ABORT, 'an import of bank lines is never replaced: UNIQUE constraint failed');
END
---
CREATE TRIGGER funds_bankline_refuses_replace
BEFORE INSERT ON funds_bankline
WHEN EXISTS (SELECT 1 FROM funds_bankline WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM funds_bankline WHERE bank_import_id = NEW.bank_import_id AND position = NEW.position)
BEGIN
    SELECT RAISE(ABORT, 'a bank line is never replaced: UNIQUE constraint failed');
END
---
CREATE TRIGGER funds_bankwithdrawal_refuses_replace
BEFORE INSERT ON funds_bankwithdrawal
WHEN EXISTS (SELECT 1 FROM funds_bankwithdrawal WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM funds_bankwithdrawal WHERE key = NEW.key)
    OR EXISTS (SELECT 1 FROM funds_bankwithdrawal WHERE bank_import_id = NEW.bank_import_id)
BEGIN
    SELECT RAISE(ABORT, 'an import taken back is never replaced: UNIQUE constraint failed');
END
---
CREATE TRIGGER funds_bankmatch_refuses_replace
BEFORE INSERT ON funds_bankmatch
WHEN EXISTS (SELECT 1 FROM funds_bankmatch WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM funds_bankmatch WHERE line_id = NEW.line_id)
    OR EXISTS (SELECT 1 FROM funds_bankmatch WHERE transfer_id = NEW.transfer_id)
BEGIN
    SELECT RAISE(ABORT, 'a match of a bank line is never replaced: UNIQUE constraint failed');
END
---
CREATE TRIGGER funds_correction_refuses_replace
BEFORE INSERT ON funds_correction
WHEN EXISTS (SELECT 1 FROM funds_correction WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM funds_correction WHERE key = NEW.key)
BEGIN
    SELECT RAISE(ABORT, 'a correction is never replaced: UNIQUE constraint failed');
END
---
CREATE TRIGGER funds_correctiondecision_refuses_replace
BEFORE INSERT ON funds_correctiondecision
WHEN EXISTS (SELECT 1 FROM funds_correctiondecision WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM funds_correctiondecision WHERE key = NEW.key)
    OR EXISTS (SELECT 1 FROM funds_correctiondecision WHERE correction_id = NEW.correction_id)
BEGIN
    SELECT RAISE(ABORT, 'a decision on a correction is never replaced: UNIQUE constraint failed');
END
