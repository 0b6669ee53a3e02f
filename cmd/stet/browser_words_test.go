package main_test

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// wordsOnScreen finds a stretch of text in the blocks of the article, from the beginning of one text to the end of another
// after it, by what the blocks say alone. It scrolls there, and gives where a mouse begins and ends to select it.
const wordsOnScreen = `((from, to) => {
	const blocks = [...document.querySelectorAll("#galley [id^=block-]")];
	const first = blocks.findIndex((block) => block.textContent.includes(from));
	const last = blocks.findIndex((block, i) => i >= first && block.textContent.includes(to));
	const place = (block, unit, atEnd) => {
		const walk = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
		for (let node = walk.nextNode(); node; node = walk.nextNode()) {
			if (unit < node.length || (atEnd && unit === node.length)) return [node, unit];
			unit -= node.length;
		}
	};
	const range = document.createRange();
	range.setStart(...place(blocks[first], blocks[first].textContent.indexOf(from), false));
	range.setEnd(...place(blocks[last], blocks[last].textContent.indexOf(to) + to.length, true));
	range.startContainer.parentElement.scrollIntoView({block: "center"});
	const rects = [...range.getClientRects()].filter((r) => r.width > 0);
	const edge = (block, r, atEnd) => ({
		X: atEnd === (getComputedStyle(block).direction === "ltr") ? r.right - 1 : r.left + 1,
		Y: r.top + r.height / 2,
	});
	window.wanted = range;
	return [edge(blocks[first], rects[0], false), edge(blocks[last], rects.at(-1), true)];
})(%s, %s)`

// selectWords selects a text in the article with the mouse, from the beginning of from to the end of to.
func (b *tab) selectWords(from, to string) {
	b.t.Helper()
	ends := evaluate[[]point](b, wordsOnScreen, from, to)
	b.drag(ends[0], ends[1])
	b.sees("#slip")
}

// standing is what has to be stored of the words from the beginning of one text to the end of another, counted by itself in
// code points. Each text must stand in the article once.
func standing(t *testing.T, article, from, to string) claim {
	t.Helper()
	for _, words := range []string{from, to} {
		if strings.Count(article, words) != 1 {
			t.Fatalf("%q stands %d times in the article", words, strings.Count(article, words))
		}
	}
	start := utf8.RuneCountInString(article[:strings.Index(article, from)])
	end := utf8.RuneCountInString(article[:strings.Index(article, to)+len(to)])
	all := []rune(article)
	return claim{
		Start: start, End: end, Quote: string(all[start:end]),
		Prefix: string(all[max(0, start-32):start]), Suffix: string(all[end:min(len(all), end+32)]),
	}
}
