package interchange

import (
	"archive/zip"
	"bytes"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"stet/server/factcheck"
)

// readBrat reads annotations alone, or a zip of texts with their annotations: a text and the annotations of its name belong
// together.
func readBrat(left *allowance, raw []byte) ([]Part, error) {
	if !isZip(raw) {
		items, err := readAnn(left, string(raw), "")
		return []Part{{Items: items}}, err
	}
	files, err := unzip(left, raw)
	if err != nil {
		return nil, err
	}
	annotations := files.annotations()
	if len(annotations) == 0 {
		return nil, unreadable(Brat, "there is no file in it whose name ends in .ann")
	}
	var parts []Part
	for _, name := range annotations {
		part := Part{Text: strings.TrimPrefix(files.content[strings.TrimSuffix(name, ".ann")+".txt"], "\ufeff")}
		if part.Items, err = readAnn(left, files.content[name], part.Text); err != nil {
			return nil, err
		}
		if len(annotations) > 1 {
			part.nameAfter(name)
		}
		parts = append(parts, part)
	}
	return parts, nil
}

// nameAfter puts the name of a file before those of its items.
func (p *Part) nameAfter(file string) {
	before := clip(file) + ", "
	for i := range p.Items {
		p.Items[i].Name = before + p.Items[i].Name
	}
}

// unzipped is the texts and annotations of a zip, by name.
type unzipped struct {
	names   []string
	content map[string]string
}

func (u unzipped) annotations() []string {
	return slices.DeleteFunc(slices.Clone(u.names), func(name string) bool { return !strings.HasSuffix(name, ".ann") })
}

// unzip unpacks no more than [MaxBytes] in all, however little space they take up.
func unzip(allowed *allowance, raw []byte) (u unzipped, err error) {
	files, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return u, unreadable(Brat, "the zip is broken or was cut off; export it again")
	}
	if len(files.File) > maxFiles {
		return u, factcheck.Errorf(factcheck.TooLarge, "The zip holds %d files; at most %d are taken in. Bring it in in parts.", len(files.File), maxFiles)
	}
	u.content = map[string]string{}
	left := int64(MaxBytes)
	for _, file := range files.File {
		if !strings.HasSuffix(file.Name, ".ann") && !strings.HasSuffix(file.Name, ".txt") || strings.HasPrefix(file.Name, "__MACOSX/") {
			continue
		}
		if err := allowed.ctx.Err(); err != nil {
			return u, err
		}
		content, err := unpack(file, left)
		if err != nil {
			return u, err
		}
		left -= int64(len(content))
		u.names = append(u.names, file.Name)
		u.content[file.Name] = content
	}
	slices.Sort(u.names)
	u.names = slices.Compact(u.names)
	return u, nil
}

func unpack(file *zip.File, most int64) (string, error) {
	in, err := file.Open()
	if err != nil {
		return "", unreadable(Brat, "the zip is packed in a way that is not understood here")
	}
	defer in.Close()
	content, err := io.ReadAll(io.LimitReader(in, most+1))
	switch {
	case int64(len(content)) > most:
		return "", unreadable(Brat, "unpacked it is larger than the 4 MB that are taken in")
	case err != nil:
		return "", unreadable(Brat, "the zip is broken or was cut off; export it again")
	case !utf8.Valid(content):
		return "", unreadable(Brat, clip(file.Name)+" is not valid UTF-8; save it as UTF-8")
	}
	return string(content), nil
}
