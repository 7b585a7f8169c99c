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
