CREATE TRIGGER events_version_refuses_change
BEFORE UPDATE OR DELETE ON events_version
FOR EACH ROW EXECUTE FUNCTION refuse_change('a version')
---
CREATE TRIGGER events_adoption_refuses_change
BEFORE UPDATE OR DELETE ON events_adoption
FOR EACH ROW EXECUTE FUNCTION refuse_change('an adoption')
---
CREATE TRIGGER events_handover_refuses_change
BEFORE UPDATE OR DELETE ON events_handover
FOR EACH ROW EXECUTE FUNCTION refuse_change('a handing over')
---
CREATE TRIGGER events_signature_refuses_change
BEFORE UPDATE OR DELETE ON events_signature
FOR EACH ROW EXECUTE FUNCTION refuse_change('a signature')
---
CREATE TRIGGER events_paperentry_refuses_change
BEFORE UPDATE OR DELETE ON events_paperentry
FOR EACH ROW EXECUTE FUNCTION refuse_change('the entry of a signed page')
---
CREATE TRIGGER events_paperrefusal_refuses_change
BEFORE UPDATE OR DELETE ON events_paperrefusal
FOR EACH ROW EXECUTE FUNCTION refuse_change('an entry turned back')
---
CREATE TRIGGER events_progress_refuses_change
BEFORE UPDATE OR DELETE ON events_progress
FOR EACH ROW EXECUTE FUNCTION refuse_change('a report of progress')
---
CREATE TRIGGER events_evidence_refuses_change
BEFORE UPDATE OR DELETE ON events_evidence
FOR EACH ROW EXECUTE FUNCTION refuse_change('evidence given out')
---
CREATE TRIGGER events_enclosure_refuses_change
BEFORE UPDATE OR DELETE ON events_enclosure
FOR EACH ROW EXECUTE FUNCTION refuse_change('an enclosed file')
---
CREATE OR REPLACE FUNCTION events_signature_is_of_the_adopted_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM events_party
        JOIN events_version ON events_version.id = events_party.version_id
        JOIN events_adoption ON events_adoption.version_id = events_version.id
        WHERE events_party.id = NEW.party_id AND events_version.id = NEW.version_id
            AND events_version.sha256 = NEW.version_sha256 AND events_adoption.version_sha256 = NEW.version_sha256
    ) THEN
        RAISE EXCEPTION 'a signature is given for the adopted text of its own version' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER events_signature_is_of_the_adopted_text
BEFORE INSERT ON events_signature
FOR EACH ROW EXECUTE FUNCTION events_signature_is_of_the_adopted_text()
---
CREATE OR REPLACE FUNCTION events_signature_keeps_the_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM events_party AS mine
        JOIN events_party AS earlier ON earlier.version_id = mine.version_id AND earlier.place < mine.place
        WHERE mine.id = NEW.party_id
            AND NOT EXISTS (SELECT 1 FROM events_signature WHERE events_signature.party_id = earlier.id)
    ) THEN
        RAISE EXCEPTION 'who comes before in the order has not signed' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER events_signature_keeps_the_order
BEFORE INSERT ON events_signature
FOR EACH ROW EXECUTE FUNCTION events_signature_keeps_the_order()
---
CREATE OR REPLACE FUNCTION events_signature_rests_on_its_paper_or_link() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.paper_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM events_paperentry
        WHERE events_paperentry.id = NEW.paper_id AND events_paperentry.party_id = NEW.party_id
            AND events_paperentry.version_sha256 = NEW.version_sha256
            AND events_paperentry.by_id <> NEW.confirmed_by_id
            AND NOT EXISTS (SELECT 1 FROM events_paperrefusal WHERE events_paperrefusal.entry_id = NEW.paper_id)
    ))
    OR (NEW.link_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM events_signinglink
        WHERE events_signinglink.id = NEW.link_id AND events_signinglink.party_id = NEW.party_id
    )) THEN
        RAISE EXCEPTION 'a signed page is confirmed by a second person, a link signs for its own organisation' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER events_signature_rests_on_its_paper_or_link
BEFORE INSERT ON events_signature
FOR EACH ROW EXECUTE FUNCTION events_signature_rests_on_its_paper_or_link()
---
CREATE OR REPLACE FUNCTION events_adoption_is_of_the_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM events_version WHERE events_version.id = NEW.version_id AND events_version.sha256 = NEW.version_sha256
    ) THEN
        RAISE EXCEPTION 'an adoption is of the text of its version' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER events_adoption_is_of_the_text
BEFORE INSERT ON events_adoption
FOR EACH ROW EXECUTE FUNCTION events_adoption_is_of_the_text()
---
CREATE OR REPLACE FUNCTION events_handover_is_of_what_all_signed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM events_adoption
        WHERE events_adoption.version_id = NEW.version_id AND events_adoption.version_sha256 = NEW.version_sha256
    ) OR NOT EXISTS (SELECT 1 FROM events_party WHERE events_party.version_id = NEW.version_id)
    OR EXISTS (
        SELECT 1 FROM events_party
        WHERE events_party.version_id = NEW.version_id AND NOT EXISTS (
            SELECT 1 FROM events_signature
            WHERE events_signature.party_id = events_party.id AND events_signature.version_sha256 = NEW.version_sha256
        )
    ) THEN
        RAISE EXCEPTION 'what is handed over was adopted and signed by all' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER events_handover_is_of_what_all_signed
BEFORE INSERT ON events_handover
FOR EACH ROW EXECUTE FUNCTION events_handover_is_of_what_all_signed()
---
CREATE OR REPLACE FUNCTION events_paperrefusal_is_by_another_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM events_paperentry WHERE events_paperentry.id = NEW.entry_id AND events_paperentry.by_id = NEW.by_id) THEN
        RAISE EXCEPTION 'who entered a signed page does not turn it back' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER events_paperrefusal_is_by_another_person
BEFORE INSERT ON events_paperrefusal
FOR EACH ROW EXECUTE FUNCTION events_paperrefusal_is_by_another_person()
---
CREATE OR REPLACE FUNCTION events_party_joins_before_the_first_signature() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM events_signature WHERE events_signature.version_id = NEW.version_id) THEN
        RAISE EXCEPTION 'once somebody signed, the order of signing stays' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER events_party_joins_before_the_first_signature
BEFORE INSERT ON events_party
FOR EACH ROW EXECUTE FUNCTION events_party_joins_before_the_first_signature()
---
CREATE OR REPLACE FUNCTION events_party_leaves_before_the_first_signature() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM events_signature WHERE events_signature.version_id = OLD.version_id) THEN
        RAISE EXCEPTION 'once somebody signed, the order of signing stays' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
END
$$
---
CREATE TRIGGER events_party_leaves_before_the_first_signature
BEFORE DELETE ON events_party
FOR EACH ROW EXECUTE FUNCTION events_party_leaves_before_the_first_signature()
---
CREATE OR REPLACE FUNCTION events_party_changes_before_the_first_signature() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM events_signature WHERE events_signature.party_id = OLD.id)
    OR (EXISTS (SELECT 1 FROM events_signature WHERE events_signature.version_id = OLD.version_id)
        AND (NEW.place <> OLD.place OR NEW.organisation <> OLD.organisation))
    OR NEW.version_id <> OLD.version_id THEN
        RAISE EXCEPTION 'once somebody signed, the order of signing stays' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
---
CREATE TRIGGER events_party_changes_before_the_first_signature
BEFORE UPDATE ON events_party
FOR EACH ROW EXECUTE FUNCTION events_party_changes_before_the_first_signature()
