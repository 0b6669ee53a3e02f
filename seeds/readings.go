package seeds

import (
	"bytes"
	"encoding/json"
	"fmt"

	"stet/server/desk"
	"stet/server/factcheck"
)

// Reading is what one reviewer marked in one article.
type Reading struct {
	Article  int    // the article's number, from 1
	Reviewer string // the reviewer's name
	Claims   []desk.NewClaim
	DueIn    int  // days from when the library is loaded; 0 where nobody assigned it
	Done     bool // it is submitted
}

// readingFile and claimFile are readings.json, whose words are those of the API.
type readingFile struct {
	Article  int         `json:"article"`
	Reviewer string      `json:"reviewer"`
	DueIn    int         `json:"due_in_days"`
	Done     bool        `json:"submitted"`
	Claims   []claimFile `json:"claims"`
}

type claimFile struct {
	Quote     string               `json:"quote"`
	Prefix    string               `json:"prefix"` // where the quote stands more than once
	Suffix    string               `json:"suffix"`
	Kind      factcheck.Kind       `json:"kind"`
	Verdict   factcheck.Verdict    `json:"verdict"`
	Rating    factcheck.Rating     `json:"rating"`
	Note      string               `json:"note"`
	Speaker   string               `json:"speaker"`
	Citations []factcheck.Citation `json:"citations"`
}

// Readings gives the demonstration readings. Nobody has read article 3 yet.
func Readings() ([]Reading, error) {
	raw, err := files.ReadFile("readings.json")
	if err != nil {
		return nil, err
	}
	var kept []readingFile
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&kept); err != nil {
		return nil, fmt.Errorf("readings.json: %w", err)
	}
	readings := make([]Reading, len(kept))
	for i, r := range kept {
		readings[i] = Reading{Article: r.Article, Reviewer: r.Reviewer, Claims: newClaims(r.Claims), DueIn: r.DueIn, Done: r.Done}
	}
	return readings, nil
}

func newClaims(kept []claimFile) []desk.NewClaim {
	claims := make([]desk.NewClaim, len(kept))
	for i, c := range kept {
		claims[i] = desk.NewClaim{Quote: c.Quote, Prefix: c.Prefix, Suffix: c.Suffix, Kind: c.Kind, Verdict: c.Verdict,
			Rating: c.Rating, Note: c.Note, Speaker: c.Speaker, Citations: c.Citations}
	}
	return claims
}
