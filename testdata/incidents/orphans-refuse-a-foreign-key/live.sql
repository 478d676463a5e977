INSERT INTO public.book (author_id) VALUES (99);
