package page

import (
	"net/url"
	"reflect"
	"testing"
	"unicode/utf8"
)

// FuzzClaimFilter reads any address of the Claims screen: what of it can be read says the same when it is written again.
func FuzzClaimFilter(f *testing.F) {
	for _, query := range []string{"verdict=disputed&verdict=verified&kind=money&article_id=1&reviewer=rosa&q=a+b&since=2019-01-01&until=2019-02-30", "verdict=&kind=%00", "article_id=9223372036854775808", "since=0000-00-00", "x=y"} {
		f.Add(query)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		query, err := url.ParseQuery(typed)
		if err != nil {
			return // refused before any filter is read
		}
		read, wrong := claimFilter(query)
		if wrong != nil && (len(wrong.Fields) == 0 || !utf8.ValidString(url.QueryEscape(wrong.Message))) {
			t.Errorf("%q is refused without a name: %v", typed, wrong)
		}
		written, err := url.ParseQuery(claimsQuery(read, "from", "1"))
		if err != nil {
			t.Fatal(err)
		}
		if again, wrong := claimFilter(written); wrong != nil || !reflect.DeepEqual(again, read) {
			t.Errorf("%q is read as %+v, and then as %+v, %v", typed, read, again, wrong)
		}
	})
}

// FuzzFilter reads any address of a workbench in the same way.
func FuzzFilter(f *testing.F) {
	f.Add("verdict=disputed&verdict=disputed&kind=money&reviewer=%F0&q=+a+")
	f.Fuzz(func(t *testing.T, typed string) {
		query, err := url.ParseQuery(typed)
		if err != nil {
			return
		}
		read := filterOf(query)
		written, err := url.ParseQuery(read.Query)
		if err == nil && read.Query != "" {
			delete(written, "")
		}
		if again := filterOf(written); err != nil || !reflect.DeepEqual(again, read) {
			t.Errorf("%q is read as %+v, and then as %+v, %v", typed, read, again, err)
		}
	})
}

// FuzzForm reads what any form says of place, version and key.
func FuzzForm(f *testing.F) {
	f.Add("start=4&end=11&version=1&revision=2&key=k")
	f.Add("start=-1&end=99999999999999999999&version=0&revision=-9")
	f.Fuzz(func(t *testing.T, typed string) {
		form, err := url.ParseQuery(typed)
		if err != nil {
			return
		}
		if span, err := spanOf(form); err != nil && len(known(err).Fields) == 0 {
			t.Errorf("%q: the span %v is refused without a name: %v", typed, span, err)
		}
		if n, err := version(form); err == nil && n < 1 {
			t.Errorf("%q is of version %d", typed, n)
		}
		if n := revisionSeen(form); n < 0 {
			t.Errorf("%q saw revision %d", typed, n)
		}
		if key := submitKey(form); (key == "") != (form.Get("key") == "") {
			t.Errorf("%q has the key %q", typed, key)
		}
	})
}
