CREATE TRIGGER funds_transfer_refuses_update
BEFORE UPDATE ON funds_transfer
BEGIN
    SELECT RAISE(ABORT, 'a transfer is never changed');
END
---
CREATE TRIGGER funds_transfer_refuses_delete
BEFORE DELETE ON funds_transfer
BEGIN
    SELECT RAISE(ABORT, 'a transfer is never deleted');
END
---
CREATE TRIGGER funds_receipt_refuses_update
BEFORE UPDATE ON funds_receipt
BEGIN
    SELECT RAISE(ABORT, 'a receipt is never changed');
END
---
CREATE TRIGGER funds_receipt_refuses_delete
BEFORE DELETE ON funds_receipt
BEGIN
    SELECT RAISE(ABORT, 'a receipt is never deleted');
END
---
CREATE TRIGGER funds_voucher_refuses_update
BEFORE UPDATE ON funds_voucher
BEGIN
    SELECT RAISE(ABORT, 'a voucher is never changed');
END
---
CREATE TRIGGER funds_voucher_refuses_delete
BEFORE DELETE ON funds_voucher
BEGIN
    SELECT RAISE(ABORT, 'a voucher is never deleted');
END
---
CREATE TRIGGER funds_transfer_stays_in_its_fund
BEFORE INSERT ON funds_transfer
WHEN NOT EXISTS (SELECT 1 FROM funds_account WHERE id = NEW.debit_id AND fund_id = NEW.fund_id)
    OR NOT EXISTS (SELECT 1 FROM funds_account WHERE id = NEW.credit_id AND fund_id = NEW.fund_id)
    OR (NEW.receipt_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM funds_receipt WHERE id = NEW.receipt_id AND fund_id = NEW.fund_id))
    OR (NEW.voucher_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM funds_voucher WHERE id = NEW.voucher_id AND fund_id = NEW.fund_id))
BEGIN
    SELECT RAISE(ABORT, 'a transfer never crosses funds');
END
---
CREATE TRIGGER funds_transfer_reversal_mirrors
BEFORE INSERT ON funds_transfer
WHEN NEW.reversal_of_id IS NOT NULL AND NOT EXISTS (
    SELECT 1
    FROM funds_transfer AS turned
    WHERE turned.id = NEW.reversal_of_id AND turned.debit_id = NEW.credit_id
        AND turned.credit_id = NEW.debit_id AND turned.amount = NEW.amount
)
BEGIN
    SELECT RAISE(ABORT, 'a reversal mirrors the transfer that it turns back');
END
