CREATE TRIGGER members_matchline_refuses_update
BEFORE UPDATE ON members_matchline
BEGIN
    SELECT RAISE(ABORT, 'a line of a match list is never changed');
END
---
CREATE TRIGGER members_matchline_refuses_delete
BEFORE DELETE ON members_matchline
BEGIN
    SELECT RAISE(ABORT, 'a line of a match list is never deleted');
END
---
CREATE TRIGGER members_matchline_refuses_replace
BEFORE INSERT ON members_matchline
WHEN EXISTS (SELECT 1 FROM members_matchline WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM members_matchline WHERE request_id = NEW.request_id AND position = NEW.position)
    OR EXISTS (SELECT 1 FROM members_matchline WHERE request_id = NEW.request_id AND membership_id = NEW.membership_id)
BEGIN
    SELECT RAISE(ABORT, 'a line of a match list is never replaced: UNIQUE constraint failed');
END
---
CREATE TRIGGER members_matchstrike_refuses_update
BEFORE UPDATE ON members_matchstrike
BEGIN
    SELECT RAISE(ABORT, 'a member struck off a match list is never changed');
END
---
CREATE TRIGGER members_matchstrike_refuses_delete
BEFORE DELETE ON members_matchstrike
BEGIN
    SELECT RAISE(ABORT, 'a member struck off a match list is never deleted');
END
---
CREATE TRIGGER members_matchstrike_refuses_replace
BEFORE INSERT ON members_matchstrike
WHEN EXISTS (SELECT 1 FROM members_matchstrike WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM members_matchstrike WHERE line_id = NEW.line_id)
BEGIN
    SELECT RAISE(ABORT, 'a member struck off a match list is never replaced: UNIQUE constraint failed');
END
---
CREATE TRIGGER members_matchline_has_room
BEFORE INSERT ON members_matchline
BEGIN
    SELECT RAISE(ABORT, 'a list that was sent takes no more lines')
    WHERE EXISTS (SELECT 1 FROM funds_matchrequest WHERE id = NEW.request_id AND lines < NEW.position);
    SELECT RAISE(ABORT, 'a match list holds members of its own fund')
    WHERE NOT EXISTS (
        SELECT 1 FROM members_membership AS member
        JOIN funds_matchrequest AS asked ON asked.id = NEW.request_id
        JOIN funds_matchround AS round ON round.id = asked.round_id
        WHERE member.id = NEW.membership_id AND member.fund_id = round.fund_id
    );
END
---
CREATE TRIGGER members_matchstrike_is_of_a_counted_member
BEFORE INSERT ON members_matchstrike
BEGIN
    SELECT RAISE(ABORT, 'only a counted member is struck off')
    WHERE EXISTS (SELECT 1 FROM members_matchline WHERE id = NEW.line_id AND why <> '');
END
