package interchange

import "strings"

// WebAnno TSV 3.3 as the user guide of INCEpTION describes it in its appendix on formats: a row a word, with its offsets in UTF-16
// units, and a column for each feature of what is marked on it.

const (
	tsvFormat = "#FORMAT=WebAnno TSV 3."
	tsvSpans  = "#T_SP="
	tsvText   = "#Text="
	noMark    = "_" // in a column: nothing is marked on this word
	noValue   = "*" // something is, but its feature has no value
	claimType = "webanno.custom.Claim"
)

// claimFeatures are the columns of a claim, in their order.
var claimFeatures = []string{"kind", "note", "rating", "speaker", "verdict"}

var (
	escapeValue = strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`, "|", `\|`, "_", `\_`, "->", `\->`, ";", `\;`, "\t", `\t`, "\n", `\n`, "*", `\*`)
	escapeText  = strings.NewReplacer(`\`, `\\`, "\t", `\t`)
	escapeWord  = strings.NewReplacer("\t", `\t`, "\n", `\n`)
)

// unescape takes back the escapes of values and of texts.
func unescape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		switch s[i] {
		case 't':
			b.WriteByte('\t')
		case 'n':
			b.WriteByte('\n')
		case 'r':
			b.WriteByte('\r')
		case 'f':
			b.WriteByte('\f')
		case 'b':
			b.WriteByte('\b')
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

// stacked splits a column at the bars that part what is stacked on one word.
func stacked(column string) (values []string) {
	from := 0
	for i := 0; i < len(column); i++ {
		switch column[i] {
		case '\\':
			i++
		case '|':
			values = append(values, column[from:i])
			from = i + 1
		}
	}
	return append(values, column[from:])
}

// numbered parts a value from the number in brackets that tells what is marked over several words from what is stacked on them;
// "" where it has none.
func numbered(value string) (plain, number string) {
	open := -1
	for i := 0; i < len(value); i++ {
		switch value[i] {
		case '\\':
			i++
		case '[':
			open = i
		}
	}
	if open < 0 || !strings.HasSuffix(value, "]") || strings.HasSuffix(value, `\]`) {
		return value, ""
	}
	return value[:open], value[open+1 : len(value)-1]
}
