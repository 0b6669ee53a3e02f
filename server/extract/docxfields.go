package extract

// wordFields are the fields of a paragraph that are open: what Word makes of an instruction, such as a date or another cell's figure.
// The text shows what was made, not what it was made of, which may hold other fields.
type wordFields struct {
	instructed []bool // of each, whether its instruction is still read
	open       int    // instructions that are
}

func (f *wordFields) instructs() bool { return f.open > 0 }

// field reads a mark of a field. Where one is never ended its paragraph's end ends it, so that no text is taken for an instruction.
func (f *wordFields) field(mark string) {
	last := len(f.instructed) - 1
	switch {
	case mark == "begin":
		f.instructed = append(f.instructed, true)
		f.open++
	case last >= 0 && mark == "separate":
		f.endInstruction(last)
	case last >= 0 && mark == "end":
		f.endInstruction(last)
		f.instructed = f.instructed[:last]
	}
}

func (f *wordFields) endInstruction(at int) {
	if f.instructed[at] {
		f.instructed[at] = false
		f.open--
	}
}
