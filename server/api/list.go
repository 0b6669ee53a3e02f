package api

import (
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"

	"stet/server/factcheck"
)

// Paging is what every list takes.
type Paging struct {
	Limit  int    `query:"limit" minimum:"1" maximum:"500" default:"50" doc:"How many items to give at most. It may be fewer where they are long: next_cursor alone says whether more follow."`
	Cursor string `query:"cursor" doc:"The next_cursor of the page before."`
}

// List is one page of a list.
type List[T any] struct {
	Items      []T     `json:"items" nullable:"false"`
	NextCursor *string `json:"next_cursor" doc:"Asks for the next page; null where there is none."`
}

type listAnswer[T any] struct{ Body List[T] }

// after gives the number that the cursor holds, or first without one. Each list has its own word in its cursors, so that a
// cursor of another list is refused and not misread.
func (p Paging) after(word string, first int64) (int64, error) {
	if p.Cursor == "" {
		return first, nil
	}
	text, err := base64.RawURLEncoding.DecodeString(p.Cursor)
	number, mine := strings.CutPrefix(string(text), word+" ")
	after, notANumber := strconv.ParseUint(number, 10, 53) // far from where adding a limit would overflow
	if err != nil || !mine || notANumber != nil {
		return 0, factcheck.BadField("cursor", "The cursor is none that this list gave. Leave it out to begin at the first page.")
	}
	return int64(after), nil
}

// more is how many rows to read so that it shows whether another page follows.
func (p Paging) more() int { return p.Limit + 1 }

// list makes a page of at most limit rows; position gives what the cursor of the next page holds: where the last row stands.
func list[Row, T any](p Paging, word string, rows []Row, tell func(*Row) T, position func(*Row) int64) *listAnswer[T] {
	shown := rows[:min(len(rows), p.Limit)]
	return listed(word, shown, len(rows) > len(shown), tell, position)
}

// listed makes a page of rows, on which another follows where there are more.
func listed[Row, T any](word string, rows []Row, more bool, tell func(*Row) T, position func(*Row) int64) *listAnswer[T] {
	items := make([]T, len(rows))
	for i := range rows {
		items[i] = tell(&rows[i])
	}
	answer := &listAnswer[T]{Body: List[T]{Items: items}}
	if more {
		cursor := base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "%s %d", word, position(&rows[len(rows)-1])))
		answer.Body.NextCursor = &cursor
	}
	return answer
}
