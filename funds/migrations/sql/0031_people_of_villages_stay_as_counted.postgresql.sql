CREATE TRIGGER funds_villagepopulation_refuses_change
BEFORE UPDATE OR DELETE ON funds_villagepopulation
FOR EACH ROW EXECUTE FUNCTION refuse_change('people of a village')
---
CREATE TRIGGER funds_villagepopulation_refuses_truncate
BEFORE TRUNCATE ON funds_villagepopulation
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('people of a village')
