INSERT INTO public."user" (username, password_hash) VALUES ('ada', 'x'), ('bob', 'y');
INSERT INTO public.report (user_id, title) SELECT id, 'first' FROM public."user";
