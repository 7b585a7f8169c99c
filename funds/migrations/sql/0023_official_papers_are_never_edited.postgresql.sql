CREATE TRIGGER funds_officialpaper_refuses_change
BEFORE UPDATE OR DELETE ON funds_officialpaper
FOR EACH ROW EXECUTE FUNCTION refuse_change('an official paper')
---
CREATE TRIGGER funds_officialpaper_refuses_truncate
BEFORE TRUNCATE ON funds_officialpaper
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('an official paper')
---
CREATE TRIGGER funds_yearanswers_refuses_change
BEFORE UPDATE OR DELETE ON funds_yearanswers
FOR EACH ROW EXECUTE FUNCTION refuse_change('answers of a year')
---
CREATE TRIGGER funds_yearanswers_refuses_truncate
BEFORE TRUNCATE ON funds_yearanswers
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('answers of a year')
