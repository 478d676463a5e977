INSERT INTO public.account (email, kind) VALUES ('a@example.com', 'person'), ('support@example.com', 'robot');
