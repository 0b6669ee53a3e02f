package api_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"mime/multipart"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/server/interchange"
)

// brought is the answer to an import.
type brought struct {
	Imported int
	Skipped  []struct{ Item, Why string }
	Format   string
	Reviewer string
	DryRun   bool `json:"dry_run"`
	Claims   []struct {
		Item    string
		FoundBy string `json:"found_by"`
		Claim   object
	}
}

const ann = "T1\tmoney 18 34\tUS$12.62 million\nA1\tVerdict T1 disputed\nT2\tdate 0 7\tin 2018\n"

func TestClaimsOfAnotherToolComeIn(t *testing.T) {
	n := newNewsroom(t)
	rosa := n.as("rosa").with("Content-Type", "application/octet-stream")
	dry := decode[brought](rosa.post("/articles/1/import?format=brat&dry_run=1", ann).is(t, 200))
	if dry.Imported != 1 || !dry.DryRun || len(dry.Skipped) != 1 || dry.Skipped[0].Item != "T2" || dry.Skipped[0].Why == "" || dry.Claims[0].Claim["id"] != 0.0 {
		t.Errorf("the dry run tells %+v", dry)
	}
	if list := rosa.get("/articles/1/claims").object()["items"].([]any); len(list) != 0 {
		t.Errorf("the dry run left %v", list)
	}
	done := decode[brought](rosa.post("/articles/1/import", ann).is(t, 200))
	if done.Imported != 1 || done.Format != "brat" || done.Reviewer != "rosa" || done.DryRun || done.Claims[0].FoundBy != "position" {
		t.Errorf("it tells %+v", done)
	}
	claim := rosa.get(address(done.Claims[0].Claim)).is(t, 200).object()
	if claim["quote"] != "US$12.62 million" || claim["verdict"] != "disputed" || claim["reviewer"] != "rosa" {
		t.Errorf("it came in as %v", claim)
	}
	none := decode[map[string]json.RawMessage](rosa.post("/articles/1/import?dry_run=1", "T1\tmoney 18 34\tUS$12.62 million\n").is(t, 200))
	if string(none["skipped"]) != "[]" {
		t.Errorf("where nothing is left out, skipped is %s", none["skipped"])
	}
}

func TestAnImportMayBeSentAsAForm(t *testing.T) {
	n := newNewsroom(t)
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	must(must(form.CreateFormFile("file", "reading.ann")).Write([]byte(ann)))
	form.Close()
	got := decode[brought](n.as("rosa").with("Content-Type", form.FormDataContentType()).post("/articles/1/import", body.String()).is(t, 200))
	if got.Imported != 1 {
		t.Errorf("it tells %+v", got)
	}
	n.as("rosa").with("Content-Type", "multipart/form-data; boundary=x").post("/articles/1/import", "--x--").is(t, 422)
}

// TestAFormLeavesNothingOnTheDisk sends files that are larger than those taken in.
func TestAFormLeavesNothingOnTheDisk(t *testing.T) {
	n := newNewsroom(t)
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	var body strings.Builder
	form := multipart.NewWriter(&body)
	for range 2 {
		must(must(form.CreateFormFile("file", "reading.ann")).Write(bytes.Repeat([]byte("x"), interchange.MaxBytes+1)))
	}
	form.Close()
	n.as("rosa").with("Content-Type", form.FormDataContentType()).post("/articles/1/import", body.String()).is(t, 413)
	if left := must(os.ReadDir(dir)); len(left) > 0 {
		t.Errorf("%d files are left, such as %s", len(left), left[0].Name())
	}
}

func TestAnImportThatIsRefused(t *testing.T) {
	n := newNewsroom(t)
	send := func(name, query, body string) *answer {
		return n.as(name).with("Content-Type", "application/octet-stream").post("/articles/1/import"+query, body)
	}
	send("rosa", "", "no format at all").is(t, 422)
	send("rosa", "?format=docx", ann).is(t, 422)
	send("rosa", "", "").is(t, 400)
	send("rosa", "?reviewer=imre", ann).is(t, 403)
	send("vera", "", ann).is(t, 403)
	send("", "", ann).is(t, 401)
	send("chidi", "?reviewer=vera", ann).is(t, 422)
	n.as("rosa").with("Content-Type", "application/octet-stream").post("/articles/9/import", ann).is(t, 404)
	large := send("rosa", "", "T1\tmoney 18 34\t"+strings.Repeat("x", interchange.MaxBytes)) // larger than other requests may be
	large.is(t, 413)
	if got := decode[brought](send("chidi", "?reviewer=imre", ann).is(t, 200)); got.Reviewer != "imre" || got.Imported != 1 {
		t.Errorf("an editor's import tells %+v", got)
	}
}

// TestAnImportMayBeLargerThanOtherRequests sends more than the newsroom takes in elsewhere.
func TestAnImportMayBeLargerThanOtherRequests(t *testing.T) {
	n := newNewsroom(t)
	var file strings.Builder
	for i := range 1500 {
		fmt.Fprintf(&file, "T%d\tmoney 0 400\tnowhere %s\n", i, strings.Repeat("x", 400))
	}
	got := decode[brought](n.as("rosa").with("Content-Type", "application/octet-stream").post("/articles/1/import", file.String()).is(t, 200))
	if got.Imported != 0 || len(got.Skipped) != 1500 {
		t.Errorf("%d came in, %d were left out", got.Imported, len(got.Skipped))
	}
}

func TestEveryFormatIsDownloadedAndTakenInAgain(t *testing.T) {
	n := newNewsroom(t)
	rosa := n.as("rosa")
	rosa.mark("US$12.62 million", object{"verdict": "disputed", "kind": "money", "note": "<b>no</b>", "rating": 2, "citations": []object{{"url": "https://example.org/1", "stance": "refutes"}}})
	rosa.mark("治理之路", object{"verdict": "verified", "kind": "quotation"})
	for _, f := range interchange.Formats {
		path := "/articles/1/" + f.Address()
		got := rosa.get(path).is(t, 200)
		if disposition := got.Header().Get("Content-Disposition"); got.Header().Get("Content-Type") != f.ContentType() || disposition != `attachment; filename="article-1.`+f.Ending()+`"` {
			t.Errorf("%s comes as %v", f, got.Header())
		}
		back := decode[brought](n.as("imre").with("Content-Type", "application/octet-stream").post("/articles/1/import?dry_run=1", got.Body.String()).is(t, 200))
		if back.Imported != 2 || back.Format != string(f) || len(back.Skipped) != 0 {
			t.Errorf("%s is taken in as %+v", f, back)
		}
		only := decode[brought](n.as("imre").with("Content-Type", "application/octet-stream").
			post("/articles/1/import?dry_run=1", rosa.get(path+"?verdict=verified").is(t, 200).Body.String()).is(t, 200))
		if only.Imported != 1 || only.Claims[0].Claim["quote"] != "治理之路" {
			t.Errorf("%s, verified alone, is taken in as %+v", f, only)
		}
		rosa.get("/articles/9/"+f.Address()).is(t, 404)
	}
	page := rosa.get("/articles/1/report.webannotation.json?page=1").is(t, 200).object()
	whole := rosa.get("/articles/1/report.webannotation.json").is(t, 200).object()
	if diff := cmp.Diff(whole["first"].(object)["items"], page["items"]); diff != "" || page["id"] != whole["last"] || whole["total"] != 2.0 {
		t.Errorf("the page by itself is another: %s", diff)
	}
}
