INSERT INTO public.author (name, email) VALUES ('Ada', 'ada@example.org');
INSERT INTO public.article (author_id, title, body, state) SELECT id, 'On engines', '…', 'published' FROM public.author;
