CREATE OR REPLACE FUNCTION funds_fund_renews_its_province() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        UPDATE funds_province SET totals_version = gen_random_uuid() WHERE id = OLD.province_id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        UPDATE funds_province SET totals_version = gen_random_uuid() WHERE id = NEW.province_id;
    END IF;
    RETURN NULL;
END
$$
---
CREATE TRIGGER funds_fund_founded_renews_its_province
AFTER INSERT ON funds_fund
FOR EACH ROW EXECUTE FUNCTION funds_fund_renews_its_province()
---
CREATE TRIGGER funds_fund_changed_renews_its_province
AFTER UPDATE OF province_id, code, name_th, name_en, short_th, short_en, authority_th, authority_en, authority_kind,
    founded_on, position, tile_column, tile_row
ON funds_fund
FOR EACH ROW EXECUTE FUNCTION funds_fund_renews_its_province()
---
CREATE TRIGGER funds_fund_gone_renews_its_province
AFTER DELETE ON funds_fund
FOR EACH ROW EXECUTE FUNCTION funds_fund_renews_its_province()
