package api_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

const page = `<!doctype html><html lang="en"><head><title>A bridge is closed | The Paper</title><meta property="og:site_name" content="The Paper"></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav><main><article><h1>A bridge is closed</h1>
<p>The bridge over the river was closed on Monday after an inspection found 14 cracks in its deck, the city’s engineer said.</p>
<p>Some 23,000 cars cross it every day. A ferry will run every 20 minutes, as it did in 1998 when the bridge was last repaired.</p>
<p>Advertisement</p>
<p>The repair will cost 4.1 million dollars, of which the state pays a third, and is to last until the autumn of next year.</p>
</article></main><footer>All rights reserved.</footer></body></html>`

func TestAPageIsImported(t *testing.T) {
	n := newNewsroom(t)
	editor := n.as("chidi")
	made := editor.post("/articles", object{"html": page, "url": "https://paper.example/bridge?utm_source=x"}).is(t, 201).object()
	text := made["revision"].(object)["text"].(string)
	if made["title"] != "A bridge is closed" || made["publisher"] != "The Paper" || strings.Contains(text, "Advertisement") || !strings.HasPrefix(text, "The bridge over") {
		t.Errorf("it is %v", made)
	}
	aside := made["set_aside"].([]any)
	if told := find(aside, "text", "Advertisement"); told == nil || told["reason"] != "advertisement" || told["after"] != 2.0 {
		t.Errorf("set aside are %v", aside)
	}
	if again := n.as("vera").get("/articles/2").is(t, 200).object(); len(again["set_aside"].([]any)) != len(aside) {
		t.Errorf("kept are %v", again["set_aside"])
	}
	if made["duplicates"] != nil {
		t.Errorf("it is like %v", made["duplicates"])
	}
	for name, c := range map[string]struct {
		in  object
		why string
	}{
		"the same":    {object{"title": "T", "html": page}, "same text"},
		"the address": {object{"title": "T", "text": "Quite another text.", "url": "http://www.paper.example/bridge/#top"}, "same address"},
		"nearly":      {object{"title": "T", "text": strings.Replace(text, "14 cracks", "fifteen cracks", 1)}, "nearly the same text"},
	} {
		made := editor.post("/articles", c.in).is(t, 201).object()
		alike, _ := made["duplicates"].([]any)
		if told := find(alike, "article_id", 2.0); told == nil || told["why"] != c.why || told["url"] != "https://desk.example.org/articles/2" {
			t.Errorf("%s: like %v", name, alike)
		}
	}
}

func find(list []any, name string, value any) object {
	for _, one := range list {
		if o := one.(object); o[name] == value {
			return o
		}
	}
	return nil
}

// TestATextStaysAsItWasSent holds the import of text to what scripts rely on: spans count the code points of what they sent.
func TestATextStaysAsItWasSent(t *testing.T) {
	editor := newNewsroom(t).as("chidi")
	plain := "Share prices fell\n\nRelated work by 12 authors says 40% agree.\n\nBy 2019, the company had 5 advertisements running.\n\nRead more books, the minister said on Monday."
	made := editor.post("/articles", object{"title": "Plain", "text": plain}).is(t, 201).object()
	if made["revision"].(object)["text"] != plain || made["set_aside"] != nil {
		t.Errorf("it is %v", made)
	}
	messy := "One sentence of the article.\n\nADVERTISEMENT\n\nAnother sentence of the article.\n\nShare this article on Facebook\n\nA third one, to end with."
	made = editor.post("/articles", object{"title": "Messy", "text": messy}).is(t, 201).object()
	aside, _ := made["set_aside"].([]any)
	if made["revision"].(object)["text"] != "One sentence of the article.\n\nAnother sentence of the article.\n\nA third one, to end with." || len(aside) != 2 {
		t.Errorf("it is %v", made)
	}
}

func TestAPageIsFetchedForWhoMayImport(t *testing.T) {
	asked := 0
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked++
		w.Write([]byte(page))
	}))
	t.Cleanup(site.Close)
	n := newNewsroom(t)
	n.as("chidi").post("/articles", object{"fetch": true, "url": site.URL}).refused(t, 422, "not on the public web").at(t, "body.url")
	n.as("rosa").post("/articles", object{"fetch": true, "url": site.URL}).refused(t, 403, "import articles")
	if asked != 0 {
		t.Error("it was asked")
	}
}
