package desk_test

import (
	"errors"
	"testing"
	"time"

	"stet/server/factcheck"
	"stet/server/store"
)

// TestTheTextOfAnArticleThatCameToNothingIsNotAnothers has a write read the text of an article that is then undone, and another article
// come in, which is given the same number.
func TestTheTextOfAnArticleThatCameToNothingIsNotAnothers(t *testing.T) {
	n := newNewsroom(t)
	refused := errors.New("refused")
	var undone int64
	err := n.store.Write(ctx, func(tx *store.Tx) (err error) {
		article := factcheck.Article{Title: "Old", Revision: 1, CreatedAt: factcheck.At(time.Now())}
		undone, err = tx.AddArticle(article, store.Prepare(factcheck.Revision{Number: 1, Text: "Old text.", Length: 9, CreatedAt: article.CreatedAt}), n.editor.ID)
		if err != nil {
			return err
		}
		if _, err := n.RevisionInWrite(tx, undone, 1); err != nil {
			return err
		}
		return refused
	})
	if !errors.Is(err, refused) {
		t.Fatal(err)
	}
	article := n.importText(t, "The minister paid 12 million.")
	if article.ID != undone {
		t.Fatalf("the article has the number %d, the one that was undone had %d", article.ID, undone)
	}
	v, err := n.Revision(ctx, article.ID, 1)
	if err != nil || v.Text != "The minister paid 12 million." {
		t.Errorf("its text is %q, %v", v.Text, err)
	}
}
