package desk_test

import (
	"context"
	"iter"
	"runtime"
	"slices"
	"strings"
	"testing"

	"stet/server/extract"
	"stet/server/factcheck"
	"stet/server/store"
)

func inTheNameOf(p factcheck.Person) context.Context {
	return store.InTheNameOf(ctx, store.Access{Person: p.ID})
}

// holding reads held.txt no further than it is let.
type holding struct{ begun, end chan bool }

func (h holding) Read(_ context.Context, s extract.Source) (extract.Draft, error) {
	if s.Name == "held.txt" {
		close(h.begun)
		<-h.end
	}
	return extract.Read(s)
}

func (h holding) Items(_ context.Context, s extract.Source) iter.Seq[extract.Item] {
	return extract.Items(s)
}

// TestWhatOnePersonBringsInKeepsNobodyWaiting has something of one person's read, and something else of theirs brought in, while
// another's is.
func TestWhatOnePersonBringsInKeepsNobodyWaiting(t *testing.T) {
	n := newNewsroom(t)
	begun, end := make(chan bool), make(chan bool)
	own := make(chan error, 2)
	n.ReadWith(holding{begun, end})
	read := extract.Source{Raw: []byte("Fares rose by 4.5 percent.")}
	go func() {
		_, err := n.Extract(inTheNameOf(n.rosa), extract.Source{Name: "held.txt", Raw: read.Raw})
		own <- err
	}()
	<-begun
	go func() {
		_, err := n.Extract(inTheNameOf(n.rosa), read)
		own <- err
	}()
	for n.WaitingToCompute() == 0 {
		runtime.Gosched()
	}
	if _, err := n.Extract(inTheNameOf(n.imre), read); err != nil {
		t.Error(err)
	}
	items := slices.Collect(n.ExtractEach(inTheNameOf(n.imre), extract.Source{Name: "list.jsonl", Raw: []byte("{\"title\":\"A\",\"text\":\"One.\"}\n{\"title\":\"B\",\"text\":\"Two.\"}\n")}))
	if len(items) != 2 || items[0].Err != nil || items[1].Draft.About.Title != "B" {
		t.Errorf("the list holds %+v", items)
	}
	close(end)
	for range 2 {
		if err := <-own; err != nil {
			t.Error(err)
		}
	}
}

// TestNothingIsReadForWhoIsGone has a list read whose sender leaves after its first article.
func TestNothingIsReadForWhoIsGone(t *testing.T) {
	n := newNewsroom(t)
	here, leave := context.WithCancel(inTheNameOf(n.rosa))
	defer leave()
	var told []extract.Item
	for item := range n.ExtractEach(here, extract.Source{Name: "list.jsonl", Raw: []byte(strings.Repeat("{\"title\":\"A\",\"text\":\"One.\"}\n", 3))}) {
		told = append(told, item)
		leave()
	}
	if len(told) != 2 || told[0].Err != nil || told[1].Err == nil {
		t.Errorf("told is %+v", told)
	}
}

// TestADraftThatNoArchiveWouldHoldIsRefused brings in what takes a hundred megabytes to be kept.
func TestADraftThatNoArchiveWouldHoldIsRefused(t *testing.T) {
	n := newNewsroom(t)
	piece := extract.Piece{Kind: factcheck.Paragraph, Text: strings.Repeat("word ", 20_000)}
	_, err := n.KeepDraft(ctx, n.editor, extract.Draft{Pieces: slices.Repeat([]extract.Piece{piece}, 700)})
	wantCode(t, err, factcheck.TooLarge)
	if _, err := n.KeepDraft(ctx, n.editor, extract.Draft{Pieces: []extract.Piece{piece}}); err != nil {
		t.Error(err)
	}
}

// TestFilesOfOnePersonAreFewAtOnce has two lists of one person under way, whose articles are taken in slowly, and a third.
func TestFilesOfOnePersonAreFewAtOnce(t *testing.T) {
	n := newNewsroom(t)
	list := extract.Source{Name: "list.jsonl", Raw: []byte("{\"title\":\"A\",\"text\":\"One.\"}\n{\"title\":\"B\",\"text\":\"Two.\"}\n")}
	first, stopFirst := iter.Pull(n.ExtractEach(inTheNameOf(n.rosa), list))
	second, stopSecond := iter.Pull(n.ExtractEach(inTheNameOf(n.rosa), list))
	defer stopSecond()
	first()
	second()
	third := make(chan int)
	go func() { third <- len(slices.Collect(n.ExtractEach(inTheNameOf(n.rosa), list))) }()
	for n.WaitingToCompute() == 0 {
		runtime.Gosched()
	}
	if items := slices.Collect(n.ExtractEach(inTheNameOf(n.imre), list)); len(items) != 2 {
		t.Errorf("another’s list holds %+v", items)
	}
	stopFirst()
	if items := <-third; items != 2 {
		t.Errorf("the third list holds %d", items)
	}
}
