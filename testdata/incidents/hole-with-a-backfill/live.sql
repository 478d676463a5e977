INSERT INTO public.customer (name) VALUES ('Ada');
