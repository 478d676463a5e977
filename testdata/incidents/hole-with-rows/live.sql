INSERT INTO public.member (email, display_name) VALUES ('a@example.org', 'A'), ('b@example.org', NULL);
