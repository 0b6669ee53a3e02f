-- +goose Up
-- carried: what became of a claim with the latest revision. 'changed' until its reviewer looks at the verdict again; 'uncertain'
-- and 'gone' stand on an older revision until somebody has answered. settled: the version of the latest change to a claim other
-- than that its unchanged words moved.
alter table claims add column carried text not null default '' check (carried in ('', 'changed', 'uncertain', 'gone'));
alter table claims add column settled integer not null default 0;
update claims set settled = version;

-- Every claim's place before each revision, and where it went. The old place is always kept.
create table carryovers (
  claim_id      integer not null references claims (id),
  to_revision   integer not null,
  from_revision integer not null,
  outcome       text not null check (outcome in ('exact', 'changed', 'uncertain', 'gone')),
  old_start     integer not null, -- in the text of from_revision
  old_end       integer not null,
  quote         text not null,
  prefix        text not null,
  suffix        text not null,
  start         integer not null, -- in the text of to_revision; of 'uncertain' a proposal, of 'gone' 0
  "end"         integer not null,
  answer        text not null default '' check (answer in ('', 'accepted', 'placed', 'dropped')), -- to 'uncertain' and 'gone'
  answered_by   integer references people (id),
  answered_at   text not null default '',
  primary key (claim_id, to_revision)
) strict, without rowid;

-- +goose Down
drop table carryovers;
alter table claims drop column settled;
alter table claims drop column carried;
