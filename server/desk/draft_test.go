package desk_test

import (
	"fmt"
	"testing"
	"time"

	"stet/server/desk"
	"stet/server/extract"
	"stet/server/factcheck"
	"stet/server/store"
)

// bringIn keeps a text of one paragraph as a draft of the editor's, and gives its id.
func (n *newsroom) bringIn(t *testing.T, text string) int64 {
	t.Helper()
	read, err := extract.ReadPlain([]byte(text))
	check(t, err)
	id, err := n.KeepDraft(ctx, n.editor, read)
	check(t, err)
	return id
}

func (n *newsroom) importDraft(id int64, title string) (int64, error) {
	return n.ImportDraft(ctx, n.editor, id, extract.About{Title: title}, []int{0})
}

// TestTheFormOfADraftThatWasDroppedImportsNoOther has the form of one stand open while it is dropped elsewhere, and another brought in.
func TestTheFormOfADraftThatWasDroppedImportsNoOther(t *testing.T) {
	n := newNewsroom(t)
	alpha := n.bringIn(t, "The text of the first.")
	check(t, n.DropDraft(ctx, n.editor, alpha))
	beta := n.bringIn(t, "The text of the second.")
	if made, err := n.importDraft(alpha, "Alpha"); factcheck.CodeOf(err) != factcheck.NotFound {
		t.Errorf("the form of the one that was dropped makes article %d, %v", made, err)
	}
	made, err := n.importDraft(beta, "Beta")
	check(t, err)
	revision, err := n.Revision(ctx, made, 1)
	check(t, err)
	if revision.Text != "The text of the second." {
		t.Errorf("imported is %q", revision.Text)
	}
}

// TestADraftThatWasImportedIsNotDropped has its form stand open once more, and dropped there.
func TestADraftThatWasImportedIsNotDropped(t *testing.T) {
	n := newNewsroom(t)
	first := n.bringIn(t, "The text of the first.")
	made, err := n.importDraft(first, "Alpha")
	check(t, err)
	check(t, n.DropDraft(ctx, n.editor, first))
	if draft, err := n.Draft(ctx, n.editor, first); err != nil || draft.ArticleID != made {
		t.Errorf("the draft leads to article %d, %v", draft.ArticleID, err)
	}
	if _, err := n.importDraft(n.bringIn(t, "The text of the second."), "Beta"); err != nil {
		t.Errorf("the next one is answered %v", err)
	}
}

// TestDraftsAreImportedAfterAMonthWithoutAny has all drafts be so old that the next one sweeps them out.
func TestDraftsAreImportedAfterAMonthWithoutAny(t *testing.T) {
	n := newNewsroom(t)
	for _, text := range []string{"One text.", "Another text.", "A third text."} {
		_, err := n.importDraft(n.bringIn(t, text), text)
		check(t, err)
	}
	check(t, n.store.Write(ctx, func(tx *store.Tx) error {
		_, err := tx.AddDraft(n.editor.ID, []byte("{}"), factcheck.At(time.Now()), factcheck.At(time.Now().Add(time.Hour)))
		return err
	}))
	if _, err := n.importDraft(n.bringIn(t, "A fourth text."), "Four"); err != nil {
		t.Errorf("the next one is answered %v", err)
	}
}

// TestADraftWhoseKeyIsTakenIsRefusedByName has something else made under the key by which a draft is imported once.
func TestADraftWhoseKeyIsTakenIsRefusedByName(t *testing.T) {
	n := newNewsroom(t)
	id := n.bringIn(t, "The text of the first.")
	_, err := n.CreateClaim(ctx, n.editor, n.article.ID, desk.NewClaim{Quote: "phrase", Key: fmt.Sprint("import ", id)})
	check(t, err)
	if _, err := n.importDraft(id, "Alpha"); factcheck.CodeOf(err) != factcheck.Conflict {
		t.Errorf("it is answered %v", err)
	}
}
