INSERT INTO public.organisations (id, name) VALUES ('o-1', 'Acme'), ('o-2', 'Bolt');
INSERT INTO public.users (id, email, organisation_id, role) VALUES ('u-1', 'a@acme.example', 'o-1', 'admin');
INSERT INTO public.market_edge_results (id, organisation_id, score) VALUES ('m-1', 'o-1', 0.75);
