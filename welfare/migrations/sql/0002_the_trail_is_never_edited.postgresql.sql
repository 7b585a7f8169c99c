-- Shared by every table whose rows are records: the database itself refuses to change or delete one.
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is never %', TG_ARGV[0], CASE TG_OP WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END
        USING ERRCODE = 'integrity_constraint_violation';
END
$$
---
CREATE TRIGGER welfare_logentry_refuses_change
BEFORE UPDATE OR DELETE ON welfare_logentry
FOR EACH ROW EXECUTE FUNCTION refuse_change('an entry of the trail')
