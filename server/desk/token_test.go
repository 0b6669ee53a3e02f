package desk_test

import (
	"strconv"
	"testing"

	"stet/server/desk"
	"stet/server/factcheck"
	"stet/server/store"
)

func TestWhoMayMakeTokens(t *testing.T) {
	n := newNewsroom(t)
	cases := map[string]struct {
		by, whose factcheck.Person
		want      factcheck.Code
	}{
		"the command line, anybody's": {desk.CommandLine, n.rosa, ""},
		"an admin, anybody's":         {n.admin, n.rosa, ""},
		"one's own":                   {n.rosa, n.rosa, ""},
		"an editor, another's":        {n.editor, n.rosa, factcheck.Forbidden},
		"of nobody":                   {n.admin, factcheck.Person{ID: 99}, factcheck.NotFound},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			hash := "hash for " + name
			err := n.AddToken(ctx, tc.by, tc.whose.ID, "nightly export", hash)
			if factcheck.CodeOf(err) != tc.want || (err != nil) != (tc.want != "") {
				t.Fatalf("got %v", err)
			}
			if whose := n.bearer(hash); err == nil && whose != tc.whose.Name || err != nil && whose != "" {
				t.Errorf("the token is %q's", whose)
			}
		})
	}
}

func TestOnePersonHasSoManyTokensAndNoMore(t *testing.T) {
	n := newNewsroom(t)
	add := func(i int) error { return n.AddToken(ctx, n.rosa, n.rosa.ID, "script", strconv.Itoa(i)) }
	for i := range 100 {
		if err := add(i); err != nil {
			t.Fatal(err)
		}
	}
	wantCode(t, add(100), factcheck.Conflict)
	wantCode(t, n.AddToken(ctx, desk.CommandLine, n.rosa.ID, "script", "another"), factcheck.Conflict)
	if err := n.RevokeToken(ctx, n.rosa, n.tokens(t, n.rosa)[0].ID); err != nil {
		t.Fatal(err)
	}
	if err := add(101); err != nil {
		t.Errorf("after one is revoked: %v", err)
	}
}

func (n *newsroom) tokens(t *testing.T, p factcheck.Person) (tokens []store.Token) {
	t.Helper()
	n.read(t, func(r *store.Reader) (err error) {
		tokens, err = r.Tokens(p.ID)
		return err
	})
	return tokens
}

// TestATokensNumberIsNeverAnothers has a page that still offers to revoke one which is gone, when the next is made.
func TestATokensNumberIsNeverAnothers(t *testing.T) {
	n := newNewsroom(t)
	check(t, n.AddToken(ctx, n.admin, n.admin.ID, "ada's", "hash"))
	gone := n.tokens(t, n.admin)[0].ID
	check(t, n.RevokeToken(ctx, n.admin, gone))
	check(t, n.AddToken(ctx, n.rosa, n.rosa.ID, "rosa's", "another hash"))
	wantCode(t, n.RevokeToken(ctx, n.admin, gone), factcheck.NotFound)
	if whose := n.bearer("another hash"); whose != "rosa" {
		t.Errorf("the token is %q's", whose)
	}
}

func TestADisabledPersonGetsNoToken(t *testing.T) {
	n := newNewsroom(t)
	if _, err := n.DisablePerson(ctx, n.admin, n.rosa.ID); err != nil {
		t.Fatal(err)
	}
	if err := n.AddToken(ctx, n.admin, n.rosa.ID, "", "hash"); factcheck.CodeOf(err) != factcheck.Conflict {
		t.Errorf("got %v", err)
	}
}

func TestATokenDoesNotOutliveItsPersonsExclusion(t *testing.T) {
	n := newNewsroom(t)
	if err := n.AddToken(ctx, n.rosa, n.rosa.ID, "", "hash"); err != nil {
		t.Fatal(err)
	}
	if _, err := n.DisablePerson(ctx, n.admin, n.rosa.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := n.EnablePerson(ctx, n.admin, n.rosa.ID); err != nil {
		t.Fatal(err)
	}
	if whose := n.bearer("hash"); whose != "" {
		t.Errorf("the token lets %s in again", whose)
	}
}

// bearer gives the name of the person that a token's hash lets in, "" for nobody.
func (n *newsroom) bearer(hash string) (name string) {
	n.store.Read(ctx, func(r *store.Reader) error {
		_, person, err := r.Token(hash)
		name = person.Name
		return err
	})
	return name
}
