INSERT INTO public.organisations (id, name) VALUES ('o-1', 'Acme');
INSERT INTO public.sic_codes (code, title) VALUES ('6201', 'Computer programming');
INSERT INTO public.competitive_factor_templates (id, sic_code, factor_name) VALUES ('t-1', '6201', 'Price');
