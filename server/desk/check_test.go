package desk_test

import (
	"bytes"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stet/seeds"
	"stet/server/desk"
	"stet/server/store"
	"stet/server/store/storetest"
)

// TestACheckFindsEveryKindOfTampering changes a desk behind the program's back, one way at a time.
func TestACheckFindsEveryKindOfTampering(t *testing.T) {
	untouched := untouchedFile(t)
	for name, test := range map[string]struct {
		tamper string
		part   int    // of the check, that must tell
		told   string // "" where it is mended
	}{
		"a trigger taken out": {`drop trigger events_never_go`, 1, "the trigger events_never_go is missing"},
		"one put in":          {`create trigger quiet after insert on claims begin update claims set note = ''; end`, 1, "the trigger quiet is none of this program's"},
		"one put in another":  {`drop index events_of_article; create index events_of_article on events (at)`, 1, "the index events_of_article is another"},
		"a column put in":     {`alter table people add column spy text`, 1, "the column people.spy is none of this program's"},
		"a quote":             {`update claims set quote = 'never said' where id = 3`, 3, "claim 3 says “never said”"},
		"a span":              {`update claims set "end" = 9999999 where id = 3`, 3, "claim 3"},
		"a lost text":         {`update articles set revision = 77 where id = 2`, 2, "article 2 has no text"},
		"a text":              {`update revisions set text = text || ' and more' where article_id = 1`, 2, "revision 1 of article 1"},
		"its blocks":          {`update revisions set blocks = '[{"kind":"paragraph","start":0,"end":9999999}]' where article_id = 1`, 2, "a block goes from 0 to 9999999"},
		"blocks torn":         {`update revisions set blocks = '[{' where article_id = 1`, 2, "cannot be read"},
		"blocks torn, and so": {`update revisions set blocks = '[{' where article_id = 1`, 3, "its text cannot be read"},
		"a note":              {`update claims set note = 'changed by hand' where id = 4`, 4, "claim 4 is another than its latest event left it"},
		"a deletion":          {`update claims set deleted = 1 where id = 4`, 4, "claim 4 is another"},
		"a lost review":       {`update claims set review_id = 999 where id = 5`, 0, "reviews that is not there"},
		"a source taken out":  {`delete from citations where claim_id = (select min(claim_id) from citations)`, 4, "is another"},
		"half a pseudonym":    {`update reviews set pseudonym = 'Reviewer A' where id = 1`, 6, "review 1: it has a pseudonym, and no id"},
		"the other half":      {`update reviews set masked_id = 1000000000001 where id = 1`, 6, "review 1: it has an id to be told beside a pseudonym, and none"},
		"a time cut off":      {`update reviews set opened_at = '2019-10-24' where id = 1`, 5, "opened_at of 1 rows of reviews is no time, such as “2019-10-24”"},
		"no time":             {`update claims set created_at = 'zz' where id < 4`, 5, "created_at of 3 rows of claims is no time, such as “zz”"},
		"no such day":         {`insert into events (at, action) values ('2019-02-30T12:00:00.000Z', 'person.changed')`, 5, "at of 1 rows of events is no time"},
		"no date":             {`update reviews set due_on = '2019-02-30' where id = 1`, 6, "review 1: it is due on “2019-02-30”"},
		"neither yes nor no":  {`update reviews set blind = 7 where id = 1`, 6, "review 1: whether it is blind"},
		"a forged hash":       {`update people set password_hash = replace(password_hash, 'm=19456', 'm=4194304') where name = 'rosa'`, 7, "the password hash of rosa is none of ours"},
		"an emptied search":   {`insert into article_search (article_search) values ('delete-all')`, 8, ""},
		"a forgotten claim":   {`delete from claim_search where rowid = 3`, 8, ""},
		"a torn search index": {`update claim_search_data set block = x'00' where id > 100`, 8, ""},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "desk.db")
			if err := os.WriteFile(path, untouched, 0o600); err != nil {
				t.Fatal(err)
			}
			s := must(store.Open(ctx, path))
			defer s.Close()
			d := desk.New(s)
			db := must(sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(5000)"))
			defer db.Close()
			if _, err := db.Exec(test.tamper); err != nil {
				t.Fatal(err)
			}
			checked := must(d.Check(ctx, false))
			part := checked[test.part]
			if test.told == "" && !part.Mended || test.told != "" && !strings.Contains(strings.Join(part.Wrong, "\n"), test.told) {
				t.Errorf("got %+v, want it told %q", part, test.told)
			}
			if checked[8].Mended && must(d.Check(ctx, false))[8].Mended {
				t.Error("what was mended needs mending again")
			}
		})
	}
}

// TestTheTablesOfLitestreamAreLetBe holds that a desk that is replicated passes a check, and comes back from its archive.
func TestTheTablesOfLitestreamAreLetBe(t *testing.T) {
	path := storetest.File(t)
	s := must(store.Open(ctx, path))
	defer s.Close()
	db := must(sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(5000)"))
	defer db.Close()
	must(db.Exec("create table _litestream_seq (id integer primary key, seq integer); create table _litestream_lock (id integer)"))
	d := desk.New(s)
	for _, part := range must(d.Check(ctx, false)) {
		if part.Wrongs > 0 {
			t.Errorf("%+v", part)
		}
	}
	var archive bytes.Buffer
	check(t, d.WriteArchive(ctx, desk.CommandLine, &archive))
	_, err := desk.ReadArchive(ctx, filepath.Join(t.TempDir(), "desk.db"), bytes.NewReader(archive.Bytes()), int64(archive.Len()))
	check(t, err)
}

// untouchedFile gives the bytes of the demonstration desk's database, in which a check finds nothing wrong.
func untouchedFile(t *testing.T) []byte {
	t.Helper()
	path := storetest.File(t)
	s := must(store.Open(ctx, path))
	d := desk.New(s)
	check(t, seeds.Load(ctx, d, func(string) (string, error) { return passwordHash, nil }))
	for i, part := range must(d.Check(ctx, true)) {
		if part.Wrongs > 0 || part.Mended != (i == 8) {
			t.Fatalf("untouched: %+v", part)
		}
	}
	check(t, s.Close())
	return must(os.ReadFile(path))
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func TestACheckIsRemembered(t *testing.T) {
	s := storetest.Open(t)
	last := func() (last store.LastCheck) {
		t.Helper()
		if err := s.Read(ctx, func(r *store.Reader) (err error) { last, err = r.LastCheck(); return err }); err != nil {
			t.Fatal(err)
		}
		return last
	}
	if before := last(); before.At != "" {
		t.Errorf("a fresh desk was checked at %s", before.At)
	}
	must(desk.New(s).Check(ctx, false))
	if after := last(); after.At == "" || after.Wrong != 0 {
		t.Errorf("the check is remembered as %+v", after)
	}
}
