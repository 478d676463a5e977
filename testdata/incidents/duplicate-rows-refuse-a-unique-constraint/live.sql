INSERT INTO public.coupon (code) VALUES ('A'), ('A');
