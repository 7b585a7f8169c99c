CREATE TRIGGER funds_matchrule_refuses_update
BEFORE UPDATE ON funds_matchrule
BEGIN
    SELECT RAISE(ABORT, 'a rule of the match is never changed');
END
---
CREATE TRIGGER funds_matchrule_refuses_delete
BEFORE DELETE ON funds_matchrule
BEGIN
    SELECT RAISE(ABORT, 'a rule of the match is never deleted');
END
---
CREATE TRIGGER funds_matchrule_refuses_replace
BEFORE INSERT ON funds_matchrule
WHEN EXISTS (SELECT 1 FROM funds_matchrule WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM funds_matchrule WHERE key = NEW.key)
    OR EXISTS (SELECT 1 FROM funds_matchrule WHERE province_id = NEW.province_id AND since = NEW.since)
BEGIN
    SELECT RAISE(ABORT, 'a rule of the match is never replaced: UNIQUE constraint failed');
END
---
CREATE TRIGGER funds_matchrequest_refuses_update
BEFORE UPDATE ON funds_matchrequest
BEGIN
    SELECT RAISE(ABORT, 'a request for the match is never changed');
END
---
CREATE TRIGGER funds_matchrequest_refuses_delete
BEFORE DELETE ON funds_matchrequest
BEGIN
    SELECT RAISE(ABORT, 'a request for the match is never deleted');
END
---
CREATE TRIGGER funds_matchrequest_refuses_replace
BEFORE INSERT ON funds_matchrequest
WHEN EXISTS (SELECT 1 FROM funds_matchrequest WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM funds_matchrequest WHERE key = NEW.key)
    OR EXISTS (SELECT 1 FROM funds_matchrequest WHERE round_id = NEW.round_id AND version = NEW.version)
BEGIN
    SELECT RAISE(ABORT, 'a request for the match is never replaced: UNIQUE constraint failed');
END
---
CREATE TRIGGER funds_matchverdict_refuses_update
BEFORE UPDATE ON funds_matchverdict
BEGIN
    SELECT RAISE(ABORT, 'a decision on the match is never changed');
END
---
CREATE TRIGGER funds_matchverdict_refuses_delete
BEFORE DELETE ON funds_matchverdict
BEGIN
    SELECT RAISE(ABORT, 'a decision on the match is never deleted');
END
---
CREATE TRIGGER funds_matchverdict_refuses_replace
BEFORE INSERT ON funds_matchverdict
WHEN EXISTS (SELECT 1 FROM funds_matchverdict WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM funds_matchverdict WHERE key = NEW.key)
    OR EXISTS (SELECT 1 FROM funds_matchverdict WHERE request_id = NEW.request_id)
BEGIN
    SELECT RAISE(ABORT, 'a decision on the match is never replaced: UNIQUE constraint failed');
END
---
CREATE TRIGGER funds_matchrecall_refuses_update
BEFORE UPDATE ON funds_matchrecall
BEGIN
    SELECT RAISE(ABORT, 'a match to be paid back is never changed');
END
---
CREATE TRIGGER funds_matchrecall_refuses_delete
BEFORE DELETE ON funds_matchrecall
BEGIN
    SELECT RAISE(ABORT, 'a match to be paid back is never deleted');
END
---
CREATE TRIGGER funds_matchrecall_refuses_replace
BEFORE INSERT ON funds_matchrecall
WHEN EXISTS (SELECT 1 FROM funds_matchrecall WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM funds_matchrecall WHERE key = NEW.key)
BEGIN
    SELECT RAISE(ABORT, 'a match to be paid back is never replaced: UNIQUE constraint failed');
END
---
CREATE TRIGGER funds_matchmoney_refuses_update
BEFORE UPDATE ON funds_matchmoney
BEGIN
    SELECT RAISE(ABORT, 'the money of a match is never changed');
END
---
CREATE TRIGGER funds_matchmoney_refuses_delete
BEFORE DELETE ON funds_matchmoney
BEGIN
    SELECT RAISE(ABORT, 'the money of a match is never deleted');
END
---
CREATE TRIGGER funds_matchmoney_refuses_replace
BEFORE INSERT ON funds_matchmoney
WHEN EXISTS (SELECT 1 FROM funds_matchmoney WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM funds_matchmoney WHERE transfer_id = NEW.transfer_id)
BEGIN
    SELECT RAISE(ABORT, 'the money of a match is never replaced: UNIQUE constraint failed');
END
---
CREATE TRIGGER funds_matchround_stays_as_it_was_sent
BEFORE UPDATE ON funds_matchround
BEGIN
    SELECT RAISE(ABORT, 'a round that was sent keeps its number and its day')
    WHERE (NEW.fund_id <> OLD.fund_id OR NEW.number <> OLD.number OR NEW.counting_on <> OLD.counting_on)
        AND EXISTS (SELECT 1 FROM funds_matchrequest WHERE round_id = OLD.id);
END
---
CREATE TRIGGER funds_matchrequest_is_alone
BEFORE INSERT ON funds_matchrequest
BEGIN
    SELECT RAISE(ABORT, 'a request of this round stands')
    WHERE EXISTS (
        SELECT 1 FROM funds_matchrequest AS other LEFT JOIN funds_matchverdict AS said ON said.request_id = other.id
        WHERE other.round_id = NEW.round_id AND (said.id IS NULL OR said.outcome = 'approved')
    );
END
---
CREATE TRIGGER funds_matchverdict_is_within_what_was_asked
BEFORE INSERT ON funds_matchverdict
BEGIN
    SELECT RAISE(ABORT, 'more is approved than was asked for')
    WHERE EXISTS (SELECT 1 FROM funds_matchrequest WHERE id = NEW.request_id AND (amount < NEW.amount OR heads < NEW.heads));
    SELECT RAISE(ABORT, 'who sends a request does not approve it')
    WHERE NEW.outcome = 'approved'
        AND EXISTS (SELECT 1 FROM funds_matchrequest WHERE id = NEW.request_id AND by_id = NEW.by_id);
END
---
CREATE TRIGGER funds_matchrecall_is_of_an_approved_match
BEFORE INSERT ON funds_matchrecall
BEGIN
    SELECT RAISE(ABORT, 'only an approved match is paid back')
    WHERE NOT EXISTS (SELECT 1 FROM funds_matchverdict WHERE request_id = NEW.request_id AND outcome = 'approved');
END
---
CREATE TRIGGER funds_matchmoney_is_of_an_approved_match
BEFORE INSERT ON funds_matchmoney
BEGIN
    SELECT RAISE(ABORT, 'only an approved match brings money')
    WHERE NOT EXISTS (SELECT 1 FROM funds_matchverdict WHERE request_id = NEW.request_id AND outcome = 'approved');
    SELECT RAISE(ABORT, 'the entry is no money of the match of this fund')
    WHERE NOT EXISTS (
        SELECT 1 FROM funds_transfer AS moved
        JOIN funds_account AS source ON source.id = CASE WHEN NEW.is_back THEN moved.debit_id ELSE moved.credit_id END
        JOIN funds_matchrequest AS asked ON asked.id = NEW.request_id
        JOIN funds_matchround AS round ON round.id = asked.round_id
        WHERE moved.id = NEW.transfer_id AND moved.fund_id = round.fund_id AND source.line = 'state_match'
    );
END
