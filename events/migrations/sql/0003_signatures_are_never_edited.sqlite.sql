CREATE TRIGGER events_version_refuses_update
BEFORE UPDATE ON events_version
BEGIN
    SELECT RAISE(ABORT, 'a version is never changed');
END
---
CREATE TRIGGER events_version_refuses_delete
BEFORE DELETE ON events_version
BEGIN
    SELECT RAISE(ABORT, 'a version is never deleted');
END
---
CREATE TRIGGER events_adoption_refuses_update
BEFORE UPDATE ON events_adoption
BEGIN
    SELECT RAISE(ABORT, 'an adoption is never changed');
END
---
CREATE TRIGGER events_adoption_refuses_delete
BEFORE DELETE ON events_adoption
BEGIN
    SELECT RAISE(ABORT, 'an adoption is never deleted');
END
---
CREATE TRIGGER events_handover_refuses_update
BEFORE UPDATE ON events_handover
BEGIN
    SELECT RAISE(ABORT, 'a handing over is never changed');
END
---
CREATE TRIGGER events_handover_refuses_delete
BEFORE DELETE ON events_handover
BEGIN
    SELECT RAISE(ABORT, 'a handing over is never deleted');
END
---
CREATE TRIGGER events_signature_refuses_update
BEFORE UPDATE ON events_signature
BEGIN
    SELECT RAISE(ABORT, 'a signature is never changed');
END
---
CREATE TRIGGER events_signature_refuses_delete
BEFORE DELETE ON events_signature
BEGIN
    SELECT RAISE(ABORT, 'a signature is never deleted');
END
---
CREATE TRIGGER events_paperentry_refuses_update
BEFORE UPDATE ON events_paperentry
BEGIN
    SELECT RAISE(ABORT, 'the entry of a signed page is never changed');
END
---
CREATE TRIGGER events_paperentry_refuses_delete
BEFORE DELETE ON events_paperentry
BEGIN
    SELECT RAISE(ABORT, 'the entry of a signed page is never deleted');
END
---
CREATE TRIGGER events_paperrefusal_refuses_update
BEFORE UPDATE ON events_paperrefusal
BEGIN
    SELECT RAISE(ABORT, 'an entry turned back is never changed');
END
---
CREATE TRIGGER events_paperrefusal_refuses_delete
BEFORE DELETE ON events_paperrefusal
BEGIN
    SELECT RAISE(ABORT, 'an entry turned back is never deleted');
END
---
CREATE TRIGGER events_progress_refuses_update
BEFORE UPDATE ON events_progress
BEGIN
    SELECT RAISE(ABORT, 'a report of progress is never changed');
END
---
CREATE TRIGGER events_progress_refuses_delete
BEFORE DELETE ON events_progress
BEGIN
    SELECT RAISE(ABORT, 'a report of progress is never deleted');
END
---
CREATE TRIGGER events_evidence_refuses_update
BEFORE UPDATE ON events_evidence
BEGIN
    SELECT RAISE(ABORT, 'evidence given out is never changed');
END
---
CREATE TRIGGER events_evidence_refuses_delete
BEFORE DELETE ON events_evidence
BEGIN
    SELECT RAISE(ABORT, 'evidence given out is never deleted');
END
---
CREATE TRIGGER events_enclosure_refuses_update
BEFORE UPDATE ON events_enclosure
BEGIN
    SELECT RAISE(ABORT, 'an enclosed file is never changed');
END
---
CREATE TRIGGER events_enclosure_refuses_delete
BEFORE DELETE ON events_enclosure
BEGIN
    SELECT RAISE(ABORT, 'an enclosed file is never deleted');
END
---
CREATE TRIGGER events_signature_is_of_the_adopted_text
BEFORE INSERT ON events_signature
WHEN NOT EXISTS (
        SELECT 1 FROM events_party
        JOIN events_version ON events_version.id = events_party.version_id
        JOIN events_adoption ON events_adoption.version_id = events_version.id
        WHERE events_party.id = NEW.party_id AND events_version.id = NEW.version_id
            AND events_version.sha256 = NEW.version_sha256 AND events_adoption.version_sha256 = NEW.version_sha256
    )
BEGIN
    SELECT RAISE(ABORT, 'a signature is given for the adopted text of its own version');
END
---
CREATE TRIGGER events_signature_keeps_the_order
BEFORE INSERT ON events_signature
WHEN EXISTS (
        SELECT 1 FROM events_party AS mine
        JOIN events_party AS earlier ON earlier.version_id = mine.version_id AND earlier.place < mine.place
        WHERE mine.id = NEW.party_id
            AND NOT EXISTS (SELECT 1 FROM events_signature WHERE events_signature.party_id = earlier.id)
    )
BEGIN
    SELECT RAISE(ABORT, 'who comes before in the order has not signed');
END
---
CREATE TRIGGER events_signature_rests_on_its_paper_or_link
BEFORE INSERT ON events_signature
WHEN (NEW.paper_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM events_paperentry
        WHERE events_paperentry.id = NEW.paper_id AND events_paperentry.party_id = NEW.party_id
            AND events_paperentry.version_sha256 = NEW.version_sha256
            AND events_paperentry.by_id <> NEW.confirmed_by_id
            AND NOT EXISTS (SELECT 1 FROM events_paperrefusal WHERE events_paperrefusal.entry_id = NEW.paper_id)
    ))
    OR (NEW.link_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM events_signinglink
        WHERE events_signinglink.id = NEW.link_id AND events_signinglink.party_id = NEW.party_id
    ))
BEGIN
    SELECT RAISE(ABORT, 'a signed page is confirmed by a second person, a link signs for its own organisation');
END
---
CREATE TRIGGER events_adoption_is_of_the_text
BEFORE INSERT ON events_adoption
WHEN NOT EXISTS (
        SELECT 1 FROM events_version WHERE events_version.id = NEW.version_id AND events_version.sha256 = NEW.version_sha256
    )
BEGIN
    SELECT RAISE(ABORT, 'an adoption is of the text of its version');
END
---
CREATE TRIGGER events_handover_is_of_what_all_signed
BEFORE INSERT ON events_handover
WHEN NOT EXISTS (
        SELECT 1 FROM events_adoption
        WHERE events_adoption.version_id = NEW.version_id AND events_adoption.version_sha256 = NEW.version_sha256
    ) OR NOT EXISTS (SELECT 1 FROM events_party WHERE events_party.version_id = NEW.version_id)
    OR EXISTS (
        SELECT 1 FROM events_party
        WHERE events_party.version_id = NEW.version_id AND NOT EXISTS (
            SELECT 1 FROM events_signature
            WHERE events_signature.party_id = events_party.id AND events_signature.version_sha256 = NEW.version_sha256
        )
    )
BEGIN
    SELECT RAISE(ABORT, 'what is handed over was adopted and signed by all');
END
---
CREATE TRIGGER events_paperrefusal_is_by_another_person
BEFORE INSERT ON events_paperrefusal
WHEN EXISTS (SELECT 1 FROM events_paperentry WHERE events_paperentry.id = NEW.entry_id AND events_paperentry.by_id = NEW.by_id)
BEGIN
    SELECT RAISE(ABORT, 'who entered a signed page does not turn it back');
END
---
CREATE TRIGGER events_party_joins_before_the_first_signature
BEFORE INSERT ON events_party
WHEN EXISTS (SELECT 1 FROM events_signature WHERE events_signature.version_id = NEW.version_id)
BEGIN
    SELECT RAISE(ABORT, 'once somebody signed, the order of signing stays');
END
---
CREATE TRIGGER events_party_leaves_before_the_first_signature
BEFORE DELETE ON events_party
WHEN EXISTS (SELECT 1 FROM events_signature WHERE events_signature.version_id = OLD.version_id)
BEGIN
    SELECT RAISE(ABORT, 'once somebody signed, the order of signing stays');
END
---
CREATE TRIGGER events_party_changes_before_the_first_signature
BEFORE UPDATE ON events_party
WHEN EXISTS (SELECT 1 FROM events_signature WHERE events_signature.party_id = OLD.id)
    OR (EXISTS (SELECT 1 FROM events_signature WHERE events_signature.version_id = OLD.version_id)
        AND (NEW.place <> OLD.place OR NEW.organisation <> OLD.organisation))
    OR NEW.version_id <> OLD.version_id
BEGIN
    SELECT RAISE(ABORT, 'once somebody signed, the order of signing stays');
END
