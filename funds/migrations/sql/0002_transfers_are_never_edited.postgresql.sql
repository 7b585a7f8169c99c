CREATE TRIGGER funds_transfer_refuses_change
BEFORE UPDATE OR DELETE ON funds_transfer
FOR EACH ROW EXECUTE FUNCTION refuse_change('a transfer')
---
CREATE TRIGGER funds_receipt_refuses_change
BEFORE UPDATE OR DELETE ON funds_receipt
FOR EACH ROW EXECUTE FUNCTION refuse_change('a receipt')
---
CREATE TRIGGER funds_voucher_refuses_change
BEFORE UPDATE OR DELETE ON funds_voucher
FOR EACH ROW EXECUTE FUNCTION refuse_change('a voucher')
---
CREATE OR REPLACE FUNCTION funds_transfer_stays_in_its_fund() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM funds_account WHERE id = NEW.debit_id AND fund_id = NEW.fund_id)
        OR NOT EXISTS (SELECT 1 FROM funds_account WHERE id = NEW.credit_id AND fund_id = NEW.fund_id)
        OR (NEW.receipt_id IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM funds_receipt WHERE id = NEW.receipt_id AND fund_id = NEW.fund_id))
        OR (NEW.voucher_id IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM funds_voucher WHERE id = NEW.voucher_id AND fund_id = NEW.fund_id)) THEN
        RAISE EXCEPTION 'a transfer never crosses funds' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER funds_transfer_stays_in_its_fund
BEFORE INSERT ON funds_transfer
FOR EACH ROW EXECUTE FUNCTION funds_transfer_stays_in_its_fund()
---
CREATE OR REPLACE FUNCTION funds_transfer_reversal_mirrors() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.reversal_of_id IS NOT NULL AND NOT EXISTS (
        SELECT 1
        FROM funds_transfer AS turned
        WHERE turned.id = NEW.reversal_of_id AND turned.debit_id = NEW.credit_id
            AND turned.credit_id = NEW.debit_id AND turned.amount = NEW.amount
    ) THEN
        RAISE EXCEPTION 'a reversal mirrors the transfer that it turns back' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER funds_transfer_reversal_mirrors
BEFORE INSERT ON funds_transfer
FOR EACH ROW EXECUTE FUNCTION funds_transfer_reversal_mirrors()
