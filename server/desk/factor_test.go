package desk_test

import (
	"strings"
	"testing"

	"stet/server/desk"
	"stet/server/factcheck"
	"stet/server/store"
)

func TestASecondFactorIsTurnedOnAndOff(t *testing.T) {
	n := newNewsroom(t)
	factorOf := func(p factcheck.Person) (f store.SecondFactor) {
		t.Helper()
		check(t, n.store.Read(ctx, func(r *store.Reader) (err error) {
			f, err = r.SecondFactor(p.ID)
			return err
		}))
		return f
	}
	check(t, n.SetSecondFactor(ctx, n.rosa, desk.NewFactor{Secret: "FIRST", Step: 7, RecoveryHashes: []string{"a", "b"}}, nil))
	if f := factorOf(n.rosa); !f.On() || f.LastStep != 7 || f.Recovery != 2 {
		t.Errorf("it is %+v", f)
	}
	wantCode(t, n.SetSecondFactor(ctx, n.rosa, desk.NewFactor{Secret: "SECOND"}, nil), factcheck.Conflict)
	check(t, n.RenewRecoveryCodes(ctx, n.rosa, []string{"c"}))
	if f := factorOf(n.rosa); f.Recovery != 1 {
		t.Errorf("left are %d codes", f.Recovery)
	}
	wantCode(t, n.EndSecondFactor(ctx, n.imre, n.rosa.ID, nil), factcheck.Forbidden)
	wantCode(t, n.EndSecondFactor(ctx, n.editor, n.rosa.ID, nil), factcheck.Forbidden)
	check(t, n.EndSecondFactor(ctx, n.admin, n.rosa.ID, nil))
	wantCode(t, n.EndSecondFactor(ctx, n.admin, n.rosa.ID, nil), factcheck.Conflict)
	wantCode(t, n.RenewRecoveryCodes(ctx, n.rosa, []string{"d"}), factcheck.Conflict)
	if f := factorOf(n.rosa); f.Secret != "" {
		t.Errorf("left is %+v", f)
	}
}

func TestEventsOfASecondFactorTellNoSecret(t *testing.T) {
	n := newNewsroom(t)
	check(t, n.SetSecondFactor(ctx, n.rosa, desk.NewFactor{Secret: "SECRETSECRET", Step: 7, RecoveryHashes: []string{"HASHHASH"}}, nil))
	check(t, n.EndSecondFactor(ctx, n.admin, n.rosa.ID, nil))
	said := ""
	check(t, n.store.Read(ctx, func(r *store.Reader) error {
		tables, err := r.Tables()
		check(t, err)
		for _, table := range tables {
			for row, err := range r.EachRow(table) {
				check(t, err)
				if table.Name == "events" {
					said += row + "\n"
				}
			}
		}
		return nil
	}))
	if !strings.Contains(said, `\"second_factor\":\"on\"`) || !strings.Contains(said, `\"second_factor\":\"off\"`) || strings.Contains(said, "SECRET") || strings.Contains(said, "HASH") {
		t.Errorf("recorded is\n%s", said)
	}
}
