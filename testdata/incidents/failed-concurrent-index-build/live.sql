INSERT INTO public.subscriber (email) VALUES ('a@x'), ('a@x');
\set ON_ERROR_STOP off
CREATE UNIQUE INDEX CONCURRENTLY uq_subscriber_email ON public.subscriber (email);
\set ON_ERROR_STOP on
DELETE FROM public.subscriber WHERE id = 2;
