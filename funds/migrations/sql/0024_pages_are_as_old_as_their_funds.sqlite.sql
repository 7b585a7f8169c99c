CREATE TRIGGER funds_fund_founded_renews_its_province
AFTER INSERT ON funds_fund
BEGIN
    UPDATE funds_province SET totals_version = lower(hex(randomblob(16))) WHERE id = NEW.province_id;
END
---
CREATE TRIGGER funds_fund_changed_renews_its_province
AFTER UPDATE OF province_id, code, name_th, name_en, short_th, short_en, authority_th, authority_en, authority_kind,
    founded_on, position, tile_column, tile_row
ON funds_fund
BEGIN
    UPDATE funds_province SET totals_version = lower(hex(randomblob(16))) WHERE id IN (OLD.province_id, NEW.province_id);
END
---
CREATE TRIGGER funds_fund_gone_renews_its_province
AFTER DELETE ON funds_fund
BEGIN
    UPDATE funds_province SET totals_version = lower(hex(randomblob(16))) WHERE id = OLD.province_id;
END
