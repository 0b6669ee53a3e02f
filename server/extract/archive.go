package extract

import (
	"archive/zip"
	"bytes"
	"io"
	"path"
	"strings"

	"stet/server/factcheck"
)

// What an archive may hold. Its own word on sizes is not taken: what is unpacked is counted.
const (
	MaxArchive    = 64 << 20 // bytes, packed
	mostEntries   = 5000
	mostUnpacked  = 256 << 20 // bytes, of all entries
	mostOfOnePart = 32 << 20  // bytes, of a part of a Word file
)

func openArchive(raw []byte) (*zip.Reader, error) {
	if len(raw) > MaxArchive {
		return nil, tooLarge("archive", len(raw), MaxArchive)
	}
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil, factcheck.BadField("file", "The file is damaged: it is named like an archive or a Word file or begins like one, and cannot be opened as one. Save it again and import that.")
	}
	if len(z.File) > mostEntries {
		return nil, factcheck.Errorf(factcheck.TooLarge, "The archive holds %d files; at most %d are taken in at once. Import it in parts.", len(z.File), mostEntries)
	}
	return z, nil
}

// unpack reads an entry of at most that many bytes.
func unpack(f *zip.File, most int) ([]byte, error) {
	opened, err := f.Open()
	if err != nil {
		return nil, damaged(f.Name)
	}
	defer opened.Close()
	raw, err := io.ReadAll(io.LimitReader(opened, int64(most)+1))
	if len(raw) > most {
		return raw, factcheck.Errorf(factcheck.TooLarge, "%s is larger than %d MB when it is unpacked. Import it in parts.", f.Name, most>>20)
	}
	if err != nil {
		return nil, damaged(f.Name)
	}
	return raw, nil
}

func damaged(name string) error {
	return factcheck.BadField("file", "%s cannot be unpacked: it is damaged, or locked by a password. Save it again and import that.", name)
}

// entries reads the files of an archive. An archive within it is not opened.
func (s Source) entries(yield func(Item) bool) {
	z, err := openArchive(s.Raw)
	if err != nil {
		yield(Item{Name: s.Name, Err: err})
		return
	}
	left := mostUnpacked
	for _, f := range z.File {
		if !hiddenEntry(f) && !s.entry(f, &left, yield) {
			return
		}
	}
}

func hiddenEntry(f *zip.File) bool {
	return f.FileInfo().IsDir() || strings.HasPrefix(path.Base(f.Name), ".") || strings.HasPrefix(f.Name, "__MACOSX/")
}

// entry reads what one file holds, left bytes at the most, and says whether more is wanted.
func (s Source) entry(f *zip.File, left *int, yield func(Item) bool) bool {
	base := path.Base(f.Name)
	folder := strings.TrimSuffix(s.within(f.Name), base)
	raw, err := unpackArticle(f, base, left)
	if err != nil {
		return yield(Item{Name: folder + base, Err: err})
	}
	for inner := range Items(Source{Name: base, Raw: raw}) {
		inner.Name = folder + inner.Name
		if !yield(inner) {
			return false
		}
	}
	return true
}

func unpackArticle(f *zip.File, base string, left *int) ([]byte, error) {
	switch endings[strings.ToLower(path.Ext(base))] {
	case Zip:
		return nil, nestedArchive()
	case "":
		return nil, factcheck.BadField("file", "This is no file that articles come in: .html, .docx, .txt, .md, .mhtml, .json, .jsonl or .csv.")
	}
	if *left <= 0 {
		return nil, factcheck.Errorf(factcheck.TooLarge, "The archive unpacks to more than %d MB. Import the rest in parts.", mostUnpacked>>20)
	}
	raw, err := unpack(f, min(*left, MaxArchive))
	*left -= len(raw)
	if err == nil && Detect(base, raw) == Zip {
		err = nestedArchive()
	}
	return raw, err
}

func nestedArchive() error {
	return factcheck.BadField("file", "This is an archive within an archive, which is not opened. Unpack it, and import what it holds.")
}
