DROP TRIGGER welfare_logentry_refuses_update
---
DROP TRIGGER welfare_logentry_refuses_delete
