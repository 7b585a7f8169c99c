CREATE FUNCTION funds_handover_keeps_its_facts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.fund_id <> OLD.fund_id OR NEW.office <> OLD.office OR NEW.papers <> OLD.papers OR NEW.given_by_id <> OLD.given_by_id
  OR NEW.given_at <> OLD.given_at OR NEW.figures IS DISTINCT FROM OLD.figures OR OLD.taken_by_id IS NOT NULL THEN
        RAISE EXCEPTION 'a handover keeps its facts' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER funds_handover_keeps_its_facts
BEFORE UPDATE ON funds_handover
FOR EACH ROW EXECUTE FUNCTION funds_handover_keeps_its_facts()
---
CREATE TRIGGER funds_handover_refuses_delete
BEFORE DELETE ON funds_handover
FOR EACH ROW EXECUTE FUNCTION refuse_change('a handover')
