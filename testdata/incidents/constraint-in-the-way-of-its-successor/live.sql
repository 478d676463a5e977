INSERT INTO public.account (name) VALUES ('Ada'), ('Bo');
INSERT INTO public.parcel (code, account_id) VALUES ('p1', 1), ('p2', 2);
