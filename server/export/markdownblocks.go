package export

import (
	"cmp"
	"io"
)

// markdown writes blocks of CommonMark with an empty line after each. The first error ends it.
type markdown struct {
	to  io.Writer
	out []byte // what has not been written yet
	err error
}

// line writes a block of ours, whose parts are escaped where they had to be.
func (m *markdown) line(parts ...string) {
	m.write(parts)
	m.write([]string{"\n\n"})
}

// item writes an item of a list.
func (m *markdown) item(parts ...string) {
	m.write([]string{"- "})
	m.write(parts)
	m.write([]string{"\n"})
}

func (m *markdown) endList() { m.write([]string{"\n"}) }

func (m *markdown) write(parts []string) {
	for _, s := range parts {
		m.out = append(m.out, s...)
	}
	if len(m.out) >= writeAtOnce {
		m.release()
	}
}

// release writes what has been gathered, and gives the first error of all that was written.
func (m *markdown) release() error {
	if m.err == nil {
		_, m.err = m.to.Write(m.out)
	}
	m.out = m.out[:0]
	return m.err
}

// failed takes note of an error, and says whether there is one by now.
func (m *markdown) failed(err error) bool {
	m.err = cmp.Or(m.err, err)
	return m.err != nil
}
