-- Transactions that NOTIFY commit one after the other, on all of a cluster: placing an order does not.

-- A job that is due later needs nobody to be woken: workers look by themselves every five seconds.
drop trigger job_wakes on job;
create or replace function job_wake() returns trigger language plpgsql as $$
begin
    if exists (select from fresh where due_at <= created_at + interval '5 seconds') then
        perform pg_notify('guyub_job', '');
    end if;
    return null;
end $$;
create trigger job_wakes after insert on job referencing new table as fresh
    for each statement execute function job_wake();

-- A kept page of a product may be two seconds old. How much is left may be, too; not whether something is.
drop trigger product_changed on product;
create trigger product_changed after insert or delete on product for each row execute function changed('product', 'id');
create trigger product_updated after update on product for each row
    when ((old.business_id, old.slug, old.name, old.category_id, old.description, old.price, old.sale_unit, old.unit_price,
           old.unit_base, old.made_days, old.keywords, old.state, old.published_at, old.stock is null, old.stock > 0)
          is distinct from
          (new.business_id, new.slug, new.name, new.category_id, new.description, new.price, new.sale_unit, new.unit_price,
           new.unit_base, new.made_days, new.keywords, new.state, new.published_at, new.stock is null, new.stock > 0))
    execute function changed('product', 'id');
