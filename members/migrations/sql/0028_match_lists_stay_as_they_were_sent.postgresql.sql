CREATE TRIGGER members_matchline_refuses_change
BEFORE UPDATE OR DELETE ON members_matchline
FOR EACH ROW EXECUTE FUNCTION refuse_change('a line of a match list')
---
CREATE TRIGGER members_matchline_refuses_truncate
BEFORE TRUNCATE ON members_matchline
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('a line of a match list')
---
CREATE TRIGGER members_matchstrike_refuses_change
BEFORE UPDATE OR DELETE ON members_matchstrike
FOR EACH ROW EXECUTE FUNCTION refuse_change('a member struck off a match list')
---
CREATE TRIGGER members_matchstrike_refuses_truncate
BEFORE TRUNCATE ON members_matchstrike
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('a member struck off a match list')
---
CREATE OR REPLACE FUNCTION members_matchline_has_room() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM funds_matchrequest WHERE id = NEW.request_id AND lines < NEW.position) THEN
        RAISE EXCEPTION 'a list that was sent takes no more lines' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM members_membership AS member
        JOIN funds_matchrequest AS asked ON asked.id = NEW.request_id
        JOIN funds_matchround AS round ON round.id = asked.round_id
        WHERE member.id = NEW.membership_id AND member.fund_id = round.fund_id
    ) THEN
        RAISE EXCEPTION 'a match list holds members of its own fund' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER members_matchline_has_room
BEFORE INSERT ON members_matchline
FOR EACH ROW EXECUTE FUNCTION members_matchline_has_room()
---
CREATE OR REPLACE FUNCTION members_matchstrike_is_of_a_counted_member() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM members_matchline WHERE id = NEW.line_id AND why <> '') THEN
        RAISE EXCEPTION 'only a counted member is struck off' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER members_matchstrike_is_of_a_counted_member
BEFORE INSERT ON members_matchstrike
FOR EACH ROW EXECUTE FUNCTION members_matchstrike_is_of_a_counted_member()
