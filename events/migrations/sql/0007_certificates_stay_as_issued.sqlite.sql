CREATE TRIGGER events_certificate_refuses_update
BEFORE UPDATE ON events_certificate
BEGIN
    SELECT RAISE(ABORT, 'a certificate is never changed');
END
---
CREATE TRIGGER events_certificate_refuses_delete
BEFORE DELETE ON events_certificate
BEGIN
    SELECT RAISE(ABORT, 'a certificate is never deleted');
END
---
CREATE TRIGGER events_certificatewithdrawal_refuses_update
BEFORE UPDATE ON events_certificatewithdrawal
BEGIN
    SELECT RAISE(ABORT, 'the withdrawal of a certificate is never changed');
END
---
CREATE TRIGGER events_certificatewithdrawal_refuses_delete
BEFORE DELETE ON events_certificatewithdrawal
BEGIN
    SELECT RAISE(ABORT, 'the withdrawal of a certificate is never deleted');
END
---
CREATE TRIGGER events_certificatehandover_refuses_update
BEFORE UPDATE ON events_certificatehandover
BEGIN
    SELECT RAISE(ABORT, 'the handing over of a certificate is never changed');
END
---
CREATE TRIGGER events_certificatehandover_refuses_delete
BEFORE DELETE ON events_certificatehandover
BEGIN
    SELECT RAISE(ABORT, 'the handing over of a certificate is never deleted');
END
---
CREATE TRIGGER events_certificatefile_refuses_update
BEFORE UPDATE ON events_certificatefile
BEGIN
    SELECT RAISE(ABORT, 'the file of a certificate is never changed');
END
---
CREATE TRIGGER events_certificatefile_refuses_delete
BEFORE DELETE ON events_certificatefile
BEGIN
    SELECT RAISE(ABORT, 'the file of a certificate is never deleted');
END
---
CREATE TRIGGER events_issue_refuses_update
BEFORE UPDATE ON events_issue
BEGIN
    SELECT RAISE(ABORT, 'an issue of certificates is never changed');
END
---
CREATE TRIGGER events_issue_refuses_delete
BEFORE DELETE ON events_issue
BEGIN
    SELECT RAISE(ABORT, 'an issue of certificates is never deleted');
END
---
CREATE TRIGGER events_picture_refuses_update
BEFORE UPDATE ON events_picture
BEGIN
    SELECT RAISE(ABORT, 'a picture is never changed');
END
---
CREATE TRIGGER events_picture_refuses_delete
BEFORE DELETE ON events_picture
BEGIN
    SELECT RAISE(ABORT, 'a picture is never deleted');
END
---
CREATE TRIGGER events_certificate_leaves_no_gap
BEFORE INSERT ON events_certificate
WHEN NEW.number <> 1 + COALESCE((SELECT MAX(number) FROM events_certificate WHERE kind_id = NEW.kind_id AND year = NEW.year), 0)
BEGIN
    SELECT RAISE(ABORT, 'certificate numbers leave no gap');
END
---
CREATE TRIGGER events_certificate_replaces_a_valid_one
BEFORE INSERT ON events_certificate
WHEN NEW.replaces_id IS NOT NULL AND (
        EXISTS (SELECT 1 FROM events_certificatewithdrawal WHERE certificate_id = NEW.replaces_id)
        OR NOT EXISTS (SELECT 1 FROM events_certificate WHERE id = NEW.replaces_id AND kind_id = NEW.kind_id)
    )
BEGIN
    SELECT RAISE(ABORT, 'only a valid certificate of the kind is replaced');
END
---
CREATE TRIGGER events_certificatewithdrawal_is_of_a_valid_one
BEFORE INSERT ON events_certificatewithdrawal
WHEN EXISTS (SELECT 1 FROM events_certificate WHERE replaces_id = NEW.certificate_id)
BEGIN
    SELECT RAISE(ABORT, 'a replaced certificate is not withdrawn');
END
