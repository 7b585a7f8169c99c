CREATE TRIGGER welfare_logentry_refuses_update
BEFORE UPDATE ON welfare_logentry
BEGIN
    SELECT RAISE(ABORT, 'an entry of the trail is never changed');
END
---
CREATE TRIGGER welfare_logentry_refuses_delete
BEFORE DELETE ON welfare_logentry
BEGIN
    SELECT RAISE(ABORT, 'an entry of the trail is never deleted');
END
---
CREATE TRIGGER welfare_trailhead_counts_on
BEFORE UPDATE ON welfare_trailhead
WHEN NEW.chain <> OLD.chain OR NEW.count <= OLD.count
BEGIN
    SELECT RAISE(ABORT, 'the trail only grows');
END
---
CREATE TRIGGER welfare_trailhead_refuses_delete
BEFORE DELETE ON welfare_trailhead
BEGIN
    SELECT RAISE(ABORT, 'the head of a trail is never deleted');
END
