package views

import "strconv"

// Lane is one reviewer's place in a comparison: a line of its own under the text, a column in the table. Reviewers have no
// colour; they are told apart by where their lane is and by its letter.
type Lane struct {
	Reviewer  string // the name that the claims of this reading bear
	Name      string // as shown, a pseudonym where the article asks for one
	Letter    string // one or two letters that no other lane of the comparison has
	Key       string // names the lane in addresses; says no more than Name does
	Submitted bool
}

// laneOf finds the lane of a key; -1 where there is none.
func laneOf(lanes []Lane, key string) int {
	for i := range lanes {
		if lanes[i].Key == key {
			return i
		}
	}
	return -1
}

// Letters gives each name a letter or two of its own: its initial, else its first two letters, else its initial with a number.
func Letters(names []string) []string {
	letters, taken := make([]string, len(names)), map[string]bool{}
	for i, name := range names {
		switch {
		case alone(names, i, initial):
			letters[i] = initial(name)
		case alone(names, i, beginning):
			letters[i] = beginning(name)
		}
		taken[letters[i]] = true
	}
	for i, name := range names {
		for n := 1; letters[i] == ""; n++ {
			if free := initial(name) + strconv.Itoa(n); !taken[free] {
				letters[i], taken[free] = free, true
			}
		}
	}
	return letters
}

// alone says whether short gives for a name what it gives for no other.
func alone(names []string, i int, short func(string) string) bool {
	for j := range names {
		if j != i && short(names[j]) == short(names[i]) {
			return false
		}
	}
	return true
}

// beginning gives the first two letters of a name, the first as a capital.
func beginning(name string) string {
	runes := []rune(name)
	return initial(name) + string(runes[min(1, len(runes)):min(2, len(runes))])
}

// place says where a lane lies, from the top.
func place(lane, lanes int) string {
	switch {
	case lanes == 1:
		return "the line"
	case lane == 0:
		return "upper line"
	case lanes == 2:
		return "lower line"
	case lane == lanes-1:
		return "lowest line"
	case lanes == 3:
		return "middle line"
	}
	return "line " + strconv.Itoa(lane+1)
}
