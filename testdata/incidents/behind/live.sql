-- rows that must survive
INSERT INTO public.device (serial, model) VALUES ('A-1', 'x'), ('A-2', NULL);
INSERT INTO public.reading (device_id, value) SELECT id, 20.5 FROM public.device;
