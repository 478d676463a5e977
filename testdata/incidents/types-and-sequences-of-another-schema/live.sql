DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = depot', current_database()); END $$;
