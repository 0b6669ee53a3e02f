package store

import (
	"strings"

	"stet/server/factcheck"
)

// keepSource gives the id of the source with c's address. What the list does not know of it yet is filled in from c; what it
// knows stays.
func (t *Tx) keepSource(c factcheck.Citation, at factcheck.Timestamp) (int64, error) {
	return t.number(`insert into sources (url, title, publisher, published_on, created_at) values (?, ?, ?, ?, ?)
		on conflict (url) do update set
			title = case title when '' then excluded.title else title end,
			publisher = case publisher when '' then excluded.publisher else publisher end,
			published_on = case published_on when '' then excluded.published_on else published_on end
		returning id`, c.URL, c.Title, c.Publisher, c.PublishedOn, at)
}

const fromVisibleCitations = ` from citations t join claims c on c.id = t.claim_id
	where t.source_id = s.id and not c.deleted and` + visible

var sourceColumns = "s.id, s.url, " + knownOfSource("title") + ", " + knownOfSource("publisher") + ", " + knownOfSource("published_on") +
	", (select count(distinct t.claim_id)" + fromVisibleCitations + ") as uses"

// knownOfSource gives what the list knows of a source; to who reads anything blind, only what a citation says that they may see.
func knownOfSource(column string) string {
	return "case when exists (select 1 from reviews where reviewer_id = ?1 and blind and submitted_at = '') then coalesce((select t." + column +
		fromVisibleCitations + "and t." + column + " <> '' order by t.claim_id, t.number limit 1), '') else s." + column + " end as " + column
}

func scanSource(row scanner) (s factcheck.Source, err error) {
	err = row.Scan(&s.ID, &s.URL, &s.Title, &s.Publisher, &s.PublishedOn, &s.Uses)
	return s, err
}

// Sources gives at most limit sources whose address, title or publisher holds text, the most used first. Only those that a
// claim visible to viewer cites are given.
func (r *Reader) Sources(viewer int64, text string, limit int) ([]factcheck.Source, error) {
	like := "%" + likeEscape.Replace(text) + "%"
	return all(r, scanSource, "select * from (select "+sourceColumns+` from sources s)
		where (url like ?2 escape '\' or title like ?2 escape '\' or publisher like ?2 escape '\') and uses > 0
		order by uses desc, id desc limit ?`, viewer, like, limit)
}

// SourceAt gives what the desk knows of an address, and whether it knows it.
func (r *Reader) SourceAt(viewer int64, url string) (factcheck.Source, bool, error) {
	found, err := all(r, scanSource, "select * from (select "+sourceColumns+" from sources s where s.url = ?) where uses > 0", viewer, url)
	if err != nil || len(found) == 0 {
		return factcheck.Source{}, false, err
	}
	return found[0], true, nil
}

var likeEscape = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)
