package views

import (
	"crypto/sha256"
	"encoding/base64"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"stet/server/export"
	"stet/server/factcheck"
	"stet/static"
)

// ReportPage is a report as a screen.
type ReportPage struct {
	Frame    Frame
	Summary  *export.Summary // of the whole desk, on the first of its screens; nil elsewhere
	Reports  []*export.Report
	Article  int64               // 0 for the whole desk
	Verdicts []factcheck.Verdict // the findings shown; nil for all
	Files    []ReportFile
	Variants []ReportVariant
	Lacks    []export.Lack // what the claims lack before they can be published as ClaimReview
	Older    string        // the address of the reports that did not fit; "" where all did
}

// ReportFile is a download of the report shown.
type ReportFile struct{ Name, Address string }

// ReportVariant is another choice of findings.
type ReportVariant struct {
	Name, Address string
	Here          bool
}

// reportSheets is the style of a report that stands in a file of its own.
var reportSheets = static.Sheets("tokens", "base", "marks", "report", "print")

func reportStyle() templ.Component { return templ.Raw("<style>" + reportSheets + "</style>") }

// reportPolicy lets the file that holds a report do nothing: no script, no request, no style but its own.
func reportPolicy() string {
	sum := sha256.Sum256([]byte(reportSheets))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'"
}

// verdictSprite holds the signs of the verdicts, so that a report needs no other file.
func verdictSprite() templ.Component {
	var symbols string
	for _, v := range factcheck.Verdicts {
		symbols += static.Symbol(string(v), "sign-"+string(v))
	}
	return templ.Raw(`<svg class="sprite" aria-hidden="true">` + symbols + "</svg>")
}

func findingID(claim int64) string { return "claim-" + id64(claim) }

func markID(claim int64) string { return "mark-" + id64(claim) }

// stanceHeads head the sources of a finding.
var stanceHeads = map[factcheck.Stance]string{factcheck.Supports: "For", factcheck.Refutes: "Against", factcheck.Context: "Context"}

// sourceName gives what a citation's link says: its title, or its address where it has none.
func sourceName(c factcheck.Citation) string { return citation{Citation: c}.name() }

// afterSource tells of a citation what follows its name, part by part.
func afterSource(c factcheck.Citation) (parts []string) {
	add := func(before, what string) {
		if what != "" {
			parts = append(parts, before+what)
		}
	}
	add("", c.Publisher)
	add("published ", c.PublishedOn)
	add("", c.Locator)
	add("", level(c)+" source")
	add("seen ", c.AccessedOn)
	return parts
}

// standing says whose word a finding is.
func standing(f *export.Finding) string {
	if f.Decided() {
		return "the desk’s decision"
	}
	return "as read by " + f.Reviewer
}

func id64(n int64) string { return strconv.FormatInt(n, 10) }

// reportID names a part of a report: "claims-12". A file may hold the reports of many articles.
func reportID(r *export.Report, part string) string { return part + "-" + id64(r.Article.ID) }

// findingsHead heads the findings with which of them are shown.
func findingsHead(r *export.Report) string {
	if len(r.Verdicts) == 0 {
		return "The claims"
	}
	words := make([]string, len(r.Verdicts))
	for i, v := range r.Verdicts {
		words[i] = string(v)
	}
	return capital(strings.Join(words, " and ")) + " claims"
}

func noFindings(r *export.Report) string {
	if r.Coverage.Total() == 0 {
		return "No claim of this article has been marked."
	}
	return "None of its claims is among these."
}

// day writes a plain date for people: "3 November 2019".
func day(date string) string {
	at, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date
	}
	return at.Format("2 January 2006")
}
