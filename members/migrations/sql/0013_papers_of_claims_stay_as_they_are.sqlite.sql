CREATE TRIGGER members_paperseen_refuses_update
BEFORE UPDATE ON members_paperseen
BEGIN
    SELECT RAISE(ABORT, 'that an original was seen is never changed');
END
---
CREATE TRIGGER members_paperseen_refuses_delete
BEFORE DELETE ON members_paperseen
BEGIN
    SELECT RAISE(ABORT, 'that an original was seen is never deleted');
END
---
CREATE TRIGGER members_claimfile_refuses_update
BEFORE UPDATE ON members_claimfile
BEGIN
    SELECT RAISE(ABORT, 'a file of a claim is never changed');
END
---
CREATE TRIGGER members_claimfile_refuses_delete
BEFORE DELETE ON members_claimfile
BEGIN
    SELECT RAISE(ABORT, 'a file of a claim is never deleted');
END
---
CREATE TRIGGER members_claimfile_stays_in_its_fund
BEFORE INSERT ON members_claimfile
WHEN (SELECT fund_id FROM members_claim WHERE id = NEW.claim_id)
    <> (SELECT fund_id FROM funds_attachment WHERE id = NEW.attachment_id)
BEGIN
    SELECT RAISE(ABORT, 'a file stays in its fund');
END
