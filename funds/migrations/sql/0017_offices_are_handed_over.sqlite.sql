CREATE TRIGGER funds_handover_keeps_its_facts
BEFORE UPDATE ON funds_handover
WHEN NEW.fund_id <> OLD.fund_id OR NEW.office <> OLD.office OR NEW.papers <> OLD.papers OR NEW.given_by_id <> OLD.given_by_id
  OR NEW.given_at <> OLD.given_at OR NEW.figures <> OLD.figures OR OLD.taken_by_id IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'a handover keeps its facts');
END
---
CREATE TRIGGER funds_handover_refuses_delete
BEFORE DELETE ON funds_handover
BEGIN
    SELECT RAISE(ABORT, 'a handover is never deleted');
END
