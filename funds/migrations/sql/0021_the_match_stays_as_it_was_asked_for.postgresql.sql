CREATE TRIGGER funds_matchrule_refuses_change
BEFORE UPDATE OR DELETE ON funds_matchrule
FOR EACH ROW EXECUTE FUNCTION refuse_change('a rule of the match')
---
CREATE TRIGGER funds_matchrule_refuses_truncate
BEFORE TRUNCATE ON funds_matchrule
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('a rule of the match')
---
CREATE TRIGGER funds_matchrequest_refuses_change
BEFORE UPDATE OR DELETE ON funds_matchrequest
FOR EACH ROW EXECUTE FUNCTION refuse_change('a request for the match')
---
CREATE TRIGGER funds_matchrequest_refuses_truncate
BEFORE TRUNCATE ON funds_matchrequest
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('a request for the match')
---
CREATE TRIGGER funds_matchverdict_refuses_change
BEFORE UPDATE OR DELETE ON funds_matchverdict
FOR EACH ROW EXECUTE FUNCTION refuse_change('a decision on the match')
---
CREATE TRIGGER funds_matchverdict_refuses_truncate
BEFORE TRUNCATE ON funds_matchverdict
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('a decision on the match')
---
CREATE TRIGGER funds_matchrecall_refuses_change
BEFORE UPDATE OR DELETE ON funds_matchrecall
FOR EACH ROW EXECUTE FUNCTION refuse_change('a match to be paid back')
---
CREATE TRIGGER funds_matchrecall_refuses_truncate
BEFORE TRUNCATE ON funds_matchrecall
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('a match to be paid back')
---
CREATE TRIGGER funds_matchmoney_refuses_change
BEFORE UPDATE OR DELETE ON funds_matchmoney
FOR EACH ROW EXECUTE FUNCTION refuse_change('the money of a match')
---
CREATE TRIGGER funds_matchmoney_refuses_truncate
BEFORE TRUNCATE ON funds_matchmoney
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('the money of a match')
---
CREATE OR REPLACE FUNCTION funds_matchround_stays_as_it_was_sent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.fund_id <> OLD.fund_id OR NEW.number <> OLD.number OR NEW.counting_on <> OLD.counting_on)
        AND EXISTS (SELECT 1 FROM funds_matchrequest WHERE round_id = OLD.id) THEN
        RAISE EXCEPTION 'a round that was sent keeps its number and its day' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER funds_matchround_stays_as_it_was_sent
BEFORE UPDATE ON funds_matchround
FOR EACH ROW EXECUTE FUNCTION funds_matchround_stays_as_it_was_sent()
---
CREATE OR REPLACE FUNCTION funds_matchrequest_is_alone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM funds_matchrequest AS other LEFT JOIN funds_matchverdict AS said ON said.request_id = other.id
        WHERE other.round_id = NEW.round_id AND (said.id IS NULL OR said.outcome = 'approved')
    ) THEN
        RAISE EXCEPTION 'a request of this round stands' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER funds_matchrequest_is_alone
BEFORE INSERT ON funds_matchrequest
FOR EACH ROW EXECUTE FUNCTION funds_matchrequest_is_alone()
---
CREATE OR REPLACE FUNCTION funds_matchverdict_is_within_what_was_asked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM funds_matchrequest WHERE id = NEW.request_id AND (amount < NEW.amount OR heads < NEW.heads)) THEN
        RAISE EXCEPTION 'more is approved than was asked for' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.outcome = 'approved'
        AND EXISTS (SELECT 1 FROM funds_matchrequest WHERE id = NEW.request_id AND by_id = NEW.by_id) THEN
        RAISE EXCEPTION 'who sends a request does not approve it' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER funds_matchverdict_is_within_what_was_asked
BEFORE INSERT ON funds_matchverdict
FOR EACH ROW EXECUTE FUNCTION funds_matchverdict_is_within_what_was_asked()
---
CREATE OR REPLACE FUNCTION funds_matchrecall_is_of_an_approved_match() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM funds_matchverdict WHERE request_id = NEW.request_id AND outcome = 'approved') THEN
        RAISE EXCEPTION 'only an approved match is paid back' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER funds_matchrecall_is_of_an_approved_match
BEFORE INSERT ON funds_matchrecall
FOR EACH ROW EXECUTE FUNCTION funds_matchrecall_is_of_an_approved_match()
---
CREATE OR REPLACE FUNCTION funds_matchmoney_is_of_an_approved_match() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM funds_matchverdict WHERE request_id = NEW.request_id AND outcome = 'approved') THEN
        RAISE EXCEPTION 'only an approved match brings money' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM funds_transfer AS moved
        JOIN funds_account AS source ON source.id = CASE WHEN NEW.is_back THEN moved.debit_id ELSE moved.credit_id END
        JOIN funds_matchrequest AS asked ON asked.id = NEW.request_id
        JOIN funds_matchround AS round ON round.id = asked.round_id
        WHERE moved.id = NEW.transfer_id AND moved.fund_id = round.fund_id AND source.line = 'state_match'
    ) THEN
        RAISE EXCEPTION 'the entry is no money of the match of this fund' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER funds_matchmoney_is_of_an_approved_match
BEFORE INSERT ON funds_matchmoney
FOR EACH ROW EXECUTE FUNCTION funds_matchmoney_is_of_an_approved_match()
