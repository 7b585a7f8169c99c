CREATE TRIGGER events_certificate_refuses_change
BEFORE UPDATE OR DELETE ON events_certificate
FOR EACH ROW EXECUTE FUNCTION refuse_change('a certificate')
---
CREATE TRIGGER events_certificatewithdrawal_refuses_change
BEFORE UPDATE OR DELETE ON events_certificatewithdrawal
FOR EACH ROW EXECUTE FUNCTION refuse_change('the withdrawal of a certificate')
---
CREATE TRIGGER events_certificatehandover_refuses_change
BEFORE UPDATE OR DELETE ON events_certificatehandover
FOR EACH ROW EXECUTE FUNCTION refuse_change('the handing over of a certificate')
---
CREATE TRIGGER events_certificatefile_refuses_change
BEFORE UPDATE OR DELETE ON events_certificatefile
FOR EACH ROW EXECUTE FUNCTION refuse_change('the file of a certificate')
---
CREATE TRIGGER events_issue_refuses_change
BEFORE UPDATE OR DELETE ON events_issue
FOR EACH ROW EXECUTE FUNCTION refuse_change('an issue of certificates')
---
CREATE TRIGGER events_picture_refuses_change
BEFORE UPDATE OR DELETE ON events_picture
FOR EACH ROW EXECUTE FUNCTION refuse_change('a picture')
---
CREATE OR REPLACE FUNCTION events_certificate_leaves_no_gap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.number <> 1 + COALESCE((SELECT MAX(number) FROM events_certificate WHERE kind_id = NEW.kind_id AND year = NEW.year), 0) THEN
        RAISE EXCEPTION 'certificate numbers leave no gap' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER events_certificate_leaves_no_gap
BEFORE INSERT ON events_certificate
FOR EACH ROW EXECUTE FUNCTION events_certificate_leaves_no_gap()
---
CREATE OR REPLACE FUNCTION events_certificate_replaces_a_valid_one() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.replaces_id IS NOT NULL AND (
        EXISTS (SELECT 1 FROM events_certificatewithdrawal WHERE certificate_id = NEW.replaces_id)
        OR NOT EXISTS (SELECT 1 FROM events_certificate WHERE id = NEW.replaces_id AND kind_id = NEW.kind_id)
    ) THEN
        RAISE EXCEPTION 'only a valid certificate of the kind is replaced' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER events_certificate_replaces_a_valid_one
BEFORE INSERT ON events_certificate
FOR EACH ROW EXECUTE FUNCTION events_certificate_replaces_a_valid_one()
---
CREATE OR REPLACE FUNCTION events_certificatewithdrawal_is_of_a_valid_one() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM events_certificate WHERE replaces_id = NEW.certificate_id) THEN
        RAISE EXCEPTION 'a replaced certificate is not withdrawn' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER events_certificatewithdrawal_is_of_a_valid_one
BEFORE INSERT ON events_certificatewithdrawal
FOR EACH ROW EXECUTE FUNCTION events_certificatewithdrawal_is_of_a_valid_one()
