CREATE TRIGGER funds_appointment_keeps_its_branch
BEFORE UPDATE ON funds_appointment
WHEN NEW.branch_id IS NOT OLD.branch_id OR NEW.resolution_id IS NOT OLD.resolution_id OR NEW.by_id IS NOT OLD.by_id
BEGIN
    SELECT RAISE(ABORT, 'an appointment keeps its facts');
END
