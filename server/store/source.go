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

// readsAnyBlind is true of who reads any article blind.
const readsAnyBlind = " exists (select 1 from reviews where reviewer_id = ?1 and blind and submitted_at = '') "

// knownOfSource gives what the list knows of a source; to who reads anything blind, only what a citation says that they may see.
func knownOfSource(column string) string {
	return "case when" + readsAnyBlind + "then coalesce((select t." + column +
		fromVisibleCitations + "and t." + column + " <> '' order by t.claim_id, t.number limit 1), '') else s." + column + " end as " + column
}

func scanSource(row scanner) (s factcheck.Source, err error) {
	err = row.Scan(&s.ID, &s.URL, &s.Title, &s.Publisher, &s.PublishedOn, &s.Uses)
	return s, err
}

// rankedCitations bounds the work of a list of sources: of those that match, the newest citations are ranked, which is all of them on
// all but the largest desks.
const rankedCitations = 20_000

// listSources goes through the citations from the newest on, so that it ends soon where much matches. What is known of a source is read
// for those alone that are listed.
var listSources = `with
	found as materialized (select distinct source_id from (select t.source_id
		from citations t cross join claims c on c.id = t.claim_id cross join sources s on s.id = t.source_id
		where not c.deleted and` + visible + `and (s.url like ?2 escape '\'
			or case when` + readsAnyBlind + `then t.title like ?2 escape '\' or t.publisher like ?2 escape '\'
				else s.title like ?2 escape '\' or s.publisher like ?2 escape '\' end)
		order by t.claim_id desc, t.number desc limit ?4)),
	listed as (select t.source_id as source, count(distinct t.claim_id) as uses, max(t.claim_id << 32 | t.number) as latest
		from found f cross join citations t on t.source_id = f.source_id cross join claims c on c.id = t.claim_id
		where not c.deleted and` + visible + `group by t.source_id order by uses desc, latest desc limit ?3)
	select s.id, s.url, ` + knownOfSource("title") + ", " + knownOfSource("publisher") + ", " + knownOfSource("published_on") + `, uses
	from listed join sources s on s.id = source order by uses desc, latest desc`

// Sources gives at most limit sources whose address, title or publisher holds text, the most used first, then those that the newest
// claim cites. All of that is from claims that viewer may see, the order too: the ids of sources would tell in what order everybody has
// cited. To who reads anything blind, title and publisher are those of any citation that they may see.
func (r *Reader) Sources(viewer int64, text string, limit int) ([]factcheck.Source, error) {
	return all(r, scanSource, listSources, viewer, "%"+likeEscape.Replace(text)+"%", limit, rankedCitations)
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
