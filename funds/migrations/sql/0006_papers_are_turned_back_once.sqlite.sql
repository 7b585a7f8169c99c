CREATE TRIGGER funds_correction_refuses_update
BEFORE UPDATE ON funds_correction
BEGIN
    SELECT RAISE(ABORT, 'a correction is never changed');
END
---
CREATE TRIGGER funds_correction_refuses_delete
BEFORE DELETE ON funds_correction
BEGIN
    SELECT RAISE(ABORT, 'a correction is never deleted');
END
---
CREATE TRIGGER funds_correction_stays_in_its_fund
BEFORE INSERT ON funds_correction
WHEN (NEW.receipt_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM funds_receipt WHERE id = NEW.receipt_id AND fund_id = NEW.fund_id))
    OR (NEW.voucher_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM funds_voucher WHERE id = NEW.voucher_id AND fund_id = NEW.fund_id))
    OR (NEW.transfer_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM funds_transfer WHERE id = NEW.transfer_id AND fund_id = NEW.fund_id))
BEGIN
    SELECT RAISE(ABORT, 'a correction stays in its fund');
END
---
CREATE TRIGGER funds_correctiondecision_is_by_another_person
BEFORE INSERT ON funds_correctiondecision
WHEN NEW.needed AND (SELECT by_id FROM funds_correction WHERE id = NEW.correction_id) = NEW.by_id
BEGIN
    SELECT RAISE(ABORT, 'a correction above the limit is decided by another person');
END
---
CREATE TRIGGER funds_bankwithdrawal_refuses_update
BEFORE UPDATE ON funds_bankwithdrawal
BEGIN
    SELECT RAISE(ABORT, 'an import taken back is never changed');
END
---
CREATE TRIGGER funds_bankwithdrawal_refuses_delete
BEFORE DELETE ON funds_bankwithdrawal
BEGIN
    SELECT RAISE(ABORT, 'an import taken back is never deleted');
END
---
CREATE TRIGGER funds_bankmatch_refuses_update
BEFORE UPDATE ON funds_bankmatch
BEGIN
    SELECT RAISE(ABORT, 'a match of a bank line is never changed');
END
---
CREATE TRIGGER funds_correction_is_asked_once
BEFORE INSERT ON funds_correction
WHEN EXISTS (
    SELECT 1
    FROM funds_correction AS earlier
    LEFT JOIN funds_correctiondecision AS decided ON decided.correction_id = earlier.id
    WHERE (decided.id IS NULL OR decided.is_done) AND (
        earlier.receipt_id = NEW.receipt_id OR earlier.voucher_id = NEW.voucher_id
        OR earlier.transfer_id = NEW.transfer_id
    )
)
BEGIN
    SELECT RAISE(ABORT, 'a paper is turned back once');
END
---
CREATE TRIGGER funds_bankwithdrawal_leaves_no_match
BEFORE INSERT ON funds_bankwithdrawal
WHEN EXISTS (
    SELECT 1
    FROM funds_bankmatch AS matched
    JOIN funds_bankline AS line ON line.id = matched.line_id
    WHERE line.bank_import_id = NEW.bank_import_id
)
BEGIN
    SELECT RAISE(ABORT, 'an import with matched lines is not taken back');
END
---
CREATE TRIGGER funds_bankimport_is_taken_in_once
BEFORE INSERT ON funds_bankimport
WHEN EXISTS (
    SELECT 1
    FROM funds_bankimport AS earlier
    LEFT JOIN funds_bankwithdrawal AS back ON back.bank_import_id = earlier.id
    WHERE earlier.account_id = NEW.account_id AND earlier.sha256 = NEW.sha256 AND back.id IS NULL
)
BEGIN
    SELECT RAISE(ABORT, 'a file of bank lines is taken in once');
END
---
CREATE TRIGGER funds_bankmatch_is_of_a_standing_line
BEFORE INSERT ON funds_bankmatch
WHEN EXISTS (
    SELECT 1
    FROM funds_bankline AS line
    JOIN funds_bankwithdrawal AS back ON back.bank_import_id = line.bank_import_id
    WHERE line.id = NEW.line_id
)
BEGIN
    SELECT RAISE(ABORT, 'a line of an import that was taken back is not matched');
END
---
CREATE TRIGGER funds_bankmatch_stays_in_closed_months
BEFORE DELETE ON funds_bankmatch
WHEN EXISTS (
    SELECT 1
    FROM funds_bankline AS line
    JOIN funds_transfer AS entry ON entry.id = OLD.transfer_id
    JOIN funds_monthclose AS closed ON closed.fund_id = line.fund_id
    LEFT JOIN funds_monthreopening AS reopened ON reopened.close_id = closed.id
    WHERE line.id = OLD.line_id AND reopened.id IS NULL AND (
        closed.month = substr(line."on", 1, 7) || '-01' OR closed.month = substr(entry."on", 1, 7) || '-01'
    )
)
BEGIN
    SELECT RAISE(ABORT, 'a match of a closed month stays');
END
