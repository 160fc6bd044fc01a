-- What members saved by buying together: what the same amount would have cost by the round's reference
-- price, less all that was charged for it. Null where nobody noted a reference price. Rounded half up to
-- the rupiah here and nowhere else, so that the sum over members is the koperasi's figure.
create view charge_saving as
select c.id, c.round_id, c.koperasi_id, c.membership_id, c.at,
       round(r.reference_price::numeric * c.quantity / 1000)::bigint - c.total as saved
  from charge c join round r on r.id = c.round_id;
