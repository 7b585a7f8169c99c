CREATE TRIGGER funds_signingrule_refuses_change
BEFORE UPDATE OR DELETE ON funds_signingrule
FOR EACH ROW EXECUTE FUNCTION refuse_change('a rule of approval')
---
CREATE TRIGGER funds_signingstep_refuses_change
BEFORE UPDATE OR DELETE ON funds_signingstep
FOR EACH ROW EXECUTE FUNCTION refuse_change('a step of approval')
