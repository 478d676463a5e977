INSERT INTO public.account (id, email, display_name) VALUES (1, 'ann@example.org', 'Ann Lee');
