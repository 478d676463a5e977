INSERT INTO public.payment (id, reference, amount_cents) VALUES (1, 'r', 500), (2, 'r', 500), (3, 's', 700);
\set ON_ERROR_STOP off
CREATE UNIQUE INDEX CONCURRENTLY uq_payment_provider_reference ON public.payment (provider, reference);
\set ON_ERROR_STOP on
UPDATE public.payment SET reference = 'r (again)' WHERE id = 2;
