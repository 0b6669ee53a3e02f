package desk_test

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"stet/server/desk"
	"stet/server/extract"
	"stet/server/factcheck"
	"stet/server/store"
	"stet/server/store/storetest"
)

var ctx = context.Background()

// newsroom is a desk in a fresh database file with one person of each role (two reviewers) and one article.
type newsroom struct {
	*desk.Desk
	store                           *store.Store
	vera, rosa, imre, editor, admin factcheck.Person
	third                           factcheck.Person // a reviewer, where one was wanted
	article                         factcheck.Article
}

// text has a quote that stands three times ("in 2018"), Chinese, curly quotation marks, and a family emoji of seven code points.
const text = "The company spent US$12.62 million in 2018, up from $2.83m in 2018.\n\n“治理之路” was the phrase 👨‍👩‍👧‍👦 in 2018."

// newsroomOnce is the newsroom's file as the first test made it, and who is in it.
var newsroomOnce struct {
	sync.Once
	file []byte
	newsroom
}

func newNewsroom(t testing.TB) *newsroom {
	t.Helper()
	n, _ := newsroomAt(t)
	return n
}

// newsroomAt is newNewsroom, and where its file is.
func newsroomAt(t testing.TB) (n *newsroom, path string) {
	t.Helper()
	newsroomOnce.Do(func() { makeNewsroom(t) })
	if newsroomOnce.file == nil {
		t.Fatal("the newsroom could not be made")
	}
	path = filepath.Join(t.TempDir(), "desk.db")
	if err := os.WriteFile(path, newsroomOnce.file, 0o600); err != nil {
		t.Fatal(err)
	}
	made := newsroomOnce.newsroom
	made.store = storetest.OpenFile(t, path)
	made.Desk = desk.New(made.store)
	return &made, path
}

func makeNewsroom(t testing.TB) {
	t.Helper()
	path := storetest.File(t)
	s := storetest.OpenFile(t, path)
	n := newsroomOn(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	newsroomOnce.file, newsroomOnce.newsroom = file, *n
}

// newsroomOn brings the people and the article into an empty desk.
func newsroomOn(t testing.TB, s *store.Store) *newsroom {
	t.Helper()
	n := &newsroom{Desk: desk.New(s), store: s}
	n.vera = n.person(t, "vera", factcheck.Viewer)
	n.rosa = n.person(t, "rosa", factcheck.Reviewer)
	n.imre = n.person(t, "imre", factcheck.Reviewer)
	n.editor = n.person(t, "chidi", factcheck.Editor)
	n.admin = n.person(t, "ada", factcheck.Admin)
	n.article = n.importText(t, text)
	return n
}

// passwordHash is of a password that no test types.
const passwordHash = "$argon2id$v=19$m=19456,t=2,p=1$yDsE641fk3tsJmSHvUoIvQ$YVB4LzjjqkjLoKCWZb+I8DKFYqlka9TafN7e7bCx+bQ"

func (n *newsroom) person(t testing.TB, name string, role factcheck.Role) factcheck.Person {
	t.Helper()
	p, err := n.AddPerson(ctx, desk.CommandLine, factcheck.Person{Name: name, Role: role}, passwordHash)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func (n *newsroom) importText(t testing.TB, text string) factcheck.Article {
	t.Helper()
	in, err := extract.Plain([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	in.Title = "Lobbying"
	a, err := n.ImportArticle(ctx, n.editor, desk.NewArticle{Article: in})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func (n *newsroom) mark(t *testing.T, by factcheck.Person, quote string) factcheck.Claim {
	t.Helper()
	c, err := n.CreateClaim(ctx, by, n.article.ID, desk.NewClaim{Quote: quote})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// standing reads a claim back from the database.
func (n *newsroom) standing(t *testing.T, id int64) factcheck.Claim {
	t.Helper()
	var c factcheck.Claim
	err := n.store.Read(ctx, func(r *store.Reader) (err error) {
		c, err = r.Claim(n.rosa.ID, id)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func (n *newsroom) history(t *testing.T, claimID int64) []factcheck.Event {
	t.Helper()
	var events []factcheck.Event
	err := n.store.Read(ctx, func(r *store.Reader) (err error) {
		events, _, err = r.ClaimEvents(n.rosa.ID, claimID, 0, 100)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return events
}

func wantCode(t *testing.T, err error, code factcheck.Code) {
	t.Helper()
	if got := factcheck.CodeOf(err); got != code {
		t.Errorf("got %q (%v), want %q", got, err, code)
	}
}

func of[T any](v T) *T { return &v }
