CREATE TRIGGER funds_matchamendment_refuses_update
BEFORE UPDATE ON funds_matchamendment
BEGIN
    SELECT RAISE(ABORT, 'an amendment of an approval is never changed');
END
---
CREATE TRIGGER funds_matchamendment_refuses_delete
BEFORE DELETE ON funds_matchamendment
BEGIN
    SELECT RAISE(ABORT, 'an amendment of an approval is never deleted');
END
---
CREATE TRIGGER funds_matchamendment_refuses_replace
BEFORE INSERT ON funds_matchamendment
WHEN EXISTS (SELECT 1 FROM funds_matchamendment WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM funds_matchamendment WHERE key = NEW.key)
BEGIN
    SELECT RAISE(ABORT, 'an amendment of an approval is never replaced: UNIQUE constraint failed');
END
---
CREATE TRIGGER funds_matchamendment_is_of_an_approved_match
BEFORE INSERT ON funds_matchamendment
BEGIN
    SELECT RAISE(ABORT, 'only an approved match is amended')
    WHERE NOT EXISTS (SELECT 1 FROM funds_matchverdict WHERE request_id = NEW.request_id AND outcome = 'approved');
    SELECT RAISE(ABORT, 'more is approved than was asked for')
    WHERE EXISTS (SELECT 1 FROM funds_matchrequest WHERE id = NEW.request_id AND (amount < NEW.amount OR heads < NEW.heads));
    SELECT RAISE(ABORT, 'who sends a request does not approve it')
    WHERE EXISTS (SELECT 1 FROM funds_matchrequest WHERE id = NEW.request_id AND by_id = NEW.by_id);
END
