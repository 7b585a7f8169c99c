CREATE TRIGGER funds_attachment_refuses_update
BEFORE UPDATE ON funds_attachment
BEGIN
    SELECT RAISE(ABORT, 'an attached file is never changed');
END
---
CREATE TRIGGER funds_attachment_refuses_delete
BEFORE DELETE ON funds_attachment
BEGIN
    SELECT RAISE(ABORT, 'an attached file is never deleted');
END
---
CREATE TRIGGER funds_attachmentwithdrawal_refuses_update
BEFORE UPDATE ON funds_attachmentwithdrawal
BEGIN
    SELECT RAISE(ABORT, 'the taking back of a file is never changed');
END
---
CREATE TRIGGER funds_attachmentwithdrawal_refuses_delete
BEFORE DELETE ON funds_attachmentwithdrawal
BEGIN
    SELECT RAISE(ABORT, 'the taking back of a file is never deleted');
END
---
CREATE TRIGGER funds_voucherproof_refuses_update
BEFORE UPDATE ON funds_voucherproof
BEGIN
    SELECT RAISE(ABORT, 'a proof of a voucher is never changed');
END
---
CREATE TRIGGER funds_voucherproof_refuses_delete
BEFORE DELETE ON funds_voucherproof
BEGIN
    SELECT RAISE(ABORT, 'a proof of a voucher is never deleted');
END
---
CREATE TRIGGER funds_voucherproof_stays_in_its_fund
BEFORE INSERT ON funds_voucherproof
WHEN (SELECT fund_id FROM funds_voucher WHERE id = NEW.voucher_id)
    IS NOT (SELECT fund_id FROM funds_attachment WHERE id = NEW.attachment_id)
BEGIN
    SELECT RAISE(ABORT, 'a proof stays in its fund');
END
