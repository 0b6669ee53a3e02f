-- +goose Up
-- The index of claims follows the event log, a moment behind the writes (server/store/follow.go): it holds what the claims said
-- at the event named here. It starts empty, and is filled at the first search.
drop table claim_search;
create virtual table claim_search using fts5 (quote, note, speaker, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2");
create table claim_search_follows (event_id integer not null) strict;
insert into claim_search_follows (event_id) values (0);

-- One index for reading an article's claims in order and for counting them by verdict, so that a write touches fewer pages.
drop index if exists claims_by_verdict;
drop index if exists claims_of_article;
create index claims_of_article on claims (article_id, start, "end", verdict, review_id) where not deleted;

-- +goose Down
drop index claims_of_article;
create index claims_of_article on claims (article_id, start, "end") where not deleted;
create index claims_by_verdict on claims (verdict, article_id, review_id, deleted) where not deleted;
drop table claim_search_follows;
drop table claim_search;
create virtual table claim_search using fts5 (quote, note, speaker, content = '', columnsize = 0, tokenize = "unicode61 remove_diacritics 2");
