CREATE TRIGGER funds_attachment_refuses_change
BEFORE UPDATE OR DELETE ON funds_attachment
FOR EACH ROW EXECUTE FUNCTION refuse_change('an attached file')
---
CREATE TRIGGER funds_attachmentwithdrawal_refuses_change
BEFORE UPDATE OR DELETE ON funds_attachmentwithdrawal
FOR EACH ROW EXECUTE FUNCTION refuse_change('the taking back of a file')
---
CREATE TRIGGER funds_voucherproof_refuses_change
BEFORE UPDATE OR DELETE ON funds_voucherproof
FOR EACH ROW EXECUTE FUNCTION refuse_change('a proof of a voucher')
---
CREATE OR REPLACE FUNCTION funds_voucherproof_stays_in_its_fund() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT fund_id FROM funds_voucher WHERE id = NEW.voucher_id)
        IS DISTINCT FROM (SELECT fund_id FROM funds_attachment WHERE id = NEW.attachment_id) THEN
        RAISE EXCEPTION 'a proof stays in its fund' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER funds_voucherproof_stays_in_its_fund
BEFORE INSERT ON funds_voucherproof
FOR EACH ROW EXECUTE FUNCTION funds_voucherproof_stays_in_its_fund()
