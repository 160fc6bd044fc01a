-- Many members pledge to one round within a moment.

-- Transactions that NOTIFY commit one after the other, and so would the pledges of all rounds. The server
-- that took them tells of them together, a moment later (engine/src/purchasing/live.rs).
drop trigger pledge_inserted_moves on pledge;
drop trigger pledge_updated_moves on pledge;
drop function round_moved();

-- With the amounts in an index each change of a pledge had to be written to all of its indexes. The
-- sums of a round read its rows by pledge_once.
drop index pledge_totals;
alter table pledge set (fillfactor = 90);
