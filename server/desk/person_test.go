package desk_test

import (
	"strings"
	"testing"

	"stet/server/desk"
	"stet/server/factcheck"
	"stet/server/store"
)

func stateOf(p factcheck.Person) desk.PersonState {
	return desk.PersonState{DisplayName: p.DisplayName, Role: p.Role}
}

func TestPeopleAreManagedByAdmins(t *testing.T) {
	n := newNewsroom(t)
	changed, err := n.ChangePerson(ctx, n.admin, n.rosa.ID, stateOf(n.rosa), desk.PersonState{DisplayName: "Rosa L.", Role: factcheck.Editor})
	if err != nil || changed.DisplayName != "Rosa L." || changed.Role != factcheck.Editor {
		t.Errorf("changed to %+v, %v", changed, err)
	}
	off, err := n.DisablePerson(ctx, n.admin, n.rosa.ID)
	if err != nil || !off.Disabled {
		t.Errorf("disabled: %+v, %v", off, err)
	}
	on, err := n.EnablePerson(ctx, n.admin, n.rosa.ID)
	if err != nil || on.Disabled {
		t.Errorf("enabled: %+v, %v", on, err)
	}
	_, err = n.ChangePerson(ctx, n.editor, n.rosa.ID, stateOf(n.rosa), desk.PersonState{DisplayName: "x", Role: factcheck.Admin})
	wantCode(t, err, factcheck.Forbidden)
	_, err = n.ChangePerson(ctx, n.admin, n.rosa.ID, stateOf(changed), desk.PersonState{DisplayName: "x", Role: "emperor"})
	wantCode(t, err, factcheck.Invalid)
}

func TestTheLastAdminStays(t *testing.T) {
	n := newNewsroom(t)
	_, err := n.DisablePerson(ctx, n.admin, n.admin.ID)
	wantCode(t, err, factcheck.Conflict)
	_, err = n.ChangePerson(ctx, n.admin, n.admin.ID, stateOf(n.admin), desk.PersonState{DisplayName: "Ada", Role: factcheck.Viewer})
	wantCode(t, err, factcheck.Conflict)
}

func TestPasswordsAreSetByTheirOwnersAndAdmins(t *testing.T) {
	n := newNewsroom(t)
	for _, by := range []factcheck.Person{n.rosa, n.admin} {
		if err := n.SetPassword(ctx, by, n.rosa.ID, desk.NewPassword{Hash: "new hash of " + by.Name}); err != nil {
			t.Error(err)
		}
		n.store.Read(ctx, func(r *store.Reader) error {
			if hash, _ := r.PasswordHash(n.rosa.ID); hash != "new hash of "+by.Name {
				t.Errorf("the hash is %q", hash)
			}
			return nil
		})
	}
	wantCode(t, n.RevokeTokens(ctx, n.editor, n.rosa.ID), factcheck.Forbidden)
	wantCode(t, n.SetPassword(ctx, n.editor, n.rosa.ID, desk.NewPassword{Hash: "h"}), factcheck.Forbidden)
}

func TestSetUpWorksOnce(t *testing.T) {
	n := newNewsroom(t)
	_, err := n.SetUp(ctx, factcheck.Person{Name: "late"}, "hash")
	wantCode(t, err, factcheck.Conflict)
}

func TestNamesThatCannotBeSignedInWithAreRefused(t *testing.T) {
	n := newNewsroom(t)
	for _, name := range []string{"", " ", "two words", "-dash", "a/b", "<b>", strings.Repeat("n", 41)} {
		_, err := n.AddPerson(ctx, n.admin, factcheck.Person{Name: name, Role: factcheck.Viewer}, "hash")
		wantCode(t, err, factcheck.Invalid)
	}
	for _, name := range []string{"习", "jean-luc", "o.k_2"} {
		if _, err := n.AddPerson(ctx, n.admin, factcheck.Person{Name: name, Role: factcheck.Viewer}, "hash"); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
}

// TestAStalePageTakesBackNothingOfAPerson has one admin change a role, and another mend the full name on a page from before that.
func TestAStalePageTakesBackNothingOfAPerson(t *testing.T) {
	n := newNewsroom(t)
	seen := stateOf(n.rosa)
	_, err := n.ChangePerson(ctx, n.admin, n.rosa.ID, seen, desk.PersonState{DisplayName: seen.DisplayName, Role: factcheck.Viewer})
	check(t, err)
	mended, err := n.ChangePerson(ctx, n.admin, n.rosa.ID, seen, desk.PersonState{DisplayName: "Rosa L.", Role: seen.Role})
	check(t, err)
	if want := (desk.PersonState{DisplayName: "Rosa L.", Role: factcheck.Viewer}); stateOf(mended) != want {
		t.Errorf("rosa is %+v", mended)
	}
	_, err = n.ChangePerson(ctx, n.admin, n.rosa.ID, seen, desk.PersonState{DisplayName: seen.DisplayName, Role: factcheck.Editor})
	wantCode(t, err, factcheck.Conflict)
}
