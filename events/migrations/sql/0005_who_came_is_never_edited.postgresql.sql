CREATE TRIGGER events_checkin_refuses_change
BEFORE UPDATE OR DELETE ON events_checkin
FOR EACH ROW EXECUTE FUNCTION refuse_change('a check-in')
---
CREATE TRIGGER events_takenback_refuses_change
BEFORE UPDATE OR DELETE ON events_takenback
FOR EACH ROW EXECUTE FUNCTION refuse_change('what was taken back')
---
CREATE TRIGGER events_withdrawal_refuses_change
BEFORE UPDATE OR DELETE ON events_withdrawal
FOR EACH ROW EXECUTE FUNCTION refuse_change('a withdrawal')
---
CREATE TRIGGER events_minutes_refuses_change
BEFORE UPDATE OR DELETE ON events_minutes
FOR EACH ROW EXECUTE FUNCTION refuse_change('a version of the minutes')
---
CREATE TRIGGER events_approval_refuses_change
BEFORE UPDATE OR DELETE ON events_approval
FOR EACH ROW EXECUTE FUNCTION refuse_change('an approval')
---
CREATE TRIGGER events_followup_refuses_change
BEFORE UPDATE OR DELETE ON events_followup
FOR EACH ROW EXECUTE FUNCTION refuse_change('a follow-up')
---
CREATE OR REPLACE FUNCTION events_checkin_counts_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.turn <> (
        SELECT COUNT(*) FROM events_checkin AS earlier
        JOIN events_takenback AS gone ON gone.check_in_id = earlier.id
        WHERE earlier.attendance_id = NEW.attendance_id
    ) THEN
        RAISE EXCEPTION 'a person comes in once' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER events_checkin_counts_once
BEFORE INSERT ON events_checkin
FOR EACH ROW EXECUTE FUNCTION events_checkin_counts_once()
---
CREATE OR REPLACE FUNCTION events_minutes_ends_with_approval() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM events_approval WHERE assembly_id = NEW.assembly_id) THEN
        RAISE EXCEPTION 'the minutes are approved' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER events_minutes_ends_with_approval
BEFORE INSERT ON events_minutes
FOR EACH ROW EXECUTE FUNCTION events_minutes_ends_with_approval()
---
CREATE OR REPLACE FUNCTION events_approval_is_of_its_assembly() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM events_minutes WHERE id = NEW.minutes_id AND assembly_id = NEW.assembly_id) THEN
        RAISE EXCEPTION 'an approval is of the minutes of its assembly' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER events_approval_is_of_its_assembly
BEFORE INSERT ON events_approval
FOR EACH ROW EXECUTE FUNCTION events_approval_is_of_its_assembly()
---
CREATE OR REPLACE FUNCTION events_assemblyresolution_stays_when_approved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM events_approval WHERE assembly_id = OLD.assembly_id) THEN
        RAISE EXCEPTION 'the minutes are approved' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER events_assemblyresolution_stays_when_approved
BEFORE UPDATE ON events_assemblyresolution
FOR EACH ROW EXECUTE FUNCTION events_assemblyresolution_stays_when_approved()
---
CREATE TRIGGER events_assemblyresolution_refuses_delete
BEFORE DELETE ON events_assemblyresolution
FOR EACH ROW EXECUTE FUNCTION refuse_change('a resolution of an assembly')
---
CREATE OR REPLACE FUNCTION events_assemblyresolution_is_of_its_fund() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.resolution_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM funds_resolution WHERE id = NEW.resolution_id AND fund_id = NEW.fund_id))
        OR EXISTS (SELECT 1 FROM events_approval WHERE assembly_id = NEW.assembly_id) THEN
        RAISE EXCEPTION 'a resolution is of its fund, and comes before the approval of the minutes' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER events_assemblyresolution_is_of_its_fund
BEFORE INSERT ON events_assemblyresolution
FOR EACH ROW EXECUTE FUNCTION events_assemblyresolution_is_of_its_fund()
---
CREATE TRIGGER events_dayfile_refuses_change
BEFORE UPDATE OR DELETE ON events_dayfile
FOR EACH ROW EXECUTE FUNCTION refuse_change('a kept file')
