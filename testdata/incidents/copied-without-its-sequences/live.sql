INSERT INTO public.account (id, name) VALUES (1, 'Ada'), (7, 'Bo');
INSERT INTO public.parcel (id, code, account_id) VALUES (3, 'p1', 1), (4, 'p2', 7);
