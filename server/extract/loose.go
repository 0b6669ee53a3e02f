package extract

import "strings"

const (
	windowSize   = 12      // bytes
	mostWindows  = 200_000 // bytes of text
	mostlyThere  = 0.6     // of a block's windows
	nearlyAllFit = 0.8     // of the text
)

// loosely gives the page's blocks most of whose words are in the text, where the library has run blocks together or lost words
// within them; nil where these do not make up the text either.
func loosely(page, text []Piece) []Piece {
	windows, size := windowsOf(text)
	if size > mostWindows {
		return nil
	}
	told := make([]Piece, len(page))
	there := 0
	for i, p := range page {
		told[i] = p
		bare := bareWords(strings.TrimPrefix(p.Text, p.number))
		share := shareIn(windows, bare)
		if len(bare) >= longBlock && share >= mostlyThere || len(bare) >= windowSize && share == 1 {
			told[i].agree()
			there += len(bare)
			continue
		}
		told[i].Sure = true
		if p.Aside == "" {
			told[i].Aside = OutsideText
		}
	}
	if float64(there) < nearlyAllFit*float64(size) {
		return nil
	}
	return told
}

func windowsOf(text []Piece) (windows map[string]bool, size int) {
	windows = map[string]bool{}
	for _, p := range text {
		bare := bareWords(p.Text)
		size += len(bare)
		for i := 0; i+windowSize <= len(bare) && size <= mostWindows; i++ {
			windows[bare[i:i+windowSize]] = true
		}
	}
	return windows, size
}

// shareIn gives the share of a block's windows that the text has.
func shareIn(windows map[string]bool, bare string) float64 {
	found, all := 0, 0
	for i := 0; i+windowSize <= len(bare); i += windowSize / 2 {
		all++
		if windows[bare[i:i+windowSize]] {
			found++
		}
	}
	return float64(found) / float64(max(1, all))
}
