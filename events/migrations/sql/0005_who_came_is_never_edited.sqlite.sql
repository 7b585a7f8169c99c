CREATE TRIGGER events_checkin_refuses_update
BEFORE UPDATE ON events_checkin
BEGIN
    SELECT RAISE(ABORT, 'a check-in is never changed');
END
---
CREATE TRIGGER events_checkin_refuses_delete
BEFORE DELETE ON events_checkin
BEGIN
    SELECT RAISE(ABORT, 'a check-in is never deleted');
END
---
CREATE TRIGGER events_checkin_counts_once
BEFORE INSERT ON events_checkin
WHEN NEW.turn <> (
    SELECT COUNT(*) FROM events_checkin AS earlier
    JOIN events_takenback AS gone ON gone.check_in_id = earlier.id
    WHERE earlier.attendance_id = NEW.attendance_id
)
BEGIN
    SELECT RAISE(ABORT, 'a person comes in once');
END
---
CREATE TRIGGER events_takenback_refuses_update
BEFORE UPDATE ON events_takenback
BEGIN
    SELECT RAISE(ABORT, 'what was taken back stays so');
END
---
CREATE TRIGGER events_takenback_refuses_delete
BEFORE DELETE ON events_takenback
BEGIN
    SELECT RAISE(ABORT, 'what was taken back stays so');
END
---
CREATE TRIGGER events_withdrawal_refuses_update
BEFORE UPDATE ON events_withdrawal
BEGIN
    SELECT RAISE(ABORT, 'a withdrawal is never changed');
END
---
CREATE TRIGGER events_withdrawal_refuses_delete
BEFORE DELETE ON events_withdrawal
BEGIN
    SELECT RAISE(ABORT, 'a withdrawal is never deleted');
END
---
CREATE TRIGGER events_minutes_refuses_update
BEFORE UPDATE ON events_minutes
BEGIN
    SELECT RAISE(ABORT, 'a version of the minutes is never changed');
END
---
CREATE TRIGGER events_minutes_refuses_delete
BEFORE DELETE ON events_minutes
BEGIN
    SELECT RAISE(ABORT, 'a version of the minutes is never deleted');
END
---
CREATE TRIGGER events_minutes_ends_with_approval
BEFORE INSERT ON events_minutes
WHEN EXISTS (SELECT 1 FROM events_approval WHERE assembly_id = NEW.assembly_id)
BEGIN
    SELECT RAISE(ABORT, 'the minutes are approved');
END
---
CREATE TRIGGER events_approval_is_of_its_assembly
BEFORE INSERT ON events_approval
WHEN NOT EXISTS (SELECT 1 FROM events_minutes WHERE id = NEW.minutes_id AND assembly_id = NEW.assembly_id)
BEGIN
    SELECT RAISE(ABORT, 'an approval is of the minutes of its assembly');
END
---
CREATE TRIGGER events_approval_refuses_update
BEFORE UPDATE ON events_approval
BEGIN
    SELECT RAISE(ABORT, 'an approval is never changed');
END
---
CREATE TRIGGER events_approval_refuses_delete
BEFORE DELETE ON events_approval
BEGIN
    SELECT RAISE(ABORT, 'an approval is never deleted');
END
---
CREATE TRIGGER events_assemblyresolution_stays_when_approved
BEFORE UPDATE ON events_assemblyresolution
WHEN EXISTS (SELECT 1 FROM events_approval WHERE assembly_id = OLD.assembly_id)
BEGIN
    SELECT RAISE(ABORT, 'the minutes are approved');
END
---
CREATE TRIGGER events_assemblyresolution_refuses_delete
BEFORE DELETE ON events_assemblyresolution
BEGIN
    SELECT RAISE(ABORT, 'a resolution is never deleted');
END
---
CREATE TRIGGER events_assemblyresolution_is_of_its_fund
BEFORE INSERT ON events_assemblyresolution
WHEN (NEW.resolution_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM funds_resolution WHERE id = NEW.resolution_id AND fund_id = NEW.fund_id))
    OR EXISTS (SELECT 1 FROM events_approval WHERE assembly_id = NEW.assembly_id)
BEGIN
    SELECT RAISE(ABORT, 'a resolution is of its fund, and comes before the approval of the minutes');
END
---
CREATE TRIGGER events_followup_refuses_update
BEFORE UPDATE ON events_followup
BEGIN
    SELECT RAISE(ABORT, 'a follow-up is never changed');
END
---
CREATE TRIGGER events_followup_refuses_delete
BEFORE DELETE ON events_followup
BEGIN
    SELECT RAISE(ABORT, 'a follow-up is never deleted');
END
---
CREATE TRIGGER events_dayfile_refuses_update
BEFORE UPDATE ON events_dayfile
BEGIN
    SELECT RAISE(ABORT, 'a kept file is never changed');
END
---
CREATE TRIGGER events_dayfile_refuses_delete
BEFORE DELETE ON events_dayfile
BEGIN
    SELECT RAISE(ABORT, 'a kept file is never deleted');
END
