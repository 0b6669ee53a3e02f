-- +goose Up
-- A review that was assigned and not begun has no opened_at yet. assigned_by is a person's id.
alter table reviews add column due_on text not null default '';
alter table reviews add column assigned_by integer;

-- pseudonyms: 0 for names; else what the shuffle of the pseudonyms begins with. decided_at: when the last group was decided.
alter table articles add column pseudonyms integer not null default 0;
alter table articles add column decided_at text not null default '';

-- The desk's word on a group of aligned claims. A rejected one has no verdict; a reopened one decides nothing any more.
create table decisions (
  id         integer primary key,
  article_id integer not null,
  revision   integer not null,
  outcome    text not null check (outcome in ('accepted', 'rejected', 'reopened')),
  claim_id   integer references claims (id), -- the reading accepted as it stood; null where rejected or edited
  start      integer not null,
  "end"      integer not null,
  quote      text not null,
  prefix     text not null,
  suffix     text not null,
  kind       text not null,
  verdict    text not null check (verdict in ('', 'unchecked', 'verified', 'disputed', 'unproven')),
  rating     integer not null check (rating between 0 and 5),
  reason     text not null,
  version    integer not null,
  decided_by integer references people (id), -- null: the command line
  created_at text not null,
  updated_at text not null,
  check (start >= 0 and start < "end"),
  foreign key (article_id, revision) references revisions (article_id, number)
) strict;
create index decisions_of_article on decisions (article_id);

-- The group as it was when decided: its claims at the versions the decision saw.
create table decision_claims (
  decision_id   integer not null references decisions (id),
  claim_id      integer not null references claims (id),
  claim_version integer not null,
  primary key (decision_id, claim_id)
) strict, without rowid;

-- The latest decision on a claim's group, whether it stands or not, so that a claim without any costs nothing to read.
alter table claims add column decision_id integer;

-- +goose Down
alter table claims drop column decision_id;
drop table decision_claims;
drop table decisions;
alter table articles drop column decided_at;
alter table articles drop column pseudonyms;
alter table reviews drop column assigned_by;
alter table reviews drop column due_on;
