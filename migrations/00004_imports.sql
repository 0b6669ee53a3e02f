-- +goose Up
-- What cleaning took out of the text before the revision was made, so that it can be put back.
alter table revisions add column set_aside text not null default '[]'; -- JSON: text, kind, level, links, reason, after

-- The address without what does not tell articles apart; '' where the article has none.
alter table articles add column url_key text not null default '';
create index articles_by_url_key on articles (url_key) where url_key <> '';

-- The smallest hashes of the shingles of an article's current text: nearly the same texts share some.
-- An article without any was made before there were shingles; they are made when the desk opens.
create table shingles (
  hash       integer not null,
  article_id integer not null references articles (id),
  primary key (hash, article_id)
) strict, without rowid;
create index shingles_of_article on shingles (article_id);

-- What somebody brought in and has not looked over yet. It is kept until they import or drop it.
create table drafts (
  id         integer primary key,
  person_id  integer not null references people (id) on delete cascade,
  content    text not null, -- JSON: what was read, block by block
  article_id integer references articles (id), -- what it has become; null until then
  created_at text not null
) strict;
create index drafts_of_person on drafts (person_id);

-- +goose Down
drop table drafts;
drop table shingles;
drop index articles_by_url_key;
alter table articles drop column url_key;
alter table revisions drop column set_aside;
