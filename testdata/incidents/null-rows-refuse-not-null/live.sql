INSERT INTO public.repo (url) VALUES ('x');
