INSERT INTO public.organizations (id, name) VALUES ('o-1', 'Acme');
INSERT INTO public.users (id, email, organization_id) VALUES ('u-1', 'a@acme.example', 'o-1');
INSERT INTO public.deals (id, owner_id, title, value) VALUES ('d-1', 'u-1', 'Big', 100);
