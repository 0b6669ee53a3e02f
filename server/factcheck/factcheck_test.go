package factcheck_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"stet/server/factcheck"
)

func TestWordsOfTheVocabularyAreReadAndOthersNamed(t *testing.T) {
	for _, v := range factcheck.Verdicts {
		if got, err := factcheck.ParseVerdict(string(v)); got != v || err != nil {
			t.Errorf("verdict %q read as %q, %v", v, got, err)
		}
	}
	if v, err := factcheck.ParseVerdict(""); v != factcheck.Unchecked || err != nil {
		t.Errorf("no verdict read as %q, %v", v, err)
	}
	if k, err := factcheck.ParseKind(""); k != "" || err != nil {
		t.Errorf("no kind read as %q, %v", k, err)
	}
	if s, err := factcheck.ParseStance(""); s != factcheck.Context || err != nil {
		t.Errorf("no stance read as %q, %v", s, err)
	}
	for field, err := range map[string]error{
		"verdict": second(factcheck.ParseVerdict("Disputed")),
		"kind":    second(factcheck.ParseKind("rumour")),
		"stance":  second(factcheck.ParseStance("?")),
		"role":    second(factcheck.ParseRole("")),
		"rating":  factcheck.Rating(6).Check(),
	} {
		var e *factcheck.Error
		if !errors.As(err, &e) || e.Code != factcheck.Invalid || len(e.Fields) != 1 || e.Fields[0].Field != field {
			t.Errorf("%s: got %v", field, err)
		}
	}
}

func second[T any](_ T, err error) error { return err }

func TestRolesAreARow(t *testing.T) {
	for i, role := range factcheck.Roles {
		for j, least := range factcheck.Roles {
			if role.AtLeast(least) != (i >= j) {
				t.Errorf("%s at least %s: %v", role, least, role.AtLeast(least))
			}
		}
		if factcheck.Role("").AtLeast(role) || factcheck.Role("emperor").AtLeast(role) {
			t.Errorf("no role counts as %s", role)
		}
	}
}

func TestTimestampsSortAsText(t *testing.T) {
	moment := time.Date(2019, 10, 24, 14, 2, 7, 123456789, time.FixedZone("", 3600))
	stamp := factcheck.At(moment)
	if stamp != "2019-10-24T13:02:07.123Z" || !stamp.Time().Equal(moment.Truncate(time.Millisecond)) {
		t.Errorf("%s reads as %s", stamp, stamp.Time())
	}
	stamps := []factcheck.Timestamp{factcheck.At(moment.Add(time.Hour)), stamp, factcheck.At(moment.Add(time.Second))}
	slices.Sort(stamps)
	if stamps[0] != stamp || !stamps[1].Time().Before(stamps[2].Time()) {
		t.Errorf("sorted as %v", stamps)
	}
}

func TestErrorsKeepTheirCauseToThemselves(t *testing.T) {
	cause := errors.New("disk on fire")
	err := error(factcheck.Wrap(factcheck.Unavailable, cause, "Try again."))
	var e *factcheck.Error
	if !errors.As(err, &e) || strings.Contains(e.Message, "fire") || !errors.Is(err, cause) || factcheck.CodeOf(err) != factcheck.Unavailable {
		t.Errorf("got %+v", e)
	}
	if factcheck.CodeOf(cause) != "" || factcheck.BadFields(nil) != nil {
		t.Error("an error without a code has one")
	}
}

func TestVerdictCounts(t *testing.T) {
	var n factcheck.VerdictCounts
	for i, v := range factcheck.Verdicts {
		for range i + 1 {
			n.Add(v)
		}
	}
	for i, v := range factcheck.Verdicts {
		if n.Of(v) != i+1 {
			t.Errorf("%s: %d, want %d", v, n.Of(v), i+1)
		}
	}
	if n.Total() != 10 || n.Checked() != 6 {
		t.Errorf("total %d, checked %d", n.Total(), n.Checked())
	}
}
