INSERT INTO public.account (email) VALUES ('a@example.com'), ('support@example.com');
