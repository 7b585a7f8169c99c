CREATE TRIGGER funds_policy_refuses_update
BEFORE UPDATE ON funds_policy
BEGIN
    SELECT RAISE(ABORT, 'a version of the rules of paying in is never changed');
END
---
CREATE TRIGGER funds_policy_refuses_delete
BEFORE DELETE ON funds_policy
BEGIN
    SELECT RAISE(ABORT, 'a version of the rules of paying in is never deleted');
END
---
CREATE TRIGGER funds_rate_refuses_update
BEFORE UPDATE ON funds_rate
BEGIN
    SELECT RAISE(ABORT, 'a contribution rate is never changed');
END
---
CREATE TRIGGER funds_rate_refuses_delete
BEFORE DELETE ON funds_rate
BEGIN
    SELECT RAISE(ABORT, 'a contribution rate is never deleted');
END
---
CREATE TRIGGER funds_share_refuses_update
BEFORE UPDATE ON funds_share
BEGIN
    SELECT RAISE(ABORT, 'a share of contributions is never changed');
END
---
CREATE TRIGGER funds_share_refuses_delete
BEFORE DELETE ON funds_share
BEGIN
    SELECT RAISE(ABORT, 'a share of contributions is never deleted');
END
---
CREATE TRIGGER funds_cashcount_refuses_update
BEFORE UPDATE ON funds_cashcount
BEGIN
    SELECT RAISE(ABORT, 'a cash count is never changed');
END
---
CREATE TRIGGER funds_cashcount_refuses_delete
BEFORE DELETE ON funds_cashcount
BEGIN
    SELECT RAISE(ABORT, 'a cash count is never deleted');
END
---
CREATE TRIGGER funds_monthclose_refuses_update
BEFORE UPDATE ON funds_monthclose
BEGIN
    SELECT RAISE(ABORT, 'a month close is never changed');
END
---
CREATE TRIGGER funds_monthclose_refuses_delete
BEFORE DELETE ON funds_monthclose
BEGIN
    SELECT RAISE(ABORT, 'a month close is never deleted');
END
---
CREATE TRIGGER funds_monthreopening_refuses_update
BEFORE UPDATE ON funds_monthreopening
BEGIN
    SELECT RAISE(ABORT, 'a month reopening is never changed');
END
---
CREATE TRIGGER funds_monthreopening_refuses_delete
BEFORE DELETE ON funds_monthreopening
BEGIN
    SELECT RAISE(ABORT, 'a month reopening is never deleted');
END
---
CREATE TRIGGER funds_statement_refuses_update
BEFORE UPDATE ON funds_statement
BEGIN
    SELECT RAISE(ABORT, 'a statement is never changed');
END
---
CREATE TRIGGER funds_statement_refuses_delete
BEFORE DELETE ON funds_statement
BEGIN
    SELECT RAISE(ABORT, 'a statement is never deleted');
END
---
CREATE TRIGGER funds_bankline_refuses_update
BEFORE UPDATE ON funds_bankline
BEGIN
    SELECT RAISE(ABORT, 'a bank line is never changed');
END
---
CREATE TRIGGER funds_bankline_refuses_delete
BEFORE DELETE ON funds_bankline
BEGIN
    SELECT RAISE(ABORT, 'a bank line is never deleted');
END
---
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
CREATE TRIGGER funds_correctiondecision_refuses_update
BEFORE UPDATE ON funds_correctiondecision
BEGIN
    SELECT RAISE(ABORT, 'a decision on a correction is never changed');
END
---
CREATE TRIGGER funds_correctiondecision_refuses_delete
BEFORE DELETE ON funds_correctiondecision
BEGIN
    SELECT RAISE(ABORT, 'a decision on a correction is never deleted');
END
---
CREATE TRIGGER funds_transfer_stays_out_of_closed_months
BEFORE INSERT ON funds_transfer
WHEN EXISTS (
    SELECT 1
    FROM funds_monthclose AS closed
    LEFT JOIN funds_monthreopening AS reopened ON reopened.close_id = closed.id
    WHERE closed.fund_id = NEW.fund_id AND closed.month = substr(NEW."on", 1, 7) || '-01' AND reopened.id IS NULL
)
BEGIN
    SELECT RAISE(ABORT, 'a closed month takes no entries');
END
---
CREATE TRIGGER funds_monthclose_stands_once
BEFORE INSERT ON funds_monthclose
WHEN EXISTS (
    SELECT 1
    FROM funds_monthclose AS closed
    LEFT JOIN funds_monthreopening AS reopened ON reopened.close_id = closed.id
    WHERE closed.fund_id = NEW.fund_id AND closed.month = NEW.month AND reopened.id IS NULL
)
BEGIN
    SELECT RAISE(ABORT, 'a month is closed once');
END
---
CREATE TRIGGER funds_monthreopening_is_by_another_person
BEFORE INSERT ON funds_monthreopening
WHEN (SELECT by_id FROM funds_monthclose WHERE id = NEW.close_id) = NEW.by_id
BEGIN
    SELECT RAISE(ABORT, 'a month is reopened by another person');
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
CREATE TRIGGER funds_cashcount_stays_in_its_fund
BEFORE INSERT ON funds_cashcount
WHEN NOT EXISTS (SELECT 1 FROM funds_account WHERE id = NEW.account_id AND fund_id = NEW.fund_id AND kind = 'cash')
BEGIN
    SELECT RAISE(ABORT, 'a cash count is of a cash box of its fund');
END
---
CREATE TRIGGER funds_bankline_stays_in_its_fund
BEFORE INSERT ON funds_bankline
WHEN NOT EXISTS (SELECT 1 FROM funds_account WHERE id = NEW.account_id AND fund_id = NEW.fund_id AND kind = 'bank')
BEGIN
    SELECT RAISE(ABORT, 'a bank line is of a bank account of its fund');
END
---
CREATE TRIGGER funds_bankmatch_is_the_same_money
BEFORE INSERT ON funds_bankmatch
WHEN NOT EXISTS (
    SELECT 1
    FROM funds_bankline AS line
    JOIN funds_transfer AS entry ON entry.id = NEW.transfer_id
    WHERE line.id = NEW.line_id AND (
        (line.amount = entry.amount AND entry.debit_id = line.account_id)
        OR (line.amount = -entry.amount AND entry.credit_id = line.account_id)
    )
)
BEGIN
    SELECT RAISE(ABORT, 'a bank line is matched to an entry of the same sum in its account');
END
