CREATE TRIGGER members_contribution_refuses_truncate
BEFORE TRUNCATE ON members_contribution
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('a contribution')
---
CREATE TRIGGER members_membershipstep_refuses_truncate
BEFORE TRUNCATE ON members_membershipstep
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('a step of a membership')
---
CREATE TRIGGER members_claim_refuses_truncate
BEFORE TRUNCATE ON members_claim
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('a claim')
---
CREATE TRIGGER members_decision_refuses_truncate
BEFORE TRUNCATE ON members_decision
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('a decision')
---
CREATE TRIGGER members_payout_refuses_truncate
BEFORE TRUNCATE ON members_payout
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('a payout')
---
CREATE TRIGGER members_collection_refuses_truncate
BEFORE TRUNCATE ON members_collection
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('a collection day')
