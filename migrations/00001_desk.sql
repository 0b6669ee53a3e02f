-- +goose Up
-- Times are RFC 3339 UTC text, dates "2019-10-24" or ''. Positions are code points of revisions.text.

create table people (
  id            integer primary key,
  name          text not null collate nocase unique,
  display_name  text not null,
  role          text not null check (role in ('viewer', 'reviewer', 'editor', 'admin')),
  password_hash text not null,
  disabled      integer not null default 0,
  created_at    text not null,
  updated_at    text not null
) strict;

-- The cookie holds a random id; only its hash is kept, so that a stolen copy of the database opens no session.
create table sessions (
  id_hash    text primary key,
  person_id  integer not null references people (id) on delete cascade,
  data       blob not null,
  created_at text not null,
  seen_at    text not null,
  expires_at text not null
) strict, without rowid;
create index sessions_of_person on sessions (person_id);
create index sessions_by_expiry on sessions (expires_at);

create table tokens (
  id           integer primary key,
  person_id    integer not null references people (id) on delete cascade,
  label        text not null,
  token_hash   text not null unique,
  created_at   text not null,
  last_used_at text not null default ''
) strict;
create index tokens_of_person on tokens (person_id);

create table articles (
  id           integer primary key,
  title        text not null,
  byline       text not null,
  publisher    text not null,
  url          text not null,
  published_on text not null,
  language     text not null,
  revision     integer not null,           -- the number of the current one
  created_at   text not null
) strict;

create table revisions (
  article_id integer not null references articles (id),
  number     integer not null,
  text       text not null,
  length     integer not null,
  words      integer not null,
  blocks     text not null, -- JSON: kind, level, start, end
  links      text not null, -- JSON: url, start, end
  reason     text not null,
  created_by integer references people (id),
  created_at text not null,
  primary key (article_id, number)
) strict;

create table reviews (
  id           integer primary key,
  article_id   integer not null references articles (id),
  reviewer_id  integer not null references people (id),
  blind        integer not null default 0,
  submitted_at text not null default '',
  opened_at    text not null,
  unique (article_id, reviewer_id)
) strict;
create index reviews_of_reviewer on reviews (reviewer_id);

create table claims (
  id              integer primary key,
  article_id      integer not null references articles (id),
  review_id       integer not null references reviews (id),
  revision        integer not null,
  start           integer not null,
  "end"           integer not null,
  quote           text not null,
  prefix          text not null,
  suffix          text not null,
  kind            text not null,
  verdict         text not null check (verdict in ('unchecked', 'verified', 'disputed', 'unproven')),
  rating          integer not null check (rating between 0 and 5), -- 0: none
  note            text not null,
  speaker         text not null,
  citations_made  integer not null default 0, -- citation numbers given out, never used twice
  version         integer not null,
  deleted         integer not null default 0,
  created_at      text not null,
  updated_at      text not null,
  check (start >= 0 and start < "end"),
  foreign key (article_id, revision) references revisions (article_id, number)
) strict;
create index claims_of_article on claims (article_id, start, "end") where not deleted;
create index claims_by_verdict on claims (verdict, article_id, review_id, deleted) where not deleted; -- all that counting looks at
create index claims_by_change on claims (updated_at, id) where not deleted;

create table sources (
  id           integer primary key,
  url          text not null unique,
  title        text not null,
  publisher    text not null,
  published_on text not null,
  created_at   text not null
) strict;

-- Title, publisher and date are kept as cited: what one reviewer writes of a source changes nobody else's claims.
create table citations (
  claim_id     integer not null references claims (id),
  number       integer not null,
  source_id    integer not null references sources (id),
  title        text not null,
  publisher    text not null,
  published_on text not null,
  stance       text not null check (stance in ('supports', 'refutes', 'context')),
  is_primary   integer not null,
  locator      text not null,
  passage      text not null,
  accessed_on  text not null,
  archived_url text not null,
  primary key (claim_id, number)
) strict, without rowid;
create index citations_of_source on citations (source_id);

-- Append-only: history, undo, corrections and each article's version are read from here. The triggers hold it to that.
-- One index serves them all: a claim's events are found among its article's, so that a write touches fewer pages.
create table events (
  id         integer primary key,
  at         text not null,
  by_id      integer references people (id), -- null: the command line
  action     text not null,
  article_id integer references articles (id),
  claim_id   integer references claims (id),
  person_id  integer references people (id), -- the person it is about
  before     text, -- JSON
  after      text, -- JSON
  undoes     integer references events (id)
) strict;
create index events_of_article on events (article_id) where article_id is not null;
create unique index events_undone on events (undoes) where undoes is not null;
-- +goose StatementBegin
create trigger events_never_change before update on events begin
  select raise(abort, 'events are append-only');
end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger events_never_go before delete on events begin
  select raise(abort, 'events are append-only');
end;
-- +goose StatementEnd

-- What a form or a script created under its key, so that the same submit twice creates once.
create table submissions (
  person_id integer not null references people (id),
  key       text not null,
  sent      text not null,    -- a hash of what was sent, so that the key is not taken for another submit
  made      text not null,    -- 'claim', 'citation', 'article'
  made_id   integer not null, -- the claim, the claim cited for, or the article
  at        text not null,
  primary key (person_id, key)
) strict, without rowid;
create index submissions_by_time on submissions (at);

-- Full-text search. Text goes in with each Chinese, Japanese or Korean character as a word of its own (server/store/search.go),
-- since no tokenizer of SQLite's own finds words of two characters there. Claims are found newest first, so that their sizes,
-- which a rank would need, are not kept.
create virtual table article_search using fts5 (title, about, text, content = '', tokenize = "unicode61 remove_diacritics 2");
create virtual table claim_search using fts5 (quote, note, speaker, content = '', columnsize = 0, tokenize = "unicode61 remove_diacritics 2");

-- +goose Down
drop table claim_search;
drop table article_search;
drop table submissions;
drop table events;
drop table citations;
drop table sources;
drop table claims;
drop table reviews;
drop table revisions;
drop table articles;
drop table tokens;
drop table sessions;
drop table people;
