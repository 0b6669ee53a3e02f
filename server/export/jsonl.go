package export

import (
	"bufio"
	"encoding/json"
	"io"
)

// writeJSONL writes one JSON object a line, each as the API tells the claim. It begins, with nothing, before the first claim is found.
func writeJSONL(w io.Writer, claims rows, options Options) error {
	if _, err := w.Write(nil); err != nil {
		return err
	}
	out := bufio.NewWriterSize(w, writeAtOnce)
	lines := json.NewEncoder(out)
	lines.SetEscapeHTML(false)
	for claim, err := range claims {
		if err != nil {
			return err
		}
		if err := lines.Encode(NewClaim(&claim.Claim, options.BaseURL)); err != nil {
			return err
		}
	}
	return out.Flush()
}
