-- What a dump of one database does not carry.
DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = books, public', current_database()); END $$;
