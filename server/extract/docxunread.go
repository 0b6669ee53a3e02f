package extract

import "fmt"

// wordUnread counts what a Word file shows and is not read.
type wordUnread struct {
	signs    int // of fonts that are not known
	chunks   int // of other files
	drawings int // charts and diagrams, which have their words in parts of their own
}

// notes tell of what is not read.
func (u wordUnread) notes() (notes []string) {
	for _, of := range []struct {
		count     int
		one, many string
	}{
		{u.signs, "One sign of the Word file is of a font that is not known here. It stands as □.", "%d signs of the Word file are of fonts that are not known here. They stand as □."},
		{u.chunks, "A passage of the Word file is in a file of its own within it, and is missing here. Open the file in Word, save it again, and import that.",
			"%d passages of the Word file are in files of their own within it, and are missing here. Open the file in Word, save it again, and import that."},
		{u.drawings, "The words in a chart or diagram of the Word file are missing here.", "The words in %d charts or diagrams of the Word file are missing here."},
	} {
		switch {
		case of.count == 1:
			notes = append(notes, of.one)
		case of.count > 1:
			notes = append(notes, fmt.Sprintf(of.many, of.count))
		}
	}
	return notes
}
