-- +goose Up
-- Three migrations were added to after desks had been made by them. What such a desk lacks it is given; the others stay as they are.
-- A column that may be missing is read within a query around which another has one of its name: where the table has none, that is meant.
create table submissions_whole (
  person_id integer not null references people (id),
  key       text not null,
  sent      text not null,    -- a hash of what was sent, so that the key is not taken for another submit; '' where that was not kept
  made      text not null,    -- 'claim', 'citation', 'article'
  made_id   integer not null, -- the claim, the claim cited for, or the article
  at        text not null,
  primary key (person_id, key)
) strict, without rowid;
insert into submissions_whole (person_id, key, sent, made, made_id, at)
select k.person_id, k.key, (select sent from submissions s where s.person_id = k.person_id and s.key = k.key), k.made, k.made_id, k.at
from (select '' as sent) lacking, (select person_id, key, made, made_id, at from submissions) k;
drop table submissions;
alter table submissions_whole rename to submissions;
create index submissions_by_time on submissions (at);

create table drafts_whole (
  id         integer primary key,
  person_id  integer not null references people (id) on delete cascade,
  content    text not null, -- JSON: what was read, block by block
  article_id integer references articles (id), -- what it has become; null until then
  created_at text not null
) strict;
insert into drafts_whole (id, person_id, content, article_id, created_at)
select k.id, k.person_id, k.content, (select article_id from drafts d where d.id = k.id), k.created_at
from (select null as article_id) lacking, (select id, person_id, content, created_at from drafts) k;
drop table drafts;
alter table drafts_whole rename to drafts;
create index drafts_of_person on drafts (person_id);

create table if not exists removed_reviews (id integer primary key) strict;

-- +goose Down
select 1;
