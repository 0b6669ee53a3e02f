package page

import (
	"cmp"
	"context"
	"io"
	"mime/multipart"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"stet/server/extract"
	"stet/server/factcheck"
)

// brought is what somebody brings in by a form: a text, an address, or files.
type brought struct {
	form  url.Values
	files []*multipart.FileHeader
}

func bring(c echo.Context) brought {
	in := brought{form: posted(c)}
	if parts := c.Request().MultipartForm; parts != nil {
		for _, file := range parts.File["file"] {
			if file.Filename != "" {
				in.files = append(in.files, file)
			}
		}
	}
	return in
}

// several says whether it may be more than one article.
func (in brought) several() bool {
	return len(in.files) > 1 || len(in.files) == 1 && extract.Detect(in.files[0].Filename, nil).Several()
}

// readBrought reads the one article that was brought in. What the form says of it wins over what it says of itself.
func (p *Pages) readBrought(c echo.Context, in brought) (extract.Draft, error) {
	takeTime(c)
	ctx := c.Request().Context()
	if err := in.isOne(); err != nil {
		return extract.Draft{}, err
	}
	source, err := in.source(ctx, p.fetch)
	if err != nil {
		return extract.Draft{}, err
	}
	d, err := p.desk.Extract(ctx, source)
	if err != nil {
		return d, err
	}
	d.About = extract.About{
		Title:  cmp.Or(in.form.Get("title"), d.About.Title, d.Safe().FirstLine()),
		Byline: cmp.Or(in.form.Get("byline"), d.About.Byline), Publisher: cmp.Or(in.form.Get("publisher"), d.About.Publisher),
		URL: cmp.Or(in.form.Get("url"), d.About.URL), PublishedOn: cmp.Or(in.form.Get("published_on"), d.About.PublishedOn),
		Language: cmp.Or(in.form.Get("language"), d.About.Language),
	}
	return d, nil
}

// isOne refuses a text together with a file or an address: only one of them can be the article.
func (in brought) isOne() error {
	text, address := in.has("text"), in.has("address")
	switch {
	case text && len(in.files) > 0:
		return factcheck.BadField("file", "There is a text and a file, %s: only one of them can be the article. Choose the file again and empty the text, or import the text as it stands here.", in.files[0].Filename)
	case address && text:
		return factcheck.BadField("address", "There is a text and an address to fetch: only one of them can be the article. Empty one of them; where the text was published is said below it.")
	case address && len(in.files) > 0:
		return factcheck.BadField("address", "There is an address and a file, %s: only one of them can be the article. Empty the address, or fetch it without the file.", in.files[0].Filename)
	}
	return nil
}

func (in brought) has(field string) bool { return strings.TrimSpace(in.form.Get(field)) != "" }

// source gives what is to be read, which it fetches where it is to be fetched.
func (in brought) source(ctx context.Context, f *extract.Fetcher) (extract.Source, error) {
	source := extract.Source{Format: extract.Format(in.form.Get("format"))}
	switch {
	case len(in.files) > 0:
		raw, err := content(in.files[0])
		if err != nil {
			return source, err
		}
		source.Name, source.Raw = in.files[0].Filename, raw
	case in.has("address"):
		page, err := f.Fetch(ctx, in.form.Get("address"))
		return page.Source(), err
	case in.has("html") && source.Format == "":
		source.Format, source.Raw = extract.Pasted, []byte(in.form.Get("html"))
	default:
		source.Declared, source.Raw = "text/html; charset=utf-8", []byte(in.form.Get("text"))
	}
	return source, nil
}

func content(file *multipart.FileHeader) ([]byte, error) {
	f, err := file.Open()
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

// typed gives the form as it is shown again, with the text of a file in place of the file, which a browser does not keep.
func (in brought) typed() url.Values {
	if len(in.files) == 0 || in.has("text") {
		return in.form
	}
	raw, err := content(in.files[0])
	format := extract.Detect(in.files[0].Filename, raw)
	if err == nil && extract.Check(raw) == nil && (format == extract.Text || format == extract.MarkDown) {
		in.form.Set("text", string(raw))
		in.form.Set("format", cmp.Or(in.form.Get("format"), string(format)))
	}
	return in.form
}
