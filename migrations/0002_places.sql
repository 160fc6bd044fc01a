-- Administrative areas with their Kemendagri codes (Kepmendagri 300.2.2-2138/2025 keeps them).

create table regency (
    code     text primary key check (code ~ '^\d\d\.\d\d$'),
    name     text not null,
    province text not null,
    -- The office for koperasi and small businesses, as it calls itself.
    office   text not null
);

create table district (
    code         text primary key check (code ~ '^\d\d\.\d\d\.\d\d$'),
    regency_code text not null references regency,
    name         text not null,
    slug         text not null unique,
    -- About its middle, in millionths of a degree: where "near me" looks for those without a position.
    lat          int not null,
    lng          int not null
);

insert into regency values ('33.25', 'Batang', 'Jawa Tengah', 'Disperindagkop & UKM Kabupaten Batang');
insert into district (code, regency_code, name, slug, lat, lng) values
    ('33.25.01', '33.25', 'Wonotunggal', 'wonotunggal', -7005000, 109763000),
    ('33.25.02', '33.25', 'Bandar',      'bandar',      -7035000, 109795000),
    ('33.25.03', '33.25', 'Blado',       'blado',       -7075000, 109855000),
    ('33.25.04', '33.25', 'Reban',       'reban',       -7062000, 109893000),
    ('33.25.05', '33.25', 'Bawang',      'bawang',      -7095000, 109935000),
    ('33.25.06', '33.25', 'Tersono',     'tersono',     -7035000, 109975000),
    ('33.25.07', '33.25', 'Gringsing',   'gringsing',   -6955000, 110020000),
    ('33.25.08', '33.25', 'Limpung',     'limpung',     -6998000, 109925000),
    ('33.25.09', '33.25', 'Subah',       'subah',       -6960000, 109870000),
    ('33.25.10', '33.25', 'Tulis',       'tulis',       -6945000, 109815000),
    ('33.25.11', '33.25', 'Batang',      'batang',      -6908000, 109730000),
    ('33.25.12', '33.25', 'Warungasem',  'warungasem',  -6935000, 109715000),
    ('33.25.13', '33.25', 'Kandeman',    'kandeman',    -6928000, 109775000),
    ('33.25.14', '33.25', 'Pecalungan',  'pecalungan',  -7018000, 109870000),
    ('33.25.15', '33.25', 'Banyuputih',  'banyuputih',  -6960000, 109965000);
