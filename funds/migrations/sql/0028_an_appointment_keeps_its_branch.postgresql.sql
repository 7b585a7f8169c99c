CREATE FUNCTION funds_appointment_keeps_its_branch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.branch_id IS DISTINCT FROM OLD.branch_id OR NEW.resolution_id IS DISTINCT FROM OLD.resolution_id
  OR NEW.by_id IS DISTINCT FROM OLD.by_id THEN
        RAISE EXCEPTION 'an appointment keeps its facts' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER funds_appointment_keeps_its_branch
BEFORE UPDATE ON funds_appointment
FOR EACH ROW EXECUTE FUNCTION funds_appointment_keeps_its_branch()
