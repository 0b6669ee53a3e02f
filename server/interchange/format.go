package interchange

import (
	"fmt"
	"slices"
	"strings"

	"stet/server/factcheck"
)

// Format is the format of another tool.
type Format string

// The formats.
const (
	WebAnnotation Format = "webannotation" // W3C Web Annotation Data Model, JSON-LD
	Hypothesis    Format = "hypothesis"    // the JSON of the Hypothesis API
	Doccano       Format = "doccano"       // doccano's JSON Lines for sequence labelling
	Brat          Format = "brat"          // brat standoff: a text and its annotations, zipped
	WebAnnoTSV    Format = "webanno-tsv"   // WebAnno TSV 3.3, of INCEpTION
)

// Formats lists every format.
var Formats = []Format{WebAnnotation, Hypothesis, Doccano, Brat, WebAnnoTSV}

// ParseFormat reads a format's name.
func ParseFormat(s string) (Format, error) {
	if f := Format(s); slices.Contains(Formats, f) {
		return f, nil
	}
	names := make([]string, len(Formats))
	for i, f := range Formats {
		names[i] = string(f)
	}
	return "", factcheck.BadField("format", "There is no format %q: choose %s.", s, strings.Join(names, ", "))
}

func (f Format) isJSON() bool { return f == WebAnnotation || f == Hypothesis || f == Doccano }

// traits are what tells the formats apart for who downloads them.
type traits struct{ name, contentType, ending string }

var traitsOf = map[Format]traits{
	WebAnnotation: {"W3C Web Annotation", `application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"`, "webannotation.json"},
	Hypothesis:    {"Hypothesis", "application/json", "hypothesis.json"},
	Doccano:       {"doccano", "application/jsonl; charset=utf-8", "doccano.jsonl"},
	Brat:          {"brat", "application/zip", "brat.zip"},
	WebAnnoTSV:    {"WebAnno TSV 3.3 (INCEpTION)", "text/tab-separated-values; charset=utf-8", "webanno.tsv"},
}

// Name is what people call the format.
func (f Format) Name() string { return traitsOf[f].name }

// ContentType is the format's media type.
func (f Format) ContentType() string { return traitsOf[f].contentType }

// Ending is what the format's addresses and file names end in, without a dot before it: "doccano.jsonl".
func (f Format) Ending() string { return traitsOf[f].ending }

// Address is where an article's claims are had in the format, below the article's own address.
func (f Format) Address() string {
	if f == WebAnnotation {
		return "report." + f.Ending()
	}
	return "export." + f.Ending()
}

// FileName gives the name under which the download of an article's claims is kept.
func (f Format) FileName(articleID int64) string {
	return fmt.Sprintf("article-%d.%s", articleID, f.Ending())
}
