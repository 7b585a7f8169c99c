CREATE TRIGGER funds_signingrule_refuses_update
BEFORE UPDATE ON funds_signingrule
BEGIN
    SELECT RAISE(ABORT, 'a rule of approval is never changed');
END
---
CREATE TRIGGER funds_signingrule_refuses_delete
BEFORE DELETE ON funds_signingrule
BEGIN
    SELECT RAISE(ABORT, 'a rule of approval is never deleted');
END
---
CREATE TRIGGER funds_signingstep_refuses_update
BEFORE UPDATE ON funds_signingstep
BEGIN
    SELECT RAISE(ABORT, 'a step of approval is never changed');
END
---
CREATE TRIGGER funds_signingstep_refuses_delete
BEFORE DELETE ON funds_signingstep
BEGIN
    SELECT RAISE(ABORT, 'a step of approval is never deleted');
END
