INSERT INTO public.organisations (id, name) VALUES ('o-1', 'Acme'), ('o-2', 'Bolt');
INSERT INTO public.users (id, email, organisation_id) VALUES ('u-1', 'a@acme.example', 'o-1');
INSERT INTO public.sic_codes (code, section) VALUES ('6201', 'J'), ('4711', 'G');
INSERT INTO public.analytics_modules (id, name, category) VALUES ('m-1', 'Market', 'core');
INSERT INTO public.feature_flags (id, key) VALUES ('f-1', 'beta');
INSERT INTO public.feature_flag_overrides (id, flag_id, enabled) VALUES ('v-1', 'f-1', true);
INSERT INTO public.audit_logs (id) SELECT generate_series(1, 1000);
INSERT INTO public.exports (organisation_id, format) VALUES ('o-1', 'csv');
