-- May be run again, by who may add extensions, where the first time it was not permitted or pg_trgm was not there.
DO $$
BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
    -- Under LC_CTYPE=C no Thai letter counts as one, and nothing would ever be found.
    IF cardinality(show_trgm('สมชาย')) > 0 THEN
        -- Of lower(), so that a search within a fund, which asks for the column, is never led away from its fund.
        CREATE INDEX IF NOT EXISTS person_by_part_of_name ON members_person USING gin (lower(search) gin_trgm_ops);
    END IF;
EXCEPTION WHEN OTHERS THEN
    RAISE NOTICE 'Parts of names are not found in the whole country: %', SQLERRM;
END
$$
