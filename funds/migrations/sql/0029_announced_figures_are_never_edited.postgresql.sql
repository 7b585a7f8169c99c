CREATE TRIGGER funds_publishedfigure_refuses_change
BEFORE UPDATE OR DELETE ON funds_publishedfigure
FOR EACH ROW EXECUTE FUNCTION refuse_change('an announced figure')
---
CREATE TRIGGER funds_publishedfigure_refuses_truncate
BEFORE TRUNCATE ON funds_publishedfigure
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('an announced figure')
---
CREATE TRIGGER funds_publishedexplanation_refuses_change
BEFORE UPDATE OR DELETE ON funds_publishedexplanation
FOR EACH ROW EXECUTE FUNCTION refuse_change('an explanation of an announced figure')
---
CREATE TRIGGER funds_publishedexplanation_refuses_truncate
BEFORE TRUNCATE ON funds_publishedexplanation
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('an explanation of an announced figure')
