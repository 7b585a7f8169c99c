CREATE TRIGGER welfare_logentry_refuses_change
BEFORE UPDATE OR DELETE ON welfare_logentry
FOR EACH ROW EXECUTE FUNCTION refuse_change('an entry of the trail')
---
CREATE FUNCTION the_trail_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the trail only grows' USING ERRCODE = 'integrity_constraint_violation';
END
$$
---
CREATE TRIGGER welfare_trailhead_counts_on
BEFORE UPDATE ON welfare_trailhead
FOR EACH ROW WHEN (NEW.chain <> OLD.chain OR NEW.count <= OLD.count)
EXECUTE FUNCTION the_trail_only_grows()
---
CREATE TRIGGER welfare_trailhead_refuses_delete
BEFORE DELETE ON welfare_trailhead
FOR EACH ROW EXECUTE FUNCTION refuse_change('the head of a trail')
