-- Counting the members of each koperasi for the directory read ten thousand rows of the table
-- behind membership_current, which also holds those who only applied.
create index membership_admitted on membership (koperasi_id) where state = 'admitted';
