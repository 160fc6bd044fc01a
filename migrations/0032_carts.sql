-- Carts: of a person, or of a browser that nobody has signed in with. Signing in joins the two.

create table cart (
    id         uuid primary key,
    account_id uuid unique references account,
    token_hash bytea unique,
    touched_at timestamptz not null default now(),
    check ((account_id is null) <> (token_hash is null))
);
-- What nobody has touched for long is swept.
create index cart_touched on cart (touched_at) where account_id is null;

create table cart_line (
    cart_id    uuid not null references cart on delete cascade,
    product_id uuid not null references product,
    quantity   bigint not null check (quantity > 0), -- thousandths of the sale unit
    -- What the buyer was shown last, so that a change is said and never silent.
    seen_price bigint not null,                      -- of one, at this quantity
    seen_unit  text not null,
    added_at   timestamptz not null default now(),
    primary key (cart_id, product_id)
);
create index cart_line_product on cart_line (product_id);
