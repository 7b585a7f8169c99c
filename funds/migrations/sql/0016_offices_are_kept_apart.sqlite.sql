CREATE TRIGGER funds_appointment_keeps_its_facts
BEFORE UPDATE ON funds_appointment
WHEN NEW.user_id <> OLD.user_id OR NEW.office <> OLD.office OR NEW.fund_id IS NOT OLD.fund_id
  OR NEW.province_id IS NOT OLD.province_id OR NEW.since <> OLD.since
BEGIN
    SELECT RAISE(ABORT, 'an appointment keeps its facts');
END
---
CREATE TRIGGER funds_appointment_refuses_delete
BEFORE DELETE ON funds_appointment
BEGIN
    SELECT RAISE(ABORT, 'an appointment is never deleted');
END
---
CREATE TRIGGER funds_appointment_keeps_apart
BEFORE INSERT ON funds_appointment
WHEN EXISTS (
    SELECT 1 FROM funds_appointment other
    WHERE other.user_id = NEW.user_id AND other.fund_id = NEW.fund_id
      AND other.since <= COALESCE(NEW.until, '9999-12-31') AND NEW.since <= COALESCE(other.until, '9999-12-31')
      AND MIN(NEW.office, other.office) || ' ' || MAX(NEW.office, other.office) IN
        ('auditor chair', 'auditor treasurer', 'auditor secretary', 'auditor committee', 'chair treasurer')
)
BEGIN
    SELECT RAISE(ABORT, 'these offices are not held together');
END
---
CREATE TRIGGER funds_appointment_keeps_apart_later
BEFORE UPDATE ON funds_appointment
WHEN EXISTS (
    SELECT 1 FROM funds_appointment other
    WHERE other.user_id = NEW.user_id AND other.fund_id = NEW.fund_id AND other.id <> NEW.id
      AND other.since <= COALESCE(NEW.until, '9999-12-31') AND NEW.since <= COALESCE(other.until, '9999-12-31')
      AND MIN(NEW.office, other.office) || ' ' || MAX(NEW.office, other.office) IN
        ('auditor chair', 'auditor treasurer', 'auditor secretary', 'auditor committee', 'chair treasurer')
)
BEGIN
    SELECT RAISE(ABORT, 'these offices are not held together');
END
---
CREATE TRIGGER funds_appointment_keeps_the_last_admin
BEFORE UPDATE ON funds_appointment
WHEN OLD.office = 'admin' AND OLD.until IS NULL AND NEW.until IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM funds_appointment other JOIN welfare_user u ON u.id = other.user_id
    WHERE other.province_id = OLD.province_id AND other.office = 'admin' AND other.until IS NULL AND u.is_active AND other.id <> OLD.id
)
BEGIN
    SELECT RAISE(ABORT, 'a province keeps one administrator');
END
---
CREATE TRIGGER funds_user_keeps_the_last_admin
BEFORE UPDATE ON welfare_user
WHEN OLD.is_active AND NOT NEW.is_active AND EXISTS (
    SELECT 1 FROM funds_appointment held WHERE held.user_id = OLD.id AND held.office = 'admin' AND held.until IS NULL
    AND NOT EXISTS (
    SELECT 1 FROM funds_appointment other JOIN welfare_user u ON u.id = other.user_id
    WHERE other.province_id = held.province_id AND other.office = 'admin' AND other.until IS NULL AND u.is_active AND other.user_id <> OLD.id
)
)
BEGIN
    SELECT RAISE(ABORT, 'a province keeps one administrator');
END
---
CREATE TRIGGER funds_accesscode_keeps_its_facts
BEFORE UPDATE ON funds_accesscode
WHEN NEW.user_id <> OLD.user_id OR NEW.purpose <> OLD.purpose OR NEW.code_hash <> OLD.code_hash OR NEW.by_id <> OLD.by_id
  OR NEW.expires_at <> OLD.expires_at OR OLD.used_at IS NOT NULL AND NEW.used_at IS NOT OLD.used_at
  OR OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS NOT OLD.withdrawn_at
BEGIN
    SELECT RAISE(ABORT, 'an access code keeps its facts');
END
---
CREATE TRIGGER funds_accesscode_refuses_delete
BEFORE DELETE ON funds_accesscode
BEGIN
    SELECT RAISE(ABORT, 'an access code is never deleted');
END
