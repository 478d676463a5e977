INSERT INTO public.invoice (id) VALUES (1);
