package views

// key is one shortcut: the keys to press, any one of them or all in a row, and what that does.
type key struct {
	keys []string
	does string
}

type keyGroup struct {
	title string
	keys  []key
}

// shortcuts are all the keys, as static/js/keys.js has them.
var shortcuts = []keyGroup{
	{"Move", []key{
		{[]string{"j", "k"}, "next, previous claim"},
		{[]string{"n", "p"}, "next, previous sentence"},
		{[]string{"Enter"}, "open the claim, or mark the sentence"},
		{[]string{"/"}, "search, on any page"},
		{[]string{"Esc"}, "close the card, step back"},
		{[]string{"?"}, "these keys, on any page"},
	}},
	{"Mark", []key{
		{[]string{"h"}, "mark the sentence or the selection"},
		{[]string{"v"}, "as verified, or judge the claim so"},
		{[]string{"d"}, "as disputed"},
		{[]string{"u"}, "as unproven"},
		{[]string{"⇧", "←", "→"}, "move the end of what is marked by a character, with Ctrl by a word"},
		{[]string{"⇧", "↑", "↓"}, "by a sentence"},
		{[]string{"o"}, "move the other end"},
	}},
	{"Write", []key{
		{[]string{"s"}, "add a source"},
		{[]string{"e"}, "write the note"},
		{[]string{"1", "–", "5"}, "rating; 0 takes it off"},
		{[]string{"Del"}, "delete the claim"},
		{[]string{"z"}, "undo your last change to the article"},
	}},
	{"Needs a look", []key{
		{[]string{"j", "k"}, "next, previous claim"},
		{[]string{"y"}, "confirm what is proposed"},
		{[]string{"r"}, "select other words: ⇧ and the arrows move the end, Enter places the claim"},
		{[]string{"x"}, "drop the claim"},
	}},
	{"Compare", []key{
		{[]string{"j", "k"}, "next, previous group"},
		{[]string{"Enter"}, "open the group, or decide as chosen"},
		{[]string{"1", "–", "8"}, "take that reviewer’s reading"},
		{[]string{"a"}, "choose the reading that is suggested"},
		{[]string{"x"}, "not a claim, and say why"},
		{[]string{"e"}, "decide otherwise than the reading"},
		{[]string{"r"}, "write the reason"},
		{[]string{"f"}, "choose which groups are shown"},
	}},
	{"Look over an import", []key{
		{[]string{"j", "k"}, "next, previous block"},
		{[]string{"x"}, "keep the block, or set it aside; Enter does too"},
	}},
}

// HelpPage is the list of keys and a few words on how the desk works.
type HelpPage struct{ Frame Frame }
