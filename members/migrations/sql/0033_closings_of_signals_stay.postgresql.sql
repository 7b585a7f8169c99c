CREATE TRIGGER members_signalclosing_refuses_change
BEFORE UPDATE OR DELETE ON members_signalclosing
FOR EACH ROW EXECUTE FUNCTION refuse_change('a closing of a signal')
---
CREATE TRIGGER members_signalclosing_refuses_truncate
BEFORE TRUNCATE ON members_signalclosing
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('a closing of a signal')
---
CREATE TRIGGER members_signalreopening_refuses_change
BEFORE UPDATE OR DELETE ON members_signalreopening
FOR EACH ROW EXECUTE FUNCTION refuse_change('a reopening of a signal')
---
CREATE TRIGGER members_signalreopening_refuses_truncate
BEFORE TRUNCATE ON members_signalreopening
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('a reopening of a signal')
