CREATE FUNCTION funds_appointment_keeps_its_facts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.user_id <> OLD.user_id OR NEW.office <> OLD.office OR NEW.fund_id IS DISTINCT FROM OLD.fund_id
  OR NEW.province_id IS DISTINCT FROM OLD.province_id OR NEW.since <> OLD.since THEN
        RAISE EXCEPTION 'an appointment keeps its facts' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER funds_appointment_keeps_its_facts
BEFORE UPDATE ON funds_appointment
FOR EACH ROW EXECUTE FUNCTION funds_appointment_keeps_its_facts()
---
CREATE TRIGGER funds_appointment_refuses_delete
BEFORE DELETE ON funds_appointment
FOR EACH ROW EXECUTE FUNCTION refuse_change('an appointment')
---
CREATE FUNCTION funds_appointment_keeps_apart() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
    SELECT 1 FROM funds_appointment other
    WHERE other.user_id = NEW.user_id AND other.fund_id = NEW.fund_id AND other.id <> NEW.id
      AND other.since <= COALESCE(NEW.until, DATE '9999-12-31') AND NEW.since <= COALESCE(other.until, DATE '9999-12-31')
      AND LEAST(NEW.office, other.office) || ' ' || GREATEST(NEW.office, other.office) IN
        ('auditor chair', 'auditor treasurer', 'auditor secretary', 'auditor committee', 'chair treasurer')
) THEN
        RAISE EXCEPTION 'these offices are not held together' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER funds_appointment_keeps_apart
BEFORE INSERT OR UPDATE ON funds_appointment
FOR EACH ROW EXECUTE FUNCTION funds_appointment_keeps_apart()
---
CREATE FUNCTION funds_appointment_keeps_the_last_admin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.office = 'admin' AND OLD.until IS NULL AND NEW.until IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM funds_appointment other JOIN welfare_user u ON u.id = other.user_id
    WHERE other.province_id = OLD.province_id AND other.office = 'admin' AND other.until IS NULL AND u.is_active AND other.id <> OLD.id
) THEN
        RAISE EXCEPTION 'a province keeps one administrator' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER funds_appointment_keeps_the_last_admin
BEFORE UPDATE ON funds_appointment
FOR EACH ROW EXECUTE FUNCTION funds_appointment_keeps_the_last_admin()
---
CREATE FUNCTION funds_user_keeps_the_last_admin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.is_active AND NOT NEW.is_active AND EXISTS (
    SELECT 1 FROM funds_appointment held WHERE held.user_id = OLD.id AND held.office = 'admin' AND held.until IS NULL
    AND NOT EXISTS (
    SELECT 1 FROM funds_appointment other JOIN welfare_user u ON u.id = other.user_id
    WHERE other.province_id = held.province_id AND other.office = 'admin' AND other.until IS NULL AND u.is_active AND other.user_id <> OLD.id
)
) THEN
        RAISE EXCEPTION 'a province keeps one administrator' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER funds_user_keeps_the_last_admin
BEFORE UPDATE ON welfare_user
FOR EACH ROW EXECUTE FUNCTION funds_user_keeps_the_last_admin()
---
CREATE FUNCTION funds_accesscode_keeps_its_facts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.user_id <> OLD.user_id OR NEW.purpose <> OLD.purpose OR NEW.code_hash <> OLD.code_hash OR NEW.by_id <> OLD.by_id
  OR NEW.expires_at <> OLD.expires_at OR OLD.used_at IS NOT NULL AND NEW.used_at IS DISTINCT FROM OLD.used_at
  OR OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at THEN
        RAISE EXCEPTION 'an access code keeps its facts' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER funds_accesscode_keeps_its_facts
BEFORE UPDATE ON funds_accesscode
FOR EACH ROW EXECUTE FUNCTION funds_accesscode_keeps_its_facts()
---
CREATE TRIGGER funds_accesscode_refuses_delete
BEFORE DELETE ON funds_accesscode
FOR EACH ROW EXECUTE FUNCTION refuse_change('an access code')
