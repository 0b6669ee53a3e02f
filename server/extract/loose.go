package extract

import "strings"

const (
	windowSize  = 12      // bytes
	mostWindows = 200_000 // bytes of text
	mostlyThere = 0.5     // of a block's windows
)

// placeLoosely finds the page's blocks most of whose words are in what is left of the text, where the library has run blocks together
// or lost words within them, and those that it has at another place.
func (a *alignment) placeLoosely() {
	left, windows := a.left(), a.windows()
	for i := range a.page {
		p := &a.page[i]
		if p.inText || p.Sure {
			continue
		}
		if a.exact[p.bare] {
			p.inText, p.said = left[p.bare] > 0, p.number == ""
			left[p.bare]--
			continue
		}
		share := shareIn(windows, p.bare)
		p.inText = len(p.bare) >= longBlock && share >= mostlyThere || len(p.bare) >= windowSize && share == 1
	}
}

// left counts the blocks of the text that the page's do not make up, by their words.
func (a *alignment) left() map[string]int {
	left := map[string]int{}
	for _, b := range a.text {
		if b.behind < len(b.bare) {
			left[b.bare]++
		}
	}
	return left
}

// windows are the runs of letters in what is left of the text and is not as the page has it; none of more than is looked at.
func (a *alignment) windows() map[string]bool {
	windows, size := map[string]bool{}, 0
	for _, b := range a.text {
		if b.behind >= len(b.bare) || b.whole {
			continue
		}
		if size += len(b.bare); size > mostWindows {
			return nil
		}
		for i := 0; i+windowSize <= len(b.bare); i++ {
			windows[b.bare[i:i+windowSize]] = true
		}
	}
	return windows
}

// isShown says whether the page has most of the text, however muddled: what is told to search engines alone it has not.
func (a *alignment) isShown() bool {
	missing := map[string]bool{}
	for _, b := range a.text {
		for i := 0; i+windowSize <= len(b.bare); i += windowSize {
			missing[b.bare[i:i+windowSize]] = true
		}
	}
	all := len(missing)
	var shown strings.Builder
	for _, p := range a.page {
		shown.WriteString(p.bare)
	}
	for i, s := 0, shown.String(); i+windowSize <= len(s); i++ {
		delete(missing, s[i:i+windowSize])
	}
	return 2*len(missing) <= all
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
