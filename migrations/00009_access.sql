-- +goose Up
-- What a person needs to know a session of theirs by: the program it was begun with, as that names itself, and from where.
alter table sessions add column client text not null default '';
alter table sessions add column address text not null default '';

-- A second factor (RFC 6238). Its secret has to be read to make the codes, so it is kept as it is; whoever reads this file can
-- make them too. It counts once it is confirmed by a first code.
create table second_factors (
  person_id    integer primary key references people (id) on delete cascade,
  secret       text not null,               -- base32
  last_step    integer not null default 0,  -- the 30 seconds of the latest code that was accepted, so that none is twice
  confirmed_at text not null default '',
  created_at   text not null
) strict;

-- Each opens once, in the place of a code; used ones are gone.
create table recovery_codes (
  person_id integer not null references second_factors (person_id) on delete cascade,
  code_hash text not null,
  primary key (person_id, code_hash)
) strict, without rowid;

-- +goose Down
drop table recovery_codes;
drop table second_factors;
alter table sessions drop column address;
alter table sessions drop column client;
