package main_test

import (
	"log/slog"
	"testing"

	"stet/server/apart"
	"stet/server/extract"
)

// TestTheProgramReadsApart has it read as it does for a served desk.
func TestTheProgramReadsApart(t *testing.T) {
	t.Parallel()
	r := apart.New(slog.New(slog.DiscardHandler), program, "read-apart")
	draft, err := r.Read(t.Context(), extract.Source{Name: "fares.md", Raw: []byte("# Fares\n\nThey rose by 4.5 percent.\n")})
	if err != nil || draft.About.Title != "Fares" || draft.Safe().Text != "They rose by 4.5 percent." {
		t.Errorf("read is %+v, %v", draft, err)
	}
	if got := stet(t, "", "read-apart"); got.status == 0 || got.out != "" {
		t.Errorf("without an order it ends with %d, %q", got.status, got.out)
	}
}
