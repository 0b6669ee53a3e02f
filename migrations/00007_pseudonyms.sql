-- +goose Up
-- What a review is called while its article shows pseudonyms, '' where it does not: "Reviewer C". masked_id is then told for its
-- id, which says in what order the reviewers were asked. A masked_id is good for as long as the review is.
alter table reviews add column pseudonym text not null default '';
alter table reviews add column masked_id integer;
create unique index reviews_masked on reviews (masked_id) where masked_id is not null;
create index reviews_under_pseudonyms on reviews (pseudonym) where pseudonym <> '';

-- articles.pseudonyms says from here on only whether they are shown: the letters stand with the reviews.
update reviews set masked_id = 1000000000000 + abs(random() % 1000000000000), pseudonym = 'Reviewer ' || drawn.letters
from (select v.id, iif(row_number() over w > 26, char(64 + (row_number() over w - 1) / 26), '') || char(65 + (row_number() over w - 1) % 26) as letters
  from reviews v join articles a on a.id = v.article_id where a.pseudonyms <> 0
  window w as (partition by v.article_id order by random())) drawn
where drawn.id = reviews.id;
update articles set pseudonyms = 1 where pseudonyms <> 0;

-- The ids of reviews that were taken back, so that none is given twice: history names them.
create table removed_reviews (id integer primary key) strict;

-- +goose Down
drop table removed_reviews;
drop index reviews_under_pseudonyms;
drop index reviews_masked;
alter table reviews drop column masked_id;
alter table reviews drop column pseudonym;
