package server_test

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"net/http"
	"path/filepath"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"stet/server"
	"stet/server/auth"
	"stet/server/config"
	"stet/server/desk"
	"stet/server/extract"
	"stet/server/factcheck"
	"stet/server/store"
)

// Distinctive words and numbers, which stand in the other reviewer's work and nowhere else. What the other reviewer makes has
// ids from these on.
const (
	secretName  = "quokka"
	firstClaim  = 770000000
	firstReview = 880000000
	firstDecide = 990000000
	firstEvent  = 660000000
)

const blindText = "The company spent US$12.62 million in 2018, up from $2.83m in the year before. A committee asked why.\n\n" +
	"“治理之路” was the phrase of the year. Three members of the board left in spring, and 150,000 people signed."

// leftOut is what the first revision of both articles says too; its claims need a look.
const leftOut = " Nobody else was asked about it."

// sharedSource is cited by both reviewers: by the blind one without its title.
const sharedSource = "https://example.org/shared"

// laterSource is cited by both reviewers too: by the blind one later, after one that nobody has cited.
const laterSource = "https://example.org/later"

// leakWorld is a desk on which rosa reads article 1 blind, which two others have read to the end. In article 2, chidi has marked claims
// that rosa may see.
type leakWorld struct {
	http.Handler
	t                         *testing.T
	routes                    []*echo.Route
	desk                      *desk.Desk
	store                     *store.Store
	path                      string
	rosa, quokka, twin, chidi factcheck.Person
	own, secret               []int64 // claims: rosa's; quokka's and a twin's
	open                      []int64 // events that rosa may see, though they came after the other reviewer's
	ownReview, theirs         int64   // reviews of article 1
	decisions                 []int64
	rosasToken, chidiTok      string
	rosasHash                 string
	lastEvent                 int64
}

// newLeakWorld makes the desk. With secrets, the other reviewer's claims stand and are decided; without, they have all been
// deleted, and everything is numbered as with them: like counts the events to come to.
func newLeakWorld(t *testing.T, secrets bool, like int64) *leakWorld {
	t.Helper()
	w := readLeakWorld(t, secrets)
	if secrets {
		w.decide()
	} else {
		w.forget(like)
	}
	w.submitted()
	w.sql("update claims set updated_at = printf('2026-01-02T03:04:05.%03dZ', id % 1000)") // lists go by it, and two may fall in one millisecond
	w.lastEvent = w.number("select max(id) from events")
	return w
}

// submitted has the other reviewers hand in their readings.
func (w *leakWorld) submitted() {
	for i, by := range []factcheck.Person{w.quokka, w.twin} {
		_, _, err := w.desk.SubmitReview(w.t.Context(), by, w.theirs+int64(i))
		w.ok(err)
	}
}

// readLeakWorld makes the desk as far as everybody has read. Without secrets, nobody but rosa has cited laterSource.
func readLeakWorld(t *testing.T, secrets bool) *leakWorld {
	return readLeakWorldBy(t, secrets, func(*leakWorld) {})
}

// readLeakWorldBy makes the desk with the reviewers in other places than by their names.
func readLeakWorldBy(t *testing.T, secrets bool, place func(*leakWorld)) *leakWorld {
	t.Helper()
	w := &leakWorld{t: t, path: filepath.Join(t.TempDir(), "stet.db")}
	w.store = must(store.Open(t.Context(), w.path))
	t.Cleanup(func() { w.store.Close() })
	settings := config.Config{BodyLimit: config.MB, ImportLimit: 10 * config.MB, SessionIdle: config.Duration(time.Hour), SessionLimit: config.Duration(time.Hour)}
	s := must(server.New(settings, "https://desk.example.org", w.store, slog.New(slog.DiscardHandler)))
	w.Handler, w.routes, w.desk = s.Handler(), s.Routes(), desk.New(w.store)
	w.rosa, w.quokka, w.twin = w.person("rosa", factcheck.Reviewer), w.person(secretName+"reader", factcheck.Reviewer), w.person(secretName+"twin", factcheck.Reviewer)
	w.chidi = w.person("chidi", factcheck.Editor)
	place(w)
	w.rosasToken, w.rosasHash = w.token(w.rosa)
	w.chidiTok, _ = w.token(w.chidi)
	w.readings()
	w.renumber()
	w.secrets()
	w.citeLater(secrets)
	w.revise()
	return w
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func (w *leakWorld) ok(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *leakWorld) person(name string, role factcheck.Role) factcheck.Person {
	return must(w.desk.AddPerson(w.t.Context(), desk.CommandLine, factcheck.Person{Name: name, DisplayName: "The " + name, Role: role}, must(auth.HashPassword(w.t.Context(), name, password))))
}

func (w *leakWorld) token(p factcheck.Person) (token, hash string) {
	token, hash = auth.NewToken()
	w.ok(w.desk.AddToken(w.t.Context(), desk.CommandLine, p.ID, "walk", hash))
	beginSession(w.t, w.store, p.ID, hash)
	return token, hash
}

func (w *leakWorld) mark(by factcheck.Person, article int64, in desk.NewClaim) factcheck.Claim {
	return must(w.desk.CreateClaim(w.t.Context(), by, article, in))
}

// readings has rosa and chidi read.
func (w *leakWorld) readings() {
	for _, title := range []string{"Read blind", "Read openly"} {
		article := must(extract.Plain([]byte(blindText + leftOut)))
		article.Title = title
		must(w.desk.ImportArticle(w.t.Context(), w.chidi, desk.NewArticle{Article: article}))
	}
	w.ownReview = must(w.desk.AssignReview(w.t.Context(), w.chidi, 1, w.rosa.Name, true, "")).ID
	for _, quote := range []string{"The company", "US$12.62 million", "治理之路", "Nobody else"} {
		w.own = append(w.own, w.mark(w.rosa, 1, desk.NewClaim{Quote: quote, Verdict: factcheck.Verified}).ID)
	}
	must(w.desk.AddCitation(w.t.Context(), w.rosa, w.own[0], 0, factcheck.Citation{URL: sharedSource}, ""))
	for _, quote := range []string{"The company", "A committee"} {
		w.mark(w.chidi, 2, desk.NewClaim{Quote: quote, Verdict: factcheck.Disputed, Note: "read openly"})
	}
}

// renumber lets what comes next begin at distinctive numbers.
func (w *leakWorld) renumber() {
	w.sql(`insert into reviews (id, article_id, reviewer_id, opened_at) values (?, 1, ?, '')`, firstReview, w.quokka.ID)
	w.theirs = firstReview
	w.sql(`insert into claims select ?, article_id, ?, revision, start, "end", quote, prefix, suffix, kind, verdict, rating, note, speaker, 0, 1, 1,
		created_at, updated_at, null, '', 1 from claims where id = ?`, firstClaim, firstReview, w.own[0])
	w.sql(`insert into decisions select ?, article_id, revision, 'reopened', null, start, "end", quote, prefix, suffix, kind, verdict, 0, '', 1, null,
		created_at, updated_at from claims where id = ?`, firstDecide, w.own[0])
	w.sql(`insert into events (id, at, action) values (?, '2026-01-01T00:00:00.000Z', 'person.changed')`, firstEvent)
}

// secrets has quokka read: the very spans of rosa's claims, spans across them, and spans of their own.
func (w *leakWorld) secrets() {
	for i, quote := range []string{"The company", "US$12.62 million in 2018, up from", "was the phrase", "A committee asked why", "Three members", "150,000 people"} {
		made := w.mark(w.quokka, 1, desk.NewClaim{Quote: quote, Kind: factcheck.Kinds[i], Verdict: factcheck.Verdicts[i%3+1], Rating: factcheck.Rating(i),
			Note: secretName + "note", Speaker: secretName + "speaker", Citations: []factcheck.Citation{
				{URL: sharedSource, Title: secretName + "title", Publisher: secretName + "publisher", PublishedOn: "1999-09-09", Stance: factcheck.Refutes},
				{URL: fmt.Sprintf("https://%s.example/%d", secretName, i), Title: secretName + "title", Locator: secretName + "locator",
					Passage: secretName + "passage", ArchivedURL: "https://archive.example/" + secretName},
			}})
		w.secret = append(w.secret, made.ID)
	}
	w.secret = append(w.secret, w.mark(w.twin, 1, desk.NewClaim{Quote: "The company", Verdict: factcheck.Disputed, Note: secretName + "note"}).ID)
	w.secret = append(w.secret, w.mark(w.quokka, 1, desk.NewClaim{Quote: "was asked about it", Verdict: factcheck.Disputed, Note: secretName + "note"}).ID)
}

// citeLater has rosa cite an address after a fresh one: whether quokka had it put on the desk's list before, or another instead, must
// not show.
func (w *leakWorld) citeLater(secrets bool) {
	theirs := laterSource
	if !secrets {
		theirs = "https://" + secretName + ".example/later"
	}
	must(w.desk.AddCitation(w.t.Context(), w.quokka, w.secret[0], 0, factcheck.Citation{URL: theirs}, ""))
	for _, url := range []string{"https://example.org/fresh", laterSource} {
		must(w.desk.AddCitation(w.t.Context(), w.rosa, w.own[1], 0, factcheck.Citation{URL: url}, ""))
	}
}

// revise has chidi correct the text: of each reviewer, a claim needs a look by that.
func (w *leakWorld) revise() {
	made := must(w.desk.ReviseArticle(w.t.Context(), w.chidi, 1, desk.RevisionInput{Article: must(extract.Plain([]byte("A correction was made.\n\n" + blindText))), Reason: "corrected"}))
	for _, carried := range made.Carried {
		if waits := carried.Claim.ID == w.own[3] || carried.Claim.ID == w.secret[7]; waits == carried.Outcome.Certain() {
			w.t.Fatalf("claim %d is carried as %s", carried.Claim.ID, carried.Outcome)
		}
	}
	w.ok(w.store.Read(w.t.Context(), func(r *store.Reader) error {
		events, _, err := r.ArticleEvents(w.rosa.ID, 1, 0, 1000)
		for _, e := range events {
			w.open = append(w.open, e.ID)
		}
		return err
	}))
}

// decide gives the desk's word on everything, rosa's claims among it, and takes one word back.
func (w *leakWorld) decide() {
	rule := func(reason string, claims ...int64) factcheck.Decision {
		made, err := w.desk.Decide(w.t.Context(), w.chidi, 1, desk.DecisionInput{ClaimIDs: claims, Outcome: factcheck.Accepted, ClaimID: claims[len(claims)-1], Reason: secretName + reason})
		w.ok(err)
		w.decisions = append(w.decisions, made.ID)
		return made
	}
	rule("reason", w.own[0], w.secret[0], w.secret[6])
	rule("reason", w.own[1], w.secret[1])
	rule("reason", w.own[2])
	for _, id := range w.secret[3:6] {
		rule("reason", id)
	}
	must(w.desk.ReopenDecision(w.t.Context(), w.chidi, rule("reason", w.secret[2]).ID, 0))
	w.decisions = append(w.decisions, rule("again", w.secret[2]).ID)
	must(w.desk.ChangeDecision(w.t.Context(), w.chidi, w.decisions[0], 0, desk.DecisionChange{Verdict: factcheck.Unproven}))
}

// forget deletes all of their claims, after so many changes that the last event has the number like.
func (w *leakWorld) forget(like int64) {
	for event := w.number("select max(id) from events"); event < like-2-int64(len(w.secret)); event++ {
		must(w.desk.ChangeClaim(w.t.Context(), w.quokka, w.secret[0], 0, desk.ClaimChange{Note: of(fmt.Sprint(secretName, event))}))
	}
	for i, id := range w.secret {
		by := w.quokka
		if i == 6 {
			by = w.twin
		}
		must(w.desk.DeleteClaim(w.t.Context(), by, id, 0))
	}
}

func of[T any](v T) *T { return &v }

// stayBlind undoes what a request of rosa's has done to her review and to her token.
func (w *leakWorld) stayBlind() {
	blind, known := false, false
	w.ok(w.store.Read(w.t.Context(), func(r *store.Reader) (err error) {
		_, _, unknown := r.Token(w.rosasHash)
		known = unknown == nil
		blind, err = r.ReadsBlind(w.rosa.ID, 1)
		return err
	}))
	if !known {
		w.ok(w.desk.AddToken(w.t.Context(), desk.CommandLine, w.rosa.ID, "walk", w.rosasHash))
		beginSession(w.t, w.store, w.rosa.ID, w.rosasHash)
	}
	if blind {
		return
	}
	must(w.desk.ReopenReview(w.t.Context(), w.chidi, w.ownReview))
}

// sql changes the database from beside the desk.
func (w *leakWorld) sql(query string, args ...any) {
	w.t.Helper()
	db := must(sql.Open("sqlite", "file:"+w.path+"?_pragma=busy_timeout(5000)"))
	defer db.Close()
	_, err := db.ExecContext(context.Background(), query, args...)
	w.ok(err)
}

func (w *leakWorld) number(query string, args ...any) (n int64) {
	w.t.Helper()
	db := must(sql.Open("sqlite", "file:"+w.path+"?_pragma=busy_timeout(5000)"))
	defer db.Close()
	w.ok(db.QueryRowContext(context.Background(), query, args...).Scan(&n))
	return n
}
