INSERT INTO public.contact (email) VALUES ('x@example.org'), ('x@example.org'), ('y@example.org');
\set ON_ERROR_STOP off
CREATE UNIQUE INDEX CONCURRENTLY uq_contact_tenant_email ON public.contact (tenant_id, email);
\set ON_ERROR_STOP on
UPDATE public.contact SET email = 'x2@example.org' WHERE id = 2;
