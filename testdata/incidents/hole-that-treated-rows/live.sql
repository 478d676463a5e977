INSERT INTO public.product (id, price) VALUES (1, 1999);
