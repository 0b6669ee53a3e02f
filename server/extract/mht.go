package extract

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/textproto"
	"strings"

	"stet/server/factcheck"
)

const (
	// mostParts is how many parts of a saved page are looked at for the page itself; it is the first, as browsers save it.
	mostParts = 50

	// longestHead is the longest that the head of a saved page may be, in bytes; browsers write less than one thousand. Those of its
	// parts are bounded by package multipart.
	longestHead = 256 << 10
)

// ReadMHT reads a web page as browsers save it in one file with its pictures (MHTML, RFC 2557).
//
// The error is Invalid for what is no such file or holds no text, TooLarge for what is too large.
func ReadMHT(raw []byte) (Draft, error) {
	if len(raw) > MaxArchive {
		return Draft{}, tooLarge("saved page", len(raw), MaxArchive)
	}
	head, body, boundary, err := openMHT(raw)
	if err != nil {
		return Draft{}, err
	}
	address := cmp.Or(head.Get("Snapshot-Content-Location"), head.Get("Content-Location"))
	parts := multipart.NewReader(body, boundary)
	for range mostParts {
		part, err := parts.NextPart()
		if err != nil {
			return Draft{}, noPage(err)
		}
		declared := part.Header.Get("Content-Type")
		if kind, _, _ := mime.ParseMediaType(declared); kind == "text/html" || kind == "application/xhtml+xml" {
			return readSaved(part, declared, address)
		}
	}
	return Draft{}, noPage(nil)
}

func openMHT(raw []byte) (head textproto.MIMEHeader, body *bufio.Reader, boundary string, err error) {
	upTo := &io.LimitedReader{R: bytes.NewReader(raw), N: longestHead}
	body = bufio.NewReader(upTo)
	head, err = textproto.NewReader(body).ReadMIMEHeader()
	switch {
	case err != nil && upTo.N == 0:
		return nil, nil, "", factcheck.Errorf(factcheck.TooLarge, "The head of this saved page is longer than %d KB. Save the page again as HTML and import that.", longestHead>>10)
	case err != nil:
		return nil, nil, "", noPage(err)
	}
	upTo.N = int64(len(raw))
	kind, settings, err := mime.ParseMediaType(head.Get("Content-Type"))
	if err != nil || !strings.HasPrefix(kind, "multipart/") || settings["boundary"] == "" {
		return nil, nil, "", noPage(errors.Join(err, errors.New("no boundary")))
	}
	return head, body, settings["boundary"], nil
}

func readSaved(part *multipart.Part, declared, address string) (Draft, error) {
	var from io.Reader = part
	switch encoding := strings.ToLower(part.Header.Get("Content-Transfer-Encoding")); encoding {
	case "", "7bit", "8bit", "binary": // quoted-printable is undone already
	case "base64":
		from = base64.NewDecoder(base64.StdEncoding, part)
	default:
		return Draft{}, factcheck.BadField("file", "The page in this file is encoded as %q, which is not read here. Save it again as HTML and import that.", encoding)
	}
	page, err := io.ReadAll(io.LimitReader(from, MaxPage+1))
	if err != nil {
		return Draft{}, noPage(err)
	}
	at := cmp.Or(part.Header.Get("Content-Location"), address)
	if !isWebAddress(at) {
		at = ""
	}
	return ReadHTML(page, declared, at)
}

func noPage(cause error) error {
	return factcheck.Wrap(factcheck.Invalid, cause, "The file is no saved web page, or it is damaged. Save the page again as “web page, one file”, or as HTML, and import that.")
}
